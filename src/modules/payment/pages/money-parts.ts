import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { Problems } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, form, page, tabs } from "../../../ui/index.ts";
import { isAllowed } from "../policy.ts";

const parts = ["clearing", "payouts", "debits", "debts", "comparison"] as const;
export type MoneyPart = (typeof parts)[number];

/** The frame of 銀行とのお金: five pages that lead to each other. */
export function moneyPage(view: View, props: { part: MoneyPart; problems: Problems; main: Content }): Html {
  const { t } = view;
  const { part, problems, main } = props;
  return page(view, {
    title: t.text(`payment.staff.${part}.title`),
    area: "staff",
    crumbs: [{ label: t("payment.staff.title") }, { label: t(`payment.staff.${part}.title`) }],
    problems,
    main: html`<div class="head"><h1>${t(`payment.staff.${part}.title`)}</h1><p class="lead">${t(`payment.staff.${part}.lead`)}</p></div>
<div class="stack-l">${tabs(
      t.text("payment.staff.title"),
      // Who checks accounts at a counter sees no more than that.
      parts
        .filter((each) => each === "payouts" || each === "debts" || isAllowed(view.actor, "approve-money"))
        .map((each) => ({
          label: t(`payment.staff.${each}.title`),
          href: `/staff/money/${each}`,
          isHere: each === part,
        })),
    )}${main}</div>`,
  });
}

/** A form that is one button. */
export function oneButton(
  view: View,
  props: { action: string; label: Content; about?: string; kind?: "first" | "second" },
): Html {
  const { action, label, about, kind = "first" } = props;
  return form(view, {
    action,
    class: "row",
    content: button({ label, kind, size: "small", ...(about === undefined ? {} : { about }) }),
  });
}

export const section = (id: string, title: Content, content: Content): Html =>
  html`<section class="stack" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`;

/** What a payment is for, with the way to the counter's page for whoever may open it. */
export function paymentLink(view: View, paymentId: string | undefined, description: string | undefined): Content {
  if (paymentId === undefined || !isAllowed(view.actor, "take-cash")) return description;
  return html`<a href="/staff/payments/${paymentId}">${description}</a>`;
}
