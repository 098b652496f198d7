/** PostgreSQL's "no" → refusal code. What is not here is a fault of the program and stays an error. */
export const paymentConstraints: Readonly<Record<string, string>> = {
  payment_not_over_refunded: "payment.over-refunded",
  payment_one_live_per_subject: "payment.already-open",
  payment_amount_in_range: "payment.amount",
  entry_one_cash_charge_per_payment: "payment.already-paid",
  money_file_once: "payment.staff-file-once",
  line_decision_four_eyes: "payment.staff-four-eyes",
  line_decision_stays: "payment.staff-decided",
  line_decision_pkey: "payment.staff-proposed",
  payout_four_eyes: "payment.staff-four-eyes",
  mandate_number_once: "payment.staff-customer-number",
  mandate_one_live_per_person: "payment.staff-mandate-once",
  debit_item_one_out_per_payment: "payment.staff-debit-out",
  cash_day_still_open: "payment.desk-day-just-closed",
  cash_day_pkey: "payment.desk-day-closed",
  cash_day_difference_explained: "payment.desk-difference-unexplained",
};
