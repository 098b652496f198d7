import type { Act } from "../../../kernel/act.ts";
import { emit } from "../../../kernel/jobs/emit.ts";
import type { Payment } from "../store/payments.ts";
import type { Method, PaymentEvent } from "../types.ts";

type EventName = "pending" | "paid" | "failed" | "expired" | "refunded";

/** Tells the modules that listen. `amount`: for `refunded` what went back now, else what the payment is for. */
export function announce(
  act: Act,
  name: EventName,
  payment: Payment,
  more: { method?: Method; amount?: number; late?: boolean; dueAt?: Date } = {},
): Promise<void> {
  const event: PaymentEvent = {
    paymentId: payment.id,
    subject: payment.subject,
    amount: more.amount ?? payment.amount,
    method: more.method ?? payment.method ?? null,
    ...(more.late ? { late: true } : {}),
    ...(payment.supplements === undefined ? {} : { supplements: payment.supplements }),
    ...(more.dueAt && { dueAt: more.dueAt.toISOString() }),
  };
  return emit(act, `payment.${name}`, event);
}
