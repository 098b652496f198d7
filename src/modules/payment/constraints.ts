/** PostgreSQL's "no" → refusal code. What is not here is a fault of the program and stays an error. */
export const paymentConstraints: Readonly<Record<string, string>> = {
  payment_not_over_refunded: "payment.over-refunded",
  payment_one_live_per_subject: "payment.already-open",
  payment_amount_in_range: "payment.amount",
  entry_one_cash_charge_per_payment: "payment.already-paid",
  cash_day_still_open: "payment.desk-day-just-closed",
  cash_day_pkey: "payment.desk-day-closed",
  cash_day_difference_explained: "payment.desk-difference-unexplained",
};
