import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { button, empty, errorAt, fileField, form, page, table, textField } from "../../../ui/index.ts";
import { isAllowed } from "../policy.ts";
import type { DebitBatch, Mandate } from "../store/debits.ts";
import type { PaymentView } from "../types.ts";
import { accountForm } from "./account-page.ts";
import { moneyPage, oneButton, section } from "./money-parts.ts";
import { instantText, yen } from "./words.ts";

export type DebitsPageProps = {
  readonly batches: readonly DebitBatch[];
  readonly mandates: readonly (Mandate & { readonly name: string })[];
  readonly problems: Problems;
  readonly values: FormValues;
  /** The list whose results were sent. */
  readonly batch?: string | undefined;
};

/** 口座振替: make a list for the bank, bring its results, see who has agreed. */
export function debitsPage(view: View, props: DebitsPageProps): Html {
  const { t } = view;
  const { problems, values, batches, mandates, batch } = props;
  const may = isAllowed(view.actor, "bring-bank-file");
  const own = batch === undefined ? problems : [];
  return moneyPage(view, {
    part: "debits",
    problems,
    main: html`${
      may &&
      section(
        "make",
        t("payment.staff.debits.make"),
        form(view, {
          action: "/staff/money/debits",
          content: html`${textField({ t, name: "withdrawOn", label: t("payment.staff.debits.withdraw-on"), hint: t("payment.staff.debits.withdraw-on-hint"), need: "required", error: errorAt(t, own, "withdrawOn"), value: typed(values, "withdrawOn"), size: "m", autocomplete: "off" })}<div class="row">${button({ label: t("payment.staff.debits.make-button") })}</div>`,
        }),
      )
    }
${section("lists", t("payment.staff.debits.lists"), batches.length === 0 ? empty(t("payment.staff.debits.no-lists"), []) : html`<ul class="stack-l" role="list">${batches.map((each) => batchItem(view, each, props))}</ul>`)}
${section("mandates", t("payment.staff.debits.mandates"), mandateTable(view, mandates))}`,
  });
}

function batchItem(view: View, batch: DebitBatch, props: DebitsPageProps): Html {
  const { t, locale } = view;
  const at = `/staff/money/debits/${batch.id}`;
  const may = isAllowed(view.actor, "bring-bank-file");
  const error = props.batch === batch.id ? errorAt(t, props.problems, "file") : undefined;
  return html`<li class="stack-s"><h3>${t("payment.staff.debits.list", { day: formatDate(batch.withdrawOn, locale), number: batch.number })}</h3>
<p>${t("payment.staff.debits.list-words", { count: batch.itemCount, amount: yen(view, batch.total), name: batch.madeByName })}　${t(batch.isSettled ? "payment.staff.debits.settled" : "payment.staff.debits.out")}</p>
${
  may &&
  !batch.isSettled &&
  html`<p class="row">${view.city.config.payments.debit && html`<a href="${at}/bank.txt">${t("payment.staff.debits.zengin")}</a>`}<a href="${at}/list.csv">${t("payment.staff.csv")}</a></p>
${form(view, {
  action: `${at}/results`,
  upload: true,
  content: html`${fileField({ t, name: "file", id: `file-${batch.id}`, label: t("payment.staff.debits.results"), hint: t("payment.staff.debits.results-hint"), need: "required", accept: ".txt,.dat,.csv,.xlsx", error })}<div class="row">${button({ label: t("payment.staff.debits.bring"), kind: "second" })}</div>`,
})}`
}</li>`;
}

function mandateTable(view: View, mandates: DebitsPageProps["mandates"]): Content {
  const { t } = view;
  if (mandates.length === 0) return empty(t("payment.staff.debits.no-mandates"), []);
  return table<DebitsPageProps["mandates"][number]>({
    caption: t("payment.staff.debits.mandates"),
    captionHidden: true,
    columns: [
      { label: t("payment.staff.debits.person"), head: true, cell: ({ name }) => name },
      { label: t("payment.staff.debits.customer"), cell: ({ customerNumber }) => customerNumber },
      {
        label: t("payment.account.number"),
        cell: ({ accountHint = "" }) => t("payment.account.hint", { digits: accountHint }),
      },
      { label: t("payment.staff.since"), cell: ({ registeredAt }) => instantText(view, registeredAt) },
      {
        label: t("payment.staff.do"),
        quiet: true,
        cell: ({ id, name }) =>
          isAllowed(view.actor, "bring-bank-file") &&
          oneButton(view, {
            action: `/staff/money/mandates/${id}/end`,
            label: t("payment.staff.debits.end"),
            about: name,
            kind: "second",
          }),
      },
    ],
    rows: mandates,
  });
}

/** The account of the payer, as it stands on the paper with the bank's stamp. */
export function mandatePage(
  view: View,
  props: { payment: PaymentView; name: string; problems: Problems; values: FormValues },
): Html {
  const { t } = view;
  const { payment, name, problems, values } = props;
  return page(view, {
    title: t.text("payment.staff.debits.register"),
    area: "staff",
    crumbs: [
      { label: payment.description, href: `/staff/payments/${payment.id}` },
      { label: t("payment.staff.debits.register") },
    ],
    problems,
    main: html`<div class="head"><h1>${t("payment.staff.debits.register")}</h1><p class="lead">${t("payment.staff.debits.register-words", { name })}</p></div>
${accountForm(view, { action: `/staff/payments/${payment.id}/mandate`, label: t("payment.staff.debits.register-button"), problems, values })}`,
  });
}
