import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { button, empty, errorAt, form, page, summary, table, textArea, textField } from "../../../ui/index.ts";
import { isAllowed } from "../policy.ts";
import type { BankAccount } from "../rules/bank-account.ts";
import type { Payout, TransferBatch } from "../store/payouts.ts";
import { moneyPage, oneButton, paymentLink, section } from "./money-parts.ts";
import { instantText, yen } from "./words.ts";

export type PayoutsPageProps = {
  readonly payouts: readonly Payout[];
  readonly batches: readonly TransferBatch[];
  readonly problems: Problems;
  readonly values: FormValues;
};

/** 還付: who waits for an account, a check, an approval, the bank. */
export function payoutsPage(view: View, { payouts, batches, problems, values }: PayoutsPageProps): Html {
  const { t, locale } = view;
  const approved = payouts.filter(({ state }) => state === "approved");
  const total = approved.reduce((sum, { amount }) => sum + amount, 0);
  return moneyPage(view, {
    part: "payouts",
    problems,
    main: html`${section("now", t("payment.staff.payouts.now"), payoutTable(view, payouts))}
${
  approved.length > 0 &&
  isAllowed(view.actor, "approve-money") &&
  section(
    "list",
    t("payment.staff.payouts.list"),
    html`<p>${t("payment.staff.payouts.list-words", { count: approved.length, amount: yen(view, total) })}</p>${form(
      view,
      {
        action: "/staff/money/transfers",
        content: html`${textField({ t, name: "payOn", label: t("payment.staff.payouts.pay-on"), hint: t("payment.staff.payouts.pay-on-hint"), need: "required", error: errorAt(t, problems, "payOn"), value: typed(values, "payOn"), size: "m", autocomplete: "off" })}<div class="row">${button({ label: t("payment.staff.payouts.make") })}</div>`,
      },
    )}`,
  )
}
${section(
  "batches",
  t("payment.staff.payouts.batches"),
  batches.length === 0
    ? empty(t("payment.staff.payouts.no-batches"), [])
    : table<TransferBatch>({
        caption: t("payment.staff.payouts.batches"),
        captionHidden: true,
        columns: [
          { label: t("payment.staff.number"), head: true, cell: ({ number }) => number },
          { label: t("payment.staff.payouts.pay-on"), cell: ({ payOn }) => formatDate(payOn, locale) },
          {
            label: t("payment.staff.lines"),
            number: true,
            cell: ({ itemCount }) => t("payment.desk.count", { count: itemCount }),
          },
          { label: t("payment.amount"), number: true, cell: ({ total: sum }) => yen(view, sum) },
          { label: t("payment.staff.who"), cell: ({ madeByName }) => madeByName },
          {
            label: t("payment.staff.file"),
            cell: ({ id }) =>
              isAllowed(view.actor, "approve-money") &&
              html`<a href="/staff/money/transfers/${id}/list.csv">${t("payment.staff.csv")}</a>`,
          },
        ],
        rows: batches,
      }),
)}`,
  });
}

function payoutTable(view: View, payouts: readonly Payout[]): Content {
  const { t } = view;
  if (payouts.length === 0) return empty(t("payment.staff.payouts.none"), []);
  return table<Payout>({
    caption: t("payment.staff.payouts.now"),
    captionHidden: true,
    columns: [
      {
        label: t("payment.what"),
        head: true,
        cell: ({ refundId, description }) => html`<a href="/staff/money/payouts/${refundId}">${description}</a>`,
      },
      { label: t("payment.amount"), number: true, cell: ({ amount }) => yen(view, amount) },
      { label: t("payment.state"), cell: ({ state }) => t.dynamic(`payment.staff.payout-state.${state}`) },
      { label: t("payment.staff.since"), cell: ({ wantedAt }) => instantText(view, wantedAt) },
    ],
    rows: payouts,
  });
}

export type PayoutPageProps = {
  readonly payout: Payout;
  /** The whole account: that it was looked at is written down. */
  readonly account: BankAccount | undefined;
  /** Who paid: the account's holder should be the same. */
  readonly payer: string | undefined;
  readonly problems: Problems;
  readonly values: FormValues;
};

/** One payout: the account, what was done with it and by whom, and the next step. */
export function payoutPage(view: View, { payout, account, payer, problems, values }: PayoutPageProps): Html {
  const { t } = view;
  const at = `/staff/money/payouts/${payout.refundId}`;
  return page(view, {
    title: t.text("payment.staff.payouts.one"),
    area: "staff",
    crumbs: [
      { label: t("payment.staff.payouts.title"), href: "/staff/money/payouts" },
      { label: t("payment.staff.payouts.one") },
    ],
    problems,
    main: html`<div class="head"><h1>${t("payment.staff.payouts.one")}</h1><p class="lead">${t.dynamic(`payment.staff.payout-state.${payout.state}`)}</p></div>
<div class="stack-l">${summary(t, [
      {
        label: t("payment.what"),
        value: paymentLink(view, payout.paymentId, payout.description),
      },
      { label: t("payment.amount"), value: yen(view, payout.amount) },
      { label: t("payment.staff.payouts.payer"), value: payer },
      ...(account === undefined
        ? []
        : [
            { label: t("payment.account.bank"), value: account.bank },
            { label: t("payment.account.branch"), value: account.branch },
            { label: t("payment.account.kind"), value: t(`payment.account.kind-${account.kind}`) },
            { label: t("payment.account.number"), value: account.number },
            { label: t("payment.account.holder"), value: account.holder },
          ]),
      ...(payout.enteredByName === undefined || !payout.proof
        ? []
        : [
            {
              label: t("payment.staff.account.entered-by"),
              value: html`${payout.enteredByName}　${t(`payment.staff.proof.${payout.proof}`)}`,
            },
          ]),
      { label: t("payment.staff.payouts.checked-by"), value: payout.checkedByName ?? t("payment.staff.nobody") },
      { label: t("payment.staff.payouts.approved-by"), value: payout.approvedByName ?? t("payment.staff.nobody") },
    ])}
${payout.returnedBecause && html`<p class="note">${t("payment.staff.payouts.returned", { reason: payout.returnedBecause })}</p>`}
${nextStep(view, payout, at)}
${
  account !== undefined &&
  section(
    "return",
    t("payment.staff.payouts.return"),
    form(view, {
      action: `${at}/return`,
      content: html`${textArea({ t, name: "reason", label: t("payment.staff.payouts.reason"), hint: t("payment.staff.payouts.reason-hint"), need: "required", error: errorAt(t, problems, "reason"), value: typed(values, "reason"), rows: 2 })}<div class="row">${button({ label: t("payment.staff.payouts.return-button"), kind: "second" })}</div>`,
    }),
  )
}</div>`,
  });
}

function nextStep(view: View, { refundId, state, checkedBy }: Payout, at: string): Content {
  const { t, actor } = view;
  if (state === "wanted" && isAllowed(actor, "pay-out"))
    return html`<p><a href="/staff/refunds/${refundId}/account">${t("payment.staff.account.enter")}</a></p>`;
  const button = (step: "check" | "approve" | "done") =>
    html`<p>${t(`payment.staff.payouts.${step}-words`)}</p>${oneButton(view, { action: `${at}/${step}`, label: t(`payment.staff.payouts.${step}`) })}`;
  if (state === "entered") return button("check");
  if (state === "sent" && isAllowed(actor, "approve-money")) return button("done");
  if (state !== "checked" || !isAllowed(actor, "approve-money")) return undefined;
  const isOwn = actor.kind === "staff" && actor.personId === checkedBy;
  return isOwn ? html`<p class="note">${t("payment.staff.second-eyes")}</p>` : button("approve");
}
