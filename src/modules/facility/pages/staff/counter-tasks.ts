import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { closedTo } from "../../../../kernel/workplace.ts";
import { buttonLink, status, table } from "../../../../ui/index.ts";
import { countWaitingRegistrations, registrationsPath } from "../../../identity/index.ts";
import { counterPath } from "../../../payment/index.ts";
import { readAccount } from "../../commands/account.ts";
import type { NamedBooking } from "../../commands/see-bookings.ts";
import { may, policy } from "../../policy.ts";
import { countWaitingApprovals } from "../../store/approval.ts";
import { countWaitingReductions } from "../../store/reduction.ts";
import { whenOf } from "../facts.ts";
import { say } from "../words.ts";
import { approvalsPath } from "./approvals/list.ts";
import { bookingPath, nameOf, sayLastDay } from "./words.ts";

/** 窓口ですること: what is not paid, of this day and of what is due, each with the way to take the money. */
export async function counterTasks(
  view: View,
  ofDay: readonly NamedBooking[],
  due: readonly NamedBooking[],
): Promise<Html> {
  const { t, city, locale } = view;
  const unpaid = ofDay.filter(({ booking }) => booking.state === "reserved");
  const others = due.filter(({ booking }) => !unpaid.some((one) => one.booking.id === booking.id));
  const rows = await Promise.all(
    [...unpaid, ...others].map(async (named) => ({
      ...named,
      payment: (await readAccount(city.db, named.booking.id)).open,
    })),
  );
  const content =
    rows.length === 0
      ? html`<p class="muted">${t("facility.staff.tasks.none")}</p>`
      : table({
          caption: t("facility.staff.tasks.title"),
          captionHidden: true,
          rows,
          columns: [
            {
              label: t("facility.staff.tasks.who"),
              head: true,
              cell: (row) =>
                html`<a href="${bookingPath(row.booking.id)}">${nameOf(view, row)}</a><br><span class="small muted">${say(t, row.facility.name)}　${say(t, row.space.name)}</span>`,
            },
            { label: t("facility.field.when"), cell: ({ booking }) => whenOf(view, booking, { year: false }) },
            {
              label: t("facility.my.state"),
              cell: ({ booking }) =>
                html`${status("held", t("facility.staff.look.unpaid"))}${booking.payBy && html`<br><span class="small">${t("facility.staff.tasks.until", { day: sayLastDay(view, booking.payBy) })}</span>`}`,
            },
            {
              label: t("ui.price-amount"),
              number: true,
              cell: ({ booking, payment }) => formatYen(payment?.amount ?? booking.amount, locale),
            },
            {
              label: t("facility.staff.tasks.do"),
              quiet: true,
              cell: (row) =>
                row.payment &&
                may(view.actor, "book") &&
                buttonLink({
                  label: t("facility.staff.tasks.cash"),
                  about: nameOf(view, row),
                  href: counterPath(row.payment.id),
                  size: "small",
                }),
            },
          ],
        });
  return html`<section class="stack-s" aria-labelledby="tasks"><h2 id="tasks">${t("facility.staff.tasks.title")}</h2>${content}${await decisions(view)}</section>`;
}

/** What waits for whoever decides: reductions, and groups that register. Nothing for others, and nothing where nothing waits. */
async function decisions(view: View): Promise<Html | undefined> {
  const { t, city, actor, now } = view;
  if (!may(actor, "decideReduction")) return undefined;
  const { waiting } = await countWaitingApprovals(city.db, now, closedTo(view, policy.see));
  const reductions = await countWaitingReductions(city.db, closedTo(view, policy.see));
  const registrations = await countWaitingRegistrations(city.db);
  const links = [
    ...(waiting === 0
      ? []
      : [html`<a href="${approvalsPath}">${t("facility.staff.approval.task", { count: waiting })}</a>`]),
    ...(reductions === 0
      ? []
      : [html`<a href="/staff/reductions">${t("facility.staff.tasks.reductions", { count: reductions })}</a>`]),
    ...(registrations === 0
      ? []
      : [
          html`<a href="${registrationsPath}">${t("facility.staff.tasks.registrations", { count: registrations })}</a>`,
        ]),
  ];
  return links.length === 0 ? undefined : html`<ul class="bullets">${links.map((link) => html`<li>${link}</li>`)}</ul>`;
}
