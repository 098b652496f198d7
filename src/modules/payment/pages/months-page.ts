import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { empty, page, table } from "../../../ui/index.ts";
import { balanceOf, incomeOf } from "../rules/month.ts";
import type { MonthClose } from "../store/months.ts";
import { section } from "./money-parts.ts";
import { monthPath, monthText } from "./month-parts.ts";
import { yen } from "./words.ts";

/** 月締め: the months that are open, and those that are closed. */
export function monthsPage(
  view: View,
  { open, closes }: { open: readonly CivilDate[]; closes: readonly MonthClose[] },
): Html {
  const { t } = view;
  const link = (month: CivilDate) => html`<a href="${monthPath(month)}">${monthText(view, month)}</a>`;
  return page(view, {
    title: t.text("payment.staff.month.title"),
    area: "staff",
    crumbs: [{ label: t("payment.staff.month.title") }],
    main: html`<div class="head"><h1>${t("payment.staff.month.title")}</h1><p class="lead">${t("payment.staff.month.lead")}</p></div>
<div class="stack-l">
${section(
  "open",
  t("payment.staff.month.open"),
  open.length === 0
    ? empty(t("payment.staff.month.none-open"), [])
    : html`<ul class="bullets">${open.map((month) => html`<li>${link(month)}</li>`)}</ul>`,
)}
${section(
  "closed",
  t("payment.staff.month.closed"),
  closes.length === 0
    ? empty(t("payment.staff.month.none-closed"), [])
    : table<MonthClose>({
        caption: t("payment.staff.month.closed"),
        captionHidden: true,
        columns: [
          { label: t("payment.staff.month.month"), head: true, cell: ({ month }) => link(month) },
          { label: t("payment.staff.month.column-balance"), number: true, cell: (one) => yen(view, balanceOf(one)) },
          { label: t("payment.staff.month.column-income"), number: true, cell: (one) => yen(view, incomeOf(one)) },
          { label: t("payment.staff.month.closed-by"), cell: ({ closedByName }) => closedByName },
          {
            label: t("payment.staff.month.confirmed-by"),
            cell: ({ confirmedByName }) => confirmedByName ?? t("payment.staff.month.not-confirmed"),
          },
        ],
        rows: closes,
      }),
)}
<p><a href="/staff/money/exports">${t("payment.staff.export.title")}</a></p>
</div>`,
  });
}
