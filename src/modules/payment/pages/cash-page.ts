import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { Problems } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { type Alarm, alarms, button, empty, form, page, table } from "../../../ui/index.ts";
import type { CashDay } from "../store/cash-days.ts";
import type { Payout } from "../store/payouts.ts";
import type { PaymentAlarm, RefundView } from "../types.ts";
import { payoutList } from "./counter-page.ts";
import { instantText, yen } from "./words.ts";

export type CashPageProps = {
  readonly sectionName: string;
  readonly alarms: readonly PaymentAlarm[];
  readonly refunds: readonly RefundView[];
  readonly payouts: readonly Payout[];
  /** Not closed yet, today among them, oldest first. */
  readonly openDays: readonly CivilDate[];
  readonly closedDays: readonly CashDay[];
  /** In the last seven days. */
  readonly hookRejections: number;
  readonly problems: Problems;
};

/** 窓口の現金: what is to be done now, the days that are open, the days that are closed. */
export function cashPage(view: View, props: CashPageProps): Html {
  const { t } = view;
  return page(view, {
    title: t.text("payment.desk.title"),
    area: "staff",
    crumbs: [{ label: t("payment.desk.title") }],
    problems: props.problems,
    main: html`<div class="head"><h1>${t("payment.desk.title")}</h1><p class="lead">${props.sectionName}</p></div>
<div class="stack-l">
<section class="stack" aria-labelledby="now"><h2 id="now">${t("payment.desk.now")}</h2>${alarms(
      props.alarms.map((alarm) => alarmOf(view, alarm)),
      t("payment.desk.nothing"),
    )}</section>
${payoutList(view, props.refunds, props.payouts)}
<section class="stack" aria-labelledby="open"><h2 id="open">${t("payment.desk.open-days")}</h2>${openDays(view, props.openDays)}</section>
<section class="stack" aria-labelledby="closed"><h2 id="closed">${t("payment.desk.closed-days")}</h2>${closedDays(view, props.closedDays)}</section>
${props.hookRejections > 0 && html`<p class="small muted">${t("payment.desk.hook-rejections", { count: props.hookRejections })}</p>`}
</div>`,
  });
}

function alarmOf(view: View, { id, kind, paymentId, at }: PaymentAlarm): Alarm {
  const { t } = view;
  return {
    icon: "i-alert",
    title: t.dynamic(`payment.desk.alarm.${kind}`),
    words: html`${t.dynamic(`payment.desk.alarm-words.${kind}`)}　<span class="nowrap">${t("payment.desk.since", { time: instantText(view, at) })}</span>　<a href="/staff/payments/${paymentId}">${t("payment.desk.to-payment")}</a>`,
    actions: [
      form(view, {
        action: `/staff/payment-alarms/${id}/settle`,
        class: "row",
        content: button({
          label: t("payment.desk.settled"),
          kind: "second",
          size: "small",
          about: t.dynamic(`payment.desk.alarm.${kind}`),
        }),
      }),
    ],
  };
}

function openDays({ t, locale, today }: View, days: readonly CivilDate[]): Content {
  const items = days.map(
    (day) =>
      html`<li><a href="/staff/cash/${day}">${formatDate(day, locale)}</a>${day < today && html`　<span class="small">${t("payment.desk.day-left")}</span>`}</li>`,
  );
  return html`<ul class="stack-s" role="list">${items}</ul>`;
}

function closedDays(view: View, days: readonly CashDay[]): Content {
  const { t, locale } = view;
  if (days.length === 0) return empty(t("payment.desk.none-closed"), []);
  return table<CashDay>({
    caption: t("payment.desk.closed-days"),
    captionHidden: true,
    columns: [
      {
        label: t("payment.desk.day"),
        head: true,
        cell: ({ day }) => html`<a href="/staff/cash/${day}">${formatDate(day, locale)}</a>`,
      },
      {
        label: t("payment.desk.charges"),
        number: true,
        cell: ({ chargeCount }) => t("payment.desk.count", { count: chargeCount }),
      },
      { label: t("payment.desk.charged"), number: true, cell: ({ chargedSum }) => yen(view, chargedSum) },
      { label: t("payment.desk.refunded"), number: true, cell: ({ refundedSum }) => yen(view, refundedSum) },
      { label: t("payment.desk.difference"), number: true, cell: ({ difference }) => yen(view, difference) },
      { label: t("payment.desk.closed-by"), cell: ({ closedByName }) => closedByName },
    ],
    rows: days,
  });
}
