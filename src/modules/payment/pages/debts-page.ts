import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { Problems } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { daysBetween } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { button, empty, form, hidden, table } from "../../../ui/index.ts";
import { reminderDays } from "../commands/remind-debtor.ts";
import type { Debt } from "../store/debts.ts";
import { moneyPage, paymentLink, section } from "./money-parts.ts";
import { instantText, untilText, yen } from "./words.ts";

export type NamedDebt = Debt & { readonly name: string | undefined };

/** 未収: who owes what since when, who was reminded how often, and one press for the next reminder. */
export function debtsPage(view: View, { debts, problems }: { debts: readonly NamedDebt[]; problems: Problems }): Html {
  const { t } = view;
  const total = debts.reduce((sum, { amount }) => sum + amount, 0);
  const content =
    debts.length === 0
      ? empty(t("payment.staff.debts.none"), [])
      : html`<p>${t("payment.staff.debts.sum", { count: debts.length, amount: yen(view, total) })}　${t("payment.staff.debts.words", { days: reminderDays })}</p>${debtTable(view, debts)}`;
  return moneyPage(view, { part: "debts", problems, main: section("now", t("payment.staff.debts.now"), content) });
}

function debtTable(view: View, debts: readonly NamedDebt[]): Content {
  const { t, city, today } = view;
  const age = ({ owedBy }: Debt) => daysBetween(civilDateOf(new Date(owedBy.getTime() - 1), city.config.zone), today);
  return table<NamedDebt>({
    caption: t("payment.staff.debts.now"),
    captionHidden: true,
    rows: debts,
    columns: [
      {
        label: t("payment.what"),
        head: true,
        cell: ({ paymentId, description, name }) =>
          html`${paymentLink(view, paymentId, description)}<br><span class="small">${name ?? t("payment.staff.debts.nobody")}</span>`,
      },
      { label: t("payment.amount"), number: true, cell: ({ amount }) => yen(view, amount) },
      {
        label: t("payment.staff.debts.due"),
        cell: (debt) =>
          html`${untilText(view, debt.owedBy)}<br><span class="small">${t("payment.staff.debts.age", { days: age(debt) })}</span>`,
      },
      { label: t("payment.staff.debts.reminders"), cell: ({ reminders }) => reminderList(view, reminders) },
      { label: t("payment.staff.do"), quiet: true, cell: (debt) => remindButtons(view, debt) },
    ],
  });
}

function reminderList(view: View, reminders: Debt["reminders"]): Content {
  const { t, locale } = view;
  if (reminders.length === 0) return t("payment.staff.debts.not-yet");
  return html`<ul class="bullets">${reminders.map(
    ({ way, sentAt, payBy, sentByName }) =>
      html`<li>${instantText(view, sentAt)}　${t(`payment.staff.debts.by-${way}`)}　${sentByName}<br><span class="small">${t("payment.staff.debts.asked-until", { day: formatDate(payBy, locale, { year: false }) })}</span></li>`,
  )}</ul>`;
}

function remindButtons(view: View, { paymentId, payerId, name, description }: NamedDebt): Html {
  const { t } = view;
  const one = (way: "mail" | "letter", kind: "first" | "second") =>
    form(view, {
      action: `/staff/money/debts/${paymentId}/remind`,
      class: "row",
      content: html`${hidden("way", way)}${button({ label: t(`payment.staff.debts.send-${way}`), kind, size: "small", about: name ?? description })}`,
    });
  return html`<div class="stack-s">${payerId !== undefined && one("mail", "first")}${one("letter", "second")}</div>`;
}
