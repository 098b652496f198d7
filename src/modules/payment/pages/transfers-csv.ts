import type { View } from "../../../kernel/http/view.ts";
import { writeCsv } from "../../../kernel/text/csv.ts";
import type { BankAccount } from "../rules/bank-account.ts";
import { headings } from "../rules/debit-results.ts";
import type { DebitItem } from "../store/debits.ts";
import type { Payout } from "../store/payouts.ts";

/** Transfers for the bank, in the columns that city.yaml names. Digits are texts: spreadsheets drop zeros in front. */
export function transfersCsv({ t, city }: View, rows: readonly { payout: Payout; account: BankAccount }[]): string {
  const columns = city.config.payments.transfer;
  const body = rows.map(({ payout, account }) =>
    columns.map((column) => {
      if (column === "amount") return payout.amount;
      if (column === "reference") return payout.refundId;
      if (column === "kind") return t.text(`payment.account.kind-${account.kind}`);
      return account[column];
    }),
  );
  return writeCsv([columns.map((column) => t.text(`payment.staff.column.${column}`)), ...body]);
}

/** Debits for a bank that takes no 全銀協規定形式; its results come back with the same 顧客番号 and 金額. */
export function debitsCsv({ t }: View, rows: readonly { item: DebitItem; account: BankAccount }[]): string {
  const columns = ["bank", "branch", "kind", "number", "holder"] as const;
  const [customer, amount, result] = headings;
  const head = [customer, ...columns.map((column) => t.text(`payment.staff.column.${column}`)), amount, result];
  const body = rows.map(({ item, account }) => [
    item.customerNumber,
    ...columns.map((column) => (column === "kind" ? t.text(`payment.account.kind-${account.kind}`) : account[column])),
    item.amount,
    "",
  ]);
  return writeCsv([head, ...body]);
}
