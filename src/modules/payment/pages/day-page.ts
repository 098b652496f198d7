import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import type { MessageKey } from "../../../kernel/i18n/messages.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { wallTimeOf } from "../../../kernel/time/instant.ts";
import { button, empty, errorAt, form, page, papers, summary, table, textArea, textField } from "../../../ui/index.ts";
import { type Denomination, denominations, receiptNumber, sumsOf } from "../rules/cash.ts";
import { drawerField } from "../schema.ts";
import type { CashDay, CashEntry } from "../store/cash-days.ts";
import { instantText, yen } from "./words.ts";

export type DayPageProps = {
  readonly day: CivilDate;
  readonly sectionName: string;
  readonly entries: readonly CashEntry[];
  readonly closed: CashDay | undefined;
  readonly problems: Problems;
  readonly values: FormValues;
};

/** 日計: one day of the counter. Open: what moved, and the form that closes it. Closed: the sheet, to be printed. */
export function dayPage(view: View, props: DayPageProps): Html {
  const { t, locale, today } = view;
  const { day, closed, entries } = props;
  const title = t.text("payment.desk.day-title", { day: formatDate(day, locale) });
  return page(view, {
    title,
    area: "staff",
    crumbs: [{ label: t("payment.desk.title"), href: "/staff/cash" }, { label: formatDate(day, locale) }],
    problems: props.problems,
    main: html`<div class="head"><h1>${title}</h1><p class="lead">${props.sectionName}</p></div>
<div class="stack-l">
${closed === undefined ? sums(view, entries) : sheet(view, closed)}
${movements(view, entries)}
${entries.length > 0 && papers([{ href: `/staff/cash/${day}/entries.csv`, title: t("payment.desk.csv"), words: t("payment.desk.csv-words") }])}
${closed === undefined && (day <= today ? closeForm(view, props) : html`<p>${t("payment.desk.tomorrow")}</p>`)}
</div>`,
  });
}

function sums(view: View, entries: readonly CashEntry[]): Content {
  const { t } = view;
  const { chargeCount, chargedSum, refundCount, refundedSum } = sumsOf(entries);
  return summary(t, [
    { label: t("payment.desk.charged"), value: countAndSum(view, chargeCount, chargedSum) },
    { label: t("payment.desk.refunded"), value: countAndSum(view, refundCount, refundedSum) },
    ...depositLines(view, depositsOf(entries)),
    { label: t("payment.desk.should-be"), value: html`<b>${yen(view, chargedSum - refundedSum)}</b>` },
  ]);
}

/** 預り金 in the cash: it is counted with the rest, and is no income. */
function depositLines(view: View, { taken, returned }: { taken: number; returned: number }) {
  if (taken === 0 && returned === 0) return [];
  const { t } = view;
  return [
    {
      label: t("payment.desk.deposits"),
      value: t("payment.desk.deposits-moved", { taken: yen(view, taken), returned: yen(view, returned) }),
    },
  ];
}

function depositsOf(entries: readonly CashEntry[]) {
  const sum = (kind: CashEntry["kind"]) =>
    entries.reduce((total, entry) => total + (entry.kind === kind ? entry.deposit : 0), 0);
  return { taken: sum("charge"), returned: sum("refund") };
}

function countAndSum(view: View, count: number, sum: number): Content {
  return html`${view.t("payment.desk.count", { count })}　${yen(view, sum)}`;
}

function sheet(view: View, closed: CashDay): Content {
  const { t } = view;
  const counted = denominations
    .filter((value) => (closed.drawer[value] ?? 0) > 0)
    .map(
      (value) =>
        html`<li>${t("payment.desk.pieces", { value: yen(view, value), count: closed.drawer[value] ?? 0 })}</li>`,
    );
  return summary(t, [
    { label: t("payment.desk.charged"), value: countAndSum(view, closed.chargeCount, closed.chargedSum) },
    { label: t("payment.desk.refunded"), value: countAndSum(view, closed.refundCount, closed.refundedSum) },
    ...depositLines(view, { taken: closed.depositTaken ?? 0, returned: closed.depositReturned ?? 0 }),
    { label: t("payment.desk.change-fund"), value: yen(view, closed.changeFund) },
    {
      label: t("payment.desk.counted"),
      value: html`<b>${yen(view, closed.counted)}</b>${counted.length > 0 && html`<ul role="list">${counted}</ul>`}`,
    },
    { label: t("payment.desk.difference"), value: html`<b>${yen(view, closed.difference)}</b>` },
    ...(closed.reason === undefined ? [] : [{ label: t("payment.desk.reason"), value: closed.reason }]),
    { label: t("payment.desk.closed-by"), value: html`${closed.closedByName}　${instantText(view, closed.closedAt)}` },
  ]);
}

function movements(view: View, entries: readonly CashEntry[]): Content {
  const { t, city } = view;
  if (entries.length === 0) return empty(t("payment.desk.no-cash"), []);
  return table<CashEntry>({
    caption: t("payment.desk.movements"),
    columns: [
      { label: t("payment.desk.time"), head: true, cell: ({ at }) => wallTimeOf(at, city.config.zone) },
      {
        label: t("payment.receipt-number"),
        cell: ({ receiptYear, receiptNumber: number }) =>
          receiptYear === undefined || number === undefined
            ? t("payment.desk.is-refund")
            : receiptNumber(receiptYear, number),
      },
      {
        label: t("payment.what"),
        cell: ({ paymentId, description }) => html`<a href="/staff/payments/${paymentId}">${description}</a>`,
      },
      {
        label: t("payment.amount"),
        number: true,
        cell: ({ kind, amount }) => yen(view, kind === "charge" ? amount : -amount),
      },
    ],
    rows: entries,
  });
}

function closeForm(view: View, { day, problems, values }: DayPageProps): Content {
  const { t } = view;
  const number = (name: string, label: Content, hint?: Content) =>
    textField({
      t,
      name,
      label,
      ...(hint === undefined ? {} : { hint }),
      error: errorAt(t, problems, name),
      value: typed(values, name),
      inputmode: "numeric",
      size: "s",
      autocomplete: "off",
    });
  const piece = (value: Denomination) =>
    number(
      drawerField(value),
      t(isNote(value) ? "payment.desk.notes" : "payment.desk.coins", { value: yen(view, value) }),
    );
  const half = (label: MessageKey, values: readonly Denomination[]) =>
    html`<fieldset><legend class="field__label">${t(label)}</legend>${values.map(piece)}</fieldset>`;
  const notes = denominations.filter(isNote);
  const coins = denominations.filter((value) => !isNote(value));
  return html`<section class="stack" aria-labelledby="close"><h2 id="close">${t("payment.desk.close")}</h2><p>${t("payment.desk.close-words")}</p>
${form(view, {
  action: `/staff/cash/${day}`,
  content: html`${number("changeFund", t("payment.desk.change-fund"), t("payment.desk.change-fund-hint"))}
<div class="split split--even">${half("payment.desk.drawer-notes", notes)}${half("payment.desk.drawer-coins", coins)}</div>
${textArea({ t, name: "reason", label: t("payment.desk.reason"), hint: t("payment.desk.reason-hint"), need: "optional", error: errorAt(t, problems, "reason"), value: typed(values, "reason"), rows: 3 })}
<div class="row">${button({ label: t("payment.desk.close-button") })}</div>`,
})}</section>`;
}

const isNote = (value: Denomination) => value >= 1000;
