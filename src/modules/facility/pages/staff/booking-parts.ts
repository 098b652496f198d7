import { listAuditOf } from "../../../../kernel/audit/audit.ts";
import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { buttonLink, status, summary, table } from "../../../../ui/index.ts";
import { type AccessDoorView, type AccessView, findAccess, listEntries, windowToShow } from "../../../door/index.ts";
import { listPersons } from "../../../identity/index.ts";
import { counterPath } from "../../../payment/index.ts";
import { readAccount } from "../../commands/account.ts";
import { accessSubjectOf } from "../../commands/entry-code.ts";
import { may } from "../../policy.ts";
import type { Booking } from "../../types/booking.ts";
import { sayInstant, sayLastDay, sayTime } from "./words.ts";

/** Where the money stands, with the way to the counter's page. */
export async function paymentSection(view: View, booking: Booking): Promise<Html | undefined> {
  const { t, city, locale } = view;
  if (booking.block !== undefined) return undefined;
  const { payment: own, open, charged } = await readAccount(city.db, booking.id);
  const payment = open ?? own;
  const yen = (amount: number) => formatYen(amount, locale);
  const line = (label: Html, amount: number) => (amount === 0 ? [] : [{ label, value: yen(amount) }]);
  const content =
    payment === undefined
      ? html`<p>${t(booking.amount === 0 ? "facility.check.note-free" : "facility.staff.payment.none")}</p>`
      : html`${summary(t, [
          { label: t("facility.staff.payment.state"), value: t(`facility.staff.payment-state.${payment.state}`) },
          { label: t("ui.price-amount"), value: yen(payment.amount) },
          ...(booking.state === "reserved" && booking.payBy !== undefined
            ? [{ label: t("facility.staff.payment.due"), value: sayLastDay(view, booking.payBy) }]
            : open?.owedBy === undefined
              ? []
              : [{ label: t("facility.staff.payment.due"), value: sayLastDay(view, open.owedBy) }]),
          ...line(t("facility.staff.payment.refunding"), payment.refunding),
          ...line(t("facility.staff.payment.returned"), payment.refunded),
        ])}${may(view.actor, "book") && html`<p>${buttonLink({ label: t(open === undefined ? "facility.staff.payment.open" : "facility.staff.tasks.cash"), href: counterPath(payment.id), kind: open === undefined ? "second" : "first", size: "small" })}</p>`}${may(view.actor, "book") && charged > 0 && html`<p><a href="/staff/bookings/${booking.id}/receipts">${t("facility.papers.receipt")}</a></p>`}`;
  return html`<section class="aside section" aria-labelledby="money"><h2 id="money">${t("facility.step.pay")}</h2>${content}</section>`;
}

/** Which doors open for it and whether they have the code; never the code. */
export async function doorSection(view: View, booking: Booking): Promise<Html | undefined> {
  const { t, city } = view;
  const subject = accessSubjectOf(booking);
  const access = await findAccess(city.db, subject);
  if (access === undefined) return undefined;
  const entries = await listEntries(city.db, { subject, limit: 20 });
  const doors = access.doors.map(
    (door) =>
      html`<li><a href="/staff/doors/${door.id}">${localText(door.name, view.locale)}</a><br>${doorState(view, door)}</li>`,
  );
  const came = entries.map(({ at }) => html`<li>${sayInstant(view, at)}</li>`);
  return html`<section class="aside section" aria-labelledby="door"><h2 id="door">${t("facility.staff.door.title")}</h2>
<p>${t(`facility.staff.door.${access.state}`)}</p><p class="small">${t("facility.staff.door.window", windowSaid(view, access))}</p>
<ul class="bullets">${doors}</ul>${came.length > 0 && html`<h3>${t("facility.staff.door.entries")}</h3><ul class="bullets">${came}</ul>`}</section>`;
}

function windowSaid(view: View, access: AccessView): { from: string; until: string } {
  const { from, until } = windowToShow(access.windows, view.now);
  return { from: sayTime(view, from), until: sayTime(view, until) };
}

function doorState({ t }: View, door: AccessDoorView): Content {
  const connection = door.reachable
    ? status("on", t("facility.staff.door.reachable"))
    : status("bad", t("facility.staff.door.unreachable"));
  return html`${connection}　<span class="small">${t(`facility.staff.door.code-${door.state}`)}</span>`;
}

/** Who did and saw what. Staff are named to staff. */
export async function historySection(view: View, booking: Booking): Promise<Html> {
  const { t, city } = view;
  const rows = (await listAuditOf(city.db, `booking/${booking.id}`)).toReversed();
  const ids = rows.flatMap(({ actorKind, actor }) => (actorKind === "staff" && actor !== undefined ? [actor] : []));
  const names = new Map((await listPersons(city.db, [...new Set(ids)])).map(({ id, name }) => [id, name]));
  return html`<section class="stack-s" aria-labelledby="history"><h2 id="history">${t("facility.booking.history")}</h2>${table(
    {
      caption: t("facility.booking.history"),
      captionHidden: true,
      rows,
      columns: [
        { label: t("facility.history.when"), head: true, cell: ({ at }) => sayInstant(view, at) },
        {
          label: t("facility.history.who"),
          cell: ({ actorKind, actor }) => names.get(actor ?? "") ?? t.dynamic(`facility.actor.${actorKind}`),
        },
        {
          label: t("facility.history.what"),
          cell: ({ what, reason }) =>
            html`${t.dynamic(`facility.audit.${what}`)}${reason && html`<br><span class="small">${reason}</span>`}`,
        },
      ],
    },
  )}</section>`;
}
