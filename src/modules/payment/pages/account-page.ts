import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, errorAt, form, notice, page, radioField, selectField, summary, textField } from "../../../ui/index.ts";
import { accountKinds } from "../rules/bank-account.ts";
import { proofs } from "../schema.ts";
import type { Payout } from "../store/payouts.ts";
import { yen } from "./words.ts";

export type AccountPageProps = {
  readonly payout: Payout;
  readonly problems: Problems;
  readonly values: FormValues;
};

/** 還付: the payer says into which account the money is to go, and sees where it stands. */
export function accountPage(view: View, props: AccountPageProps): Html {
  const { t } = view;
  const { payout, problems } = props;
  const canEnter = payout.state === "wanted" || payout.state === "entered";
  return page(view, {
    title: t.text("payment.account.title"),
    area: "errand",
    crumbs: [
      { label: t("payment.title"), href: `/payments/${payout.paymentId}` },
      { label: t("payment.account.title") },
    ],
    problems,
    main: html`<h1>${t("payment.account.title")}</h1>
<p class="lead">${t("payment.account.words", { amount: yen(view, payout.amount) })}</p>
${payout.returnedBecause && notice({ word: t("payment.look-out"), title: t("payment.account.returned"), words: payout.returnedBecause })}
${summary(t, [
  { label: t("payment.what"), value: payout.description },
  { label: t("payment.account.standing"), value: t.dynamic(`payment.account.state.${payout.state}`) },
  ...(payout.accountHint === undefined || payout.state === "wanted"
    ? []
    : [{ label: t("payment.account.number"), value: t("payment.account.hint", { digits: payout.accountHint }) }]),
])}
${canEnter && accountForm(view, { ...props, action: `/refunds/${payout.refundId}/account`, label: t("payment.account.send") })}
<p class="small">${t("payment.account.kept")}</p>`,
  });
}

/** 還付口座 at the counter: the account, and what was shown of who came. */
export function counterAccountPage(
  view: View,
  props: {
    refund: { readonly id: string; readonly amount: number };
    payment: { readonly id: string; readonly description: string };
    problems: Problems;
    values: FormValues;
  },
): Html {
  const { t } = view;
  const { refund, payment, problems, values } = props;
  return page(view, {
    title: t.text("payment.staff.account.title"),
    area: "staff",
    crumbs: [
      { label: payment.description, href: `/staff/payments/${payment.id}` },
      { label: t("payment.staff.account.title") },
    ],
    problems,
    main: html`<div class="errand stack"><h1>${t("payment.staff.account.title")}</h1>
<p class="lead">${t("payment.staff.account.words", { amount: yen(view, refund.amount) })}</p>
${accountForm(view, {
  action: `/staff/refunds/${refund.id}/account`,
  label: t("payment.staff.account.send"),
  problems,
  values,
  more: radioField({
    t,
    name: "proof",
    label: t("payment.staff.account.proof"),
    hint: t("payment.staff.account.proof-hint"),
    need: "required",
    error: errorAt(t, problems, "proof"),
    options: proofs.map((value) => ({ value, label: t(`payment.staff.proof.${value}`) })),
    chosen: [typed(values, "proof")],
  }),
})}<p class="small">${t("payment.staff.account.kept")}</p></div>`,
  });
}

/** The fields of an account; also for the counter, where it comes on paper. */
export function accountForm(
  view: View,
  props: { action: string; label: Content; problems: Problems; values: FormValues; more?: Content },
): Html {
  const { t } = view;
  const { action, label, problems, values, more: below } = props;
  const field = (name: "bank" | "branch" | "number" | "holder", size: "s" | "m", more: { numeric?: boolean } = {}) =>
    textField({
      t,
      name,
      label: t(`payment.account.${name}`),
      hint: t(`payment.account.${name}-hint`),
      need: "required",
      error: errorAt(t, problems, name),
      value: typed(values, name),
      size,
      autocomplete: "off",
      ...(more.numeric ? { inputmode: "numeric" as const } : {}),
    });
  return form(view, {
    action,
    content: html`${field("bank", "s", { numeric: true })}${field("branch", "s", { numeric: true })}
${selectField({
  t,
  name: "kind",
  label: t("payment.account.kind"),
  need: "required",
  error: errorAt(t, problems, "kind"),
  options: accountKinds.map((value) => ({ value, label: t.text(`payment.account.kind-${value}`) })),
  value: typed(values, "kind"),
})}
${field("number", "s", { numeric: true })}${field("holder", "m")}${below}<div class="row">${button({ label })}</div>`,
  });
}
