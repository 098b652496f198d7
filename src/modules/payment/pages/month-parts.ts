import type { View } from "../../../kernel/http/view.ts";
import { type CivilDate, partsOf } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { balanceOf, type Figures, incomeOf, type LedgerMethod } from "../rules/month.ts";
import { methodKeys } from "./words.ts";

/** 令和8年11月 */
export function monthText({ locale }: View, month: CivilDate): string {
  const day = formatDate(month, locale, { weekday: false });
  // Without its first day: the number and, in Japanese, its counter.
  return locale === "en" ? day.replace(/^\d+ /, "") : day.slice(0, -2);
}

/** As it stands in addresses: 2026-11. */
export const monthPath = (month: CivilDate): string => `/staff/money/months/${month.slice(0, 7)}`;

export const methodText = ({ t }: View, method: LedgerMethod): string => t.text(methodKeys[method]);

/** The columns of 収納報告, the same on the page, on paper and in files. Amounts are yen, counts are movements. */
export const figureColumns = [
  { id: "charge-count", of: ({ chargeCount }: Figures) => chargeCount, isCount: true },
  { id: "charged", of: ({ charged }: Figures) => charged },
  { id: "refund-count", of: ({ refundCount }: Figures) => refundCount, isCount: true },
  { id: "refunded", of: ({ refunded }: Figures) => refunded },
  { id: "balance", of: balanceOf },
  { id: "deposits", of: ({ depositTaken, depositReturned }: Figures) => depositTaken - depositReturned },
  { id: "kept", of: ({ depositKept }: Figures) => depositKept },
  { id: "income", of: incomeOf },
  { id: "late", of: ({ lateCount }: Figures) => lateCount, isCount: true },
] as const;

export const columnText = ({ t }: View, id: (typeof figureColumns)[number]["id"]): string =>
  t.text(`payment.staff.month.column-${id}`);

/** 会計年度 and month for a file's name. */
export function fileName(month: CivilDate, ending: string): string {
  const { year, month: number } = partsOf(month);
  return `receipts-${year}-${String(number).padStart(2, "0")}.${ending}`;
}
