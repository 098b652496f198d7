/**
 * The front door. A module opens a payment for one of its own rows (the subject), sends the person to
 * `paymentPath(id)`, and listens to `payment.pending`, `payment.paid`, `payment.failed`, `payment.expired` and
 * `payment.refunded`, whose data is a PaymentEvent.
 */

export {
  amendPayment,
  openSupplement,
  type PaymentAmended,
  type PaymentToAmend,
  refundSubject,
  type SubjectRefund,
  type SupplementToOpen,
} from "./commands/amend-payment.ts";
export { payOutRefund } from "./commands/deliver-refund.ts";
export { abandonPayment, extendPayment } from "./commands/end-payment.ts";
export { goToCheckout } from "./commands/go-to-checkout.ts";
export { noteReceipt } from "./commands/note-receipt.ts";
export { openPayment, type PaymentToOpen } from "./commands/open-payment.ts";
export { type RefundToAsk, refundPayment } from "./commands/refund-payment.ts";
export { remindDebtor } from "./commands/remind-debtor.ts";
export { type DepositToSettle, settleDeposit } from "./commands/settle-deposit.ts";
export { type CashTaken, takeCash } from "./commands/take-cash.ts";
export { paymentEvent } from "./schema.ts";
export { listAlarms as listPaymentAlarms } from "./store/alarms.ts";
export { findMandateOf } from "./store/debits.ts";
export { listDebts, sumDebtsOf } from "./store/debts.ts";
/** 預り金: what is held, and what moved. For closings and statistics: no income. */
export {
  type DepositEntry,
  type DepositSums,
  listDepositEntries,
  listHeldDeposits,
  sumDeposits,
} from "./store/deposits.ts";
export { type Addressee, addressees, listReceiptIssues, type ReceiptIssue } from "./store/receipts.ts";
export { listRefundsOf } from "./store/refunds.ts";
export { findPayment, findPaymentOf, listPaymentsFor, listPaymentsOf } from "./store/views.ts";
export type {
  CheckoutOrder,
  CheckoutStanding,
  Konbini,
  Method,
  OnlineMethod,
  PaymentAlarm,
  PaymentEvent,
  PaymentProvider,
  PaymentState,
  PaymentView,
  PayWay,
  PriceLine,
  ProviderReading,
  ProviderRefund,
  RefundOrder,
  RefundState,
  RefundView,
  Subject,
} from "./types.ts";

/** The page of one payment: what is to be paid, the way to the provider, the number for the shop, what is true now. */
export const paymentPath = (paymentId: string): string => `/payments/${paymentId}`;
/** The counter's page of one payment: take cash, see refunds. */
export const counterPath = (paymentId: string): string => `/staff/payments/${paymentId}`;
