import { type Html, html } from "../../../../../kernel/html.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatYen } from "../../../../../kernel/money/format-yen.ts";
import { table } from "../../../../../ui/index.ts";
import { findSpace } from "../../../rules/facility.ts";
import { differenceOf, type FeeDifference, type FieldDifference } from "../../../rules/ordinance-difference.ts";
import type { Facility } from "../../../types/facility.ts";
import { joined, sayCondition, sayRate } from "../../rules/words.ts";
import { plain } from "../../words.ts";
import { fieldWord, sayValue } from "./words.ts";

/** What would change: amounts by room and band, then every other field, old and new beside each other. */
export function showDifference(view: View, before: Facility | undefined, after: Facility): Html {
  const { t } = view;
  const title = html`<h2 id="o-difference">${t("facility.staff.ordinance.difference")}</h2>`;
  const section = (inside: Html) =>
    html`<section class="section" aria-labelledby="o-difference">${title}${inside}</section>`;
  if (before === undefined) return section(html`<p>${t("facility.staff.ordinance.first-words")}</p>`);
  const { fees, fields } = differenceOf(before, after);
  if (fees.length + fields.length === 0) return section(html`<p>${t("facility.staff.ordinance.same")}</p>`);
  return section(
    html`${fees.length > 0 && feesTable(view, before, after, fees)}${fields.length > 0 && fieldsTable(view, fields)}`,
  );
}

function feesTable({ t }: View, before: Facility, after: Facility, fees: readonly FeeDifference[]): Html {
  const yen = (amount: number | undefined) => (amount === undefined ? "—" : formatYen(amount, "ja"));
  return table<FeeDifference>({
    caption: t("facility.rules.fee-table"),
    columns: [
      {
        label: t("facility.rules.space"),
        head: true,
        cell: ({ spaceId }) =>
          plain(t, (findSpace(after, spaceId) ?? findSpace(before, spaceId))?.name ?? { ja: spaceId }),
      },
      { label: t("facility.staff.ordinance.rate"), cell: ({ rate }) => sayRate(t, after, rate) },
      { label: t("facility.rules.when"), cell: ({ when }) => joined(t, sayCondition(t, after, when)) },
      { label: t("facility.staff.ordinance.before"), number: true, cell: (one) => yen(one.before) },
      { label: t("facility.staff.ordinance.after"), number: true, cell: (one) => yen(one.after) },
      {
        label: t("facility.staff.ordinance.change"),
        number: true,
        cell: ({ before: was, after: is }) =>
          was === undefined || is === undefined ? "" : `${is > was ? "+" : "−"}${formatYen(Math.abs(is - was), "ja")}`,
      },
    ],
    rows: fees,
  });
}

function fieldsTable({ t }: View, fields: readonly FieldDifference[]): Html {
  return table<FieldDifference>({
    caption: t("facility.staff.ordinance.other-fields"),
    columns: [
      {
        label: t("facility.staff.ordinance.where"),
        head: true,
        cell: ({ section, trail, field }) =>
          [
            fieldWord(t, section),
            ...trail.map((name) => plain(t, name)),
            ...(field === section ? [] : [fieldWord(t, field)]),
          ].join(" ＞ "),
      },
      { label: t("facility.staff.ordinance.before"), cell: ({ before }) => sayValue(t, before) },
      { label: t("facility.staff.ordinance.after"), cell: ({ after }) => sayValue(t, after) },
    ],
    rows: fields,
  });
}
