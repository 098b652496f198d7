// Made by `npm run schema` from the migrations. Change those, not this file.
import type { ColumnType, Generated, GeneratedAlways } from "kysely";

export type PaymentTables = {
  "payment.alarm": {
    id: string;
    kind: "reference-mismatch" | "amount-mismatch" | "currency-mismatch" | "refunded-mismatch" | "paid-twice" | "paid-replaced" | "refund-by-hand" | "refund-stuck" | "not-in-ledger" | "not-at-provider" | "debit-failed";
    payment_id: string;
    about: string;
    at: Date;
    settled_at: Date | null;
    settled_by: string | null;
  };
  "payment.cash_day": {
    section_id: string;
    day: string;
    charge_count: Generated<number>;
    charged_sum: Generated<number>;
    refund_count: Generated<number>;
    refunded_sum: Generated<number>;
    change_fund: number;
    counted: number;
    drawer: ColumnType<Record<string, number>, string, string>;
    difference: GeneratedAlways<number>;
    reason: string | null;
    closed_by: string;
    closed_by_name: string;
    closed_at: Date;
    deposit_taken_sum: Generated<number>;
    deposit_returned_sum: Generated<number>;
  };
  "payment.checkout": {
    id: string;
    payment_id: string;
    state: Generated<"asked" | "ready" | "over">;
    provider: string | null;
    reference: string | null;
    url: string | null;
    expires_at: Date;
    last_state: "open" | "pending" | "paid" | "failed" | "expired" | "unknown" | null;
    read_at: Date | null;
    unreachable_at: Date | null;
    konbini_number: string | null;
    konbini_until: Date | null;
    asked_at: Date;
    konbini_url: string | null;
  };
  "payment.comparison": {
    on_day: string;
    started_at: Date;
    asked: number;
    answered: Generated<number>;
    silent: Generated<number>;
  };
  "payment.debit_batch": {
    id: string;
    number: Generated<number>;
    withdraw_on: string;
    item_count: number;
    total: number;
    made_by: string;
    made_by_name: string;
    made_at: Date;
    settled_at: Date | null;
  };
  "payment.debit_item": {
    id: string;
    batch_id: string;
    payment_id: string;
    mandate_id: string;
    amount: number;
    result: "paid" | "no-money" | "no-account" | "stopped-by-payer" | "no-agreement" | "stopped-by-city" | "other" | null;
  };
  "payment.deposit_entry": {
    id: Generated<string>;
    payment_id: string;
    kind: "taken" | "returned" | "kept";
    amount: number;
    at: Date;
    booked_on: string;
    entry_id: string | null;
    reason: string | null;
    article: string | null;
    by_person: string | null;
    month: Generated<string>;
  };
  "payment.difference": {
    checkout_id: string;
    kind: "not-in-ledger" | "not-at-provider" | "amount" | "refunded";
    ours: number;
    theirs: number;
    first_on: string;
    last_on: string;
  };
  "payment.entry": {
    id: string;
    payment_id: string;
    kind: "charge" | "refund";
    amount: number;
    method: "card" | "konbini" | "paypay" | "pay-easy" | "cash" | "invoice" | "debit" | "transfer";
    at: Date;
    booked_on: string;
    provider: string | null;
    reference: string | null;
    refund_id: string | null;
    receipt_year: number | null;
    receipt_number: number | null;
    section_id: string | null;
    received: number | null;
    by_person: string | null;
    file_line: string | null;
    month: Generated<string>;
  };
  "payment.export_run": {
    id: string;
    export_id: string;
    from_day: string;
    until_day: string;
    row_count: number;
    digest: string;
    is_personal: boolean;
    made_by: string;
    made_by_name: string;
    made_at: Date;
  };
  "payment.hook_rejection": {
    provider: string;
    day: string;
    count: number;
  };
  "payment.invoice": {
    number: string;
    payment_id: string;
    issued_at: Date;
    addressee_sealed: string | null;
  };
  "payment.invoice_counter": {
    fiscal_year: number;
    last: number;
  };
  "payment.line_decision": {
    line_id: string;
    action: "book" | "outside";
    payment_id: string | null;
    note: string;
    proposed_by: string;
    proposed_by_name: string;
    proposed_at: Date;
    approved_by: string | null;
    approved_by_name: string | null;
    approved_at: Date | null;
  };
  "payment.mandate": {
    id: string;
    person_id: string;
    customer_number: string;
    account_sealed: string | null;
    account_hint: string | null;
    registered_by: string;
    registered_at: Date;
    ended_at: Date | null;
  };
  "payment.money_file": {
    id: string;
    kind: "clearing" | "debit-result";
    name: string;
    digest: string;
    line_count: number;
    total: number;
    brought_by: string;
    brought_by_name: string;
    brought_at: Date;
  };
  "payment.money_line": {
    id: string;
    file_id: string;
    row_number: number;
    number: string;
    amount: number;
    paid_on: string;
    payment_id: string | null;
    finding: "booked" | "unknown-number" | "too-much" | "too-little" | "paid-already" | "not-debited";
  };
  "payment.month_close": {
    month: string;
    charge_count: Generated<number>;
    charged_sum: Generated<number>;
    refund_count: Generated<number>;
    refunded_sum: Generated<number>;
    deposit_taken_sum: Generated<number>;
    deposit_returned_sum: Generated<number>;
    deposit_kept_sum: Generated<number>;
    late_count: Generated<number>;
    open_points: Generated<number>;
    explanation: string | null;
    closed_by: string;
    closed_by_name: string;
    closed_at: Date;
    confirmed_by: string | null;
    confirmed_by_name: string | null;
    confirmed_at: Date | null;
  };
  "payment.month_line": {
    month: string;
    place_id: string;
    place_name: string;
    method: string;
    charge_count: number;
    charged: number;
    refund_count: number;
    refunded: number;
    deposit_taken: number;
    deposit_returned: number;
    deposit_kept: number;
    late_count: number;
  };
  "payment.payment": {
    id: string;
    subject_kind: string;
    subject_id: string;
    payer_id: string | null;
    state: Generated<"open" | "pending" | "paid" | "partly-refunded" | "refunded" | "expired" | "abandoned">;
    method: "card" | "konbini" | "paypay" | "pay-easy" | "cash" | "invoice" | "debit" | null;
    amount: number;
    currency: Generated<string>;
    description: string;
    lines: ColumnType<{ label: string; amount: number }[], string, string>;
    return_path: string;
    locale: string;
    online: boolean;
    due_at: Date;
    pay_later_until: Date | null;
    opened_at: Date;
    paid_at: Date | null;
    ended_at: Date | null;
    charged: Generated<number>;
    refunding: Generated<number>;
    refunded: Generated<number>;
    staff_path: string | null;
    supplements: string | null;
    replaced_by: string | null;
    ways: Generated<string[]>;
    deposit: Generated<number>;
    deposit_taken: Generated<number>;
    deposit_back: Generated<number>;
    deposit_kept: Generated<number>;
    owed_by: Date | null;
  };
  "payment.payout": {
    refund_id: string;
    state: Generated<"wanted" | "entered" | "checked" | "approved" | "sent" | "done" | "ended">;
    account_sealed: string | null;
    account_hint: string | null;
    wanted_at: Date;
    entered_at: Date | null;
    checked_by: string | null;
    checked_by_name: string | null;
    approved_by: string | null;
    approved_by_name: string | null;
    batch_id: string | null;
    returned_because: string | null;
    entered_by: string | null;
    entered_by_name: string | null;
    proof: "driving-licence" | "my-number-card" | "residence-card" | "passport" | "two-papers" | null;
  };
  "payment.payout_transition": {
    from_state: string;
    to_state: string;
  };
  "payment.receipt_counter": {
    fiscal_year: number;
    last: number;
  };
  "payment.receipt_issue": {
    payment_id: string;
    nth: number;
    addressee: "person" | "group" | "group-person";
    issued_by: string | null;
    at_counter: boolean;
    issued_at: Date;
  };
  "payment.refund": {
    id: string;
    payment_id: string;
    charge_id: string;
    amount: number;
    reason: string;
    is_surplus: Generated<boolean>;
    state: Generated<"asked" | "unknown" | "by-hand" | "done">;
    asked_at: Date;
    deposit: Generated<number>;
  };
  "payment.refund_transition": {
    from_state: string;
    to_state: string;
  };
  "payment.reminder": {
    id: string;
    payment_id: string;
    nth: number;
    way: "mail" | "letter";
    pay_by: string;
    sent_by: string;
    sent_by_name: string;
    sent_at: Date;
  };
  "payment.transfer_batch": {
    id: string;
    number: Generated<number>;
    pay_on: string;
    item_count: number;
    total: number;
    made_by: string;
    made_by_name: string;
    made_at: Date;
  };
  "payment.transition": {
    from_state: string;
    to_state: string;
  };
};
