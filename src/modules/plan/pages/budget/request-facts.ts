import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { fiscalYearOf } from "../../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { type SummaryLine, summary } from "../../../../ui/index.ts";
import type { BudgetRequest } from "../../types/budget.ts";
import { lines, yearOf } from "./words.ts";

/** A request and what came of it, as far as it is known; on the preview exactly what residents will read. */
export function requestFacts(view: View, request: BudgetRequest): Html {
  const { t, locale } = view;
  const yen = (amount: number) => formatYen(amount, locale);
  const list: (SummaryLine | undefined)[] = [
    { label: t("plan-budget.staff.request.asked"), value: yen(request.asked) },
    { label: t("plan-budget.staff.request.before"), value: yen(request.before) },
    {
      label: t("plan-budget.staff.request.change"),
      value: formatYen(request.asked - request.before, locale, { signed: true }),
    },
    request.parts.length === 0
      ? undefined
      : { label: t("plan-budget.staff.request.parts"), value: partList(view, request) },
    { label: t("plan-budget.staff.request.reason"), value: lines(request.reason) },
    given(request.assessed, (amount) => ({ label: t("plan-budget.staff.request.assessed"), value: yen(amount) })),
    given(request.assessment, (words) => ({
      label: t("plan-budget.staff.request.assessment"),
      value: lines(words),
    })),
    given(request.decided, (amount) => ({ label: t("plan-budget.staff.request.decided"), value: yen(amount) })),
    given(request.decidedOn, (day) => ({
      label: t("plan-budget.staff.request.decided-on"),
      value: formatDate(day, locale),
    })),
    given(request.answer, (words) => ({ label: t("plan-budget.staff.request.answer"), value: lines(words) })),
    // 翌年: what was spent, beside what was decided
    request.decided !== undefined && (request.settled !== undefined || fiscalYearOf(view.today) >= request.year)
      ? {
          label: html`${yearOf(view, request.year)}　${t("plan-budget.staff.request.settled")}`,
          value: request.settled === undefined ? t("plan-budget.staff.request.settled-none") : yen(request.settled),
        }
      : undefined,
  ];
  return summary(
    t,
    list.flatMap((line) => line ?? []),
    { plain: true },
  );
}

function partList({ locale }: View, { parts }: BudgetRequest): Content {
  const items = parts.map(
    ({ label, amount }) => html`<li>${label}　${formatYen(amount, locale, { signed: true })}</li>`,
  );
  return html`<ul class="bullets">${items}</ul>`;
}

function given<Value>(value: Value | undefined, line: (value: Value) => SummaryLine): SummaryLine | undefined {
  return value === undefined ? undefined : line(value);
}
