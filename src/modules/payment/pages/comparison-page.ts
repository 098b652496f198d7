import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { empty, table } from "../../../ui/index.ts";
import type { Comparison, SeenDifference } from "../store/comparisons.ts";
import { moneyPage, paymentLink, section } from "./money-parts.ts";
import { yen } from "./words.ts";

/** 突き合わせ: what differs between the providers and the ledger, and how many were asked each night. */
export function comparisonPage(
  view: View,
  { differences, runs }: { differences: readonly SeenDifference[]; runs: readonly Comparison[] },
): Html {
  const { t, locale } = view;
  const count = (value: number) => t("payment.desk.count", { count: value });
  return moneyPage(view, {
    part: "comparison",
    problems: [],
    main: html`${section(
      "differences",
      t("payment.staff.comparison.differences"),
      differences.length === 0
        ? empty(t(runs.length === 0 ? "payment.staff.comparison.not-yet" : "payment.staff.comparison.none"), [])
        : table<SeenDifference>({
            caption: t("payment.staff.comparison.differences"),
            captionHidden: true,
            columns: [
              {
                label: t("payment.what"),
                head: true,
                cell: ({ paymentId, description }) => paymentLink(view, paymentId, description),
              },
              {
                label: t("payment.staff.comparison.kind"),
                cell: ({ kind }) => t.dynamic(`payment.staff.difference.${kind}`),
              },
              { label: t("payment.staff.comparison.ours"), number: true, cell: ({ ours }) => yen(view, ours) },
              { label: t("payment.staff.comparison.theirs"), number: true, cell: ({ theirs }) => yen(view, theirs) },
              {
                label: t("payment.staff.comparison.reference"),
                cell: ({ provider, reference }) => `${provider} ${reference}`,
              },
              { label: t("payment.staff.since"), cell: ({ firstOn }) => formatDate(firstOn, locale) },
            ],
            rows: differences,
          }),
    )}
${
  runs.length > 0 &&
  section(
    "runs",
    t("payment.staff.comparison.runs"),
    table<Comparison>({
      caption: t("payment.staff.comparison.runs"),
      captionHidden: true,
      columns: [
        { label: t("payment.desk.day"), head: true, cell: ({ onDay }) => formatDate(onDay, locale) },
        { label: t("payment.staff.comparison.asked"), number: true, cell: ({ asked }) => count(asked) },
        { label: t("payment.staff.comparison.answered"), number: true, cell: ({ answered }) => count(answered) },
        { label: t("payment.staff.comparison.silent"), number: true, cell: ({ silent }) => count(silent) },
      ],
      rows: runs,
    }),
  )
}`,
  });
}
