import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatTelephone } from "../../../../kernel/text/contact.ts";
import { buttonLink, help, page, pill, type SummaryLine, summary, telephoneLink } from "../../../../ui/index.ts";
import { findGroup, findPerson } from "../../../identity/index.ts";
import { readAccount } from "../../commands/account.ts";
import { openBookingAsStaff } from "../../commands/own-booking.ts";
import { isOpenForReduction } from "../../commands/reduction.ts";
import { rulesOf } from "../../commands/rules-of.ts";
import { may } from "../../policy.ts";
import { nextState } from "../../rules/states.ts";
import { listApprovalsOf } from "../../store/approval.ts";
import type { Booking } from "../../types/booking.ts";
import { lastDayOf } from "../approval.ts";
import { changesSection, seriesBox, staffChangeBox } from "../change/parts.ts";
import { factsOf, titleOf, whenOf } from "../facts.ts";
import { paymentsSection } from "../payments.ts";
import { drawPrice } from "../price.ts";
import { stateKind } from "../state-words.ts";
import { say } from "../words.ts";
import { afterUseSection } from "./after-use.ts";
import { approvalsPath } from "./approvals/list.ts";
import { blockSeriesPath } from "./blocks/series.ts";
import { doorSection, historySection, paymentSection } from "./booking-parts.ts";
import { depositSection } from "./deposits/one.ts";
import { bookingPath, sayInstant, stateWord } from "./words.ts";

/** Everything about one booking. Opening it leaves a row that the booker sees. */
export async function showStaffBooking(view: View, { params }: { params: { booking: string } }): Promise<Html> {
  const { t } = view;
  const booking = await view.perform(openBookingAsStaff, { bookingId: params.booking });
  const { facility, space } = await rulesOf(view, booking);
  const account = await readAccount(view.city.db, booking.id);
  const isBlock = booking.block !== undefined;
  const state = pill(stateKind(booking.state), stateWord(view, booking));
  const facts = isBlock ? blockFacts(view, booking) : await factsOf(view, booking, facility, space);
  const where = isBlock
    ? [{ label: t("facility.field.space"), value: html`${say(t, facility.name)}　${say(t, space.name)}` }]
    : [];
  return page(view, {
    title: titleOf(view, booking, space),
    area: "staff",
    crumbs: [{ label: t("facility.staff.find.title"), href: "/staff/bookings" }, { label: booking.number }],
    main: html`<div class="head"><p class="kicker">${t("facility.number", { number: booking.number })}</p><h1>${whenOf(view, booking, { year: false })}　<span class="keep">${say(t, space.name)}</span></h1><p class="row">${state}${!isBlock && html`<span class="small">${t("facility.staff.booking.seen")}</span>`}</p></div>
<div class="split"><div class="stack-l">${!isBlock && (await bookerSection(view, booking))}
<section class="stack-s" aria-labelledby="facts"><h2 id="facts">${t("facility.booking.facts")}</h2>${summary(t, [...where, ...facts, ...endFacts(view, booking)])}</section>
${booking.quote && help(t("facility.booking.price"), drawPrice(t, booking.quote))}
${!isBlock && may(view.actor, "book") && isOpenForReduction(booking, view.now) && facility.fees.reductions.some(({ on }) => on === "application") && html`<p><a href="${bookingPath(booking.id)}/reduction">${t("facility.staff.reduction.enter")}</a></p>`}
${!isBlock && (await paymentsSection(view, account, "staff"))}
${await changesSection(view, booking, facility)}${await historySection(view, booking)}</div>
<div class="stack-l">${await approvalBox(view, booking)}${await paymentSection(view, booking)}${depositSection(view, booking, account)}${await doorSection(view, booking)}${await afterUseSection(view, booking)}${staffChangeBox(view, booking)}${seriesBox(view, booking)}${cancelSection(view, booking)}</div></div>`,
  });
}

/** What waits for a decision, with the way to it. */
async function approvalBox(view: View, booking: Booking): Promise<Html | undefined> {
  const { t } = view;
  if (booking.state !== "requested" || booking.decideBy === undefined) return undefined;
  const open = (await listApprovalsOf(view.city.db, booking.id)).find(({ state }) => state === "asked");
  return html`<section class="aside section" aria-labelledby="request"><h2 id="request">${t("facility.staff.approval.title")}</h2><p>${t("facility.staff.approval.box-words", { day: lastDayOf(view, booking.decideBy) })}</p>${open && html`<p>${buttonLink({ label: t("facility.staff.approval.go"), href: `${approvalsPath}/${open.id}`, size: "small" })}</p>`}</section>`;
}

async function bookerSection({ t, city }: View, booking: Booking): Promise<Html> {
  const person = booking.bookerId === undefined ? undefined : await findPerson(city.db, booking.bookerId);
  const group = booking.groupId === undefined ? undefined : await findGroup(city.db, booking.groupId);
  const line = (label: Html, value: Html | string | undefined) => (value === undefined ? [] : [{ label, value }]);
  const name =
    person === undefined
      ? t("facility.staff.nobody")
      : html`<a href="/staff/people/${person.id}">${person.name}</a>${person.kana && html`　<span class="small muted">${person.kana}</span>`}`;
  const lines = [
    { label: t("facility.staff.booking.name"), value: name },
    ...line(t("facility.staff.booking.group"), group && html`<a href="/staff/groups/${group.id}">${group.name}</a>`),
    ...line(
      t("facility.staff.booking.telephone"),
      person?.telephone && telephoneLink(formatTelephone(person.telephone)),
    ),
    ...line(t("facility.staff.booking.mail"), person?.mail),
    { label: t("facility.staff.booking.channel"), value: t(`facility.staff.channel.${booking.channel}`) },
  ];
  return html`<section class="stack-s" aria-labelledby="who"><h2 id="who">${t("facility.staff.booking.who")}</h2>${summary(t, lines)}</section>`;
}

function blockFacts(view: View, booking: Booking): SummaryLine[] {
  const { t } = view;
  if (booking.block === undefined) return [];
  return [
    { label: t("facility.field.when"), value: whenOf(view, booking) },
    { label: t("facility.staff.block.kind"), value: t(`facility.staff.block.${booking.block.kind}`) },
    { label: t("facility.staff.reason"), value: booking.block.reason },
    ...(booking.blockSeriesId === undefined
      ? []
      : [
          {
            label: t("facility.staff.blocks.title"),
            value: html`<a href="${blockSeriesPath(booking.blockSeriesId)}">${t("facility.staff.blocks.all")}</a>`,
          },
        ]),
  ];
}

function endFacts(view: View, { endedAt, endReason }: Booking): SummaryLine[] {
  const { t } = view;
  return [
    ...(endedAt === undefined ? [] : [{ label: t("facility.staff.booking.ended"), value: sayInstant(view, endedAt) }]),
    ...(endReason === undefined ? [] : [{ label: t("facility.staff.booking.end-reason"), value: endReason }]),
  ];
}

function cancelSection({ t, actor }: View, booking: Booking): Html | undefined {
  if (!may(actor, "cancel") || nextState(booking.state, "cancel") === undefined) return undefined;
  const words = booking.block === undefined ? ("cancel" as const) : ("unblock" as const);
  return html`<section class="aside section" aria-labelledby="cancel"><h2 id="cancel">${t(`facility.staff.${words}.title`)}</h2><p class="small">${t(`facility.staff.${words}.words`)}</p><p>${buttonLink({ label: t(`facility.staff.${words}.go`), href: `${bookingPath(booking.id)}/cancel`, kind: "danger", size: "small" })}</p></section>`;
}
