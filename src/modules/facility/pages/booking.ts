import { listAuditOf } from "../../../kernel/audit/audit.ts";
import { type Html, html } from "../../../kernel/html.ts";
import { type Answer, pageAnswer } from "../../../kernel/http/answer.ts";
import { noProblems, type Problems } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf, wallTimeOf } from "../../../kernel/time/instant.ts";
import { formatWallTime } from "../../../kernel/time/wall-time.ts";
import { buttonLink, help, page, papers, pill, summary, table, telephone } from "../../../ui/index.ts";
import { drawDoorCard, findAccess, findShownCode, isOpeningUnderWay } from "../../door/index.ts";
import { type Account, readAccount } from "../commands/account.ts";
import { accessSubjectOf } from "../commands/entry-code.ts";
import { canDo, getOwnBooking } from "../commands/own-booking.ts";
import { canRepeat } from "../commands/own-series.ts";
import { rulesOf } from "../commands/rules-of.ts";
import { listBookingsOfSeries } from "../store/booking.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility } from "../types/facility.ts";
import { approvalSection } from "./approval.ts";
import { changeBox, changesSection } from "./change/parts.ts";
import { factsOf, nameOf, titleOf, whenOf } from "./facts.ts";
import { paymentsSection, unpaidSection } from "./payments.ts";
import { drawPrice } from "./price.ts";
import { reductionSection } from "./reduction.ts";
import { stateKind } from "./state-words.ts";
import { say } from "./words.ts";

/** わたしの予約: the door, when and where, the papers, what happened so far. */
export async function showBooking(view: View, { params }: { params: { booking: string } }): Promise<Answer> {
  return drawBooking(view, params.booking, noProblems);
}

export async function showBookingAgain(
  view: View,
  { params, problems }: { params: { booking: string }; problems: Problems },
): Promise<Html> {
  const answer = await drawBooking(view, params.booking, problems);
  return answer.kind === "page" ? answer.html : html``;
}

async function drawBooking(view: View, bookingId: string, problems: Problems): Promise<Answer> {
  const { city, t, actor, now } = view;
  const booking = await getOwnBooking({ tx: city.db, actor }, bookingId);
  const { facility, space } = await rulesOf(view, booking);
  const subject = accessSubjectOf(booking);
  const account = await readAccount(city.db, booking.id);
  const access = booking.state === "confirmed" ? await findAccess(city.db, subject) : undefined;
  const shown =
    access && actor.kind === "resident"
      ? await findShownCode(city, { subject, personId: actor.personId, now })
      : undefined;
  const canPay = await canDo({ tx: city.db, actor }, booking, "pay");
  const canCancel = await canDo({ tx: city.db, actor }, booking, "cancel");
  const base = `/bookings/${booking.id}`;
  const door =
    access &&
    drawDoorCard(view, {
      access,
      shown,
      telephone: facility.telephone,
      paths: {
        open: (id) => `${base}/doors/${id}/open`,
        reenter: (id) => `${base}/doors/${id}/reenter`,
        view: `${base}/code`,
        hide: `${base}/code/hide`,
      },
    });
  const document = page(view, {
    title: titleOf(view, booking, space),
    area: "public",
    crumbs: [{ label: t("facility.my.title"), href: "/my/bookings" }, { label: nameOf(view, booking, space) }],
    problems,
    main: html`<div class="head"><p class="kicker">${t("facility.number", { number: booking.number })}</p><h1>${formatDate(booking.on, view.locale, { year: false })}　<span class="keep">${say(t, space.name)}</span></h1>
<p class="row">${pill(stateKind(booking.state), t(`facility.state.${booking.state}`))}<span>${paidWords(view, booking, account)}</span></p></div>
<div class="split"><div class="stack-l">${door}${canPay && unpaidSection(view, booking, account)}${await approvalSection(view, booking)}
<section aria-labelledby="facts"><h2 id="facts">${t("facility.booking.facts")}</h2>${summary(t, await factsOf(view, booking, facility, space))}</section>
${booking.quote && help(t("facility.booking.price"), drawPrice(t, booking.quote))}
${canPay && (await paymentsSection(view, account, "resident"))}
${await reductionSection(view, booking, facility, canCancel)}
${await changesSection(view, booking, facility)}${await history(view, booking)}</div>
<div class="stack-l">${papersOf(view, booking, account)}${await seriesList(view, booking)}${await repeatBox(view, booking)}${canPay && changeBox(view, booking, facility, space)}${canCancel && cancelBox(view, booking)}${ask(view, facility)}</div></div>`,
  });
  return access !== undefined && isOpeningUnderWay(access, now)
    ? pageAnswer(document, { refreshSeconds: 2 })
    : pageAnswer(document);
}

function paidWords({ t, locale }: View, booking: Booking, account: Account): Html | undefined {
  const { payment, open, charged, returned } = account;
  if (payment === undefined) return undefined;
  if (open !== undefined) return t("facility.booking.not-paid", { amount: formatYen(open.amount, locale) });
  if (returned > 0) return t("facility.booking.refunded", { amount: formatYen(returned, locale) });
  const amount = formatYen(charged > 0 ? charged : booking.amount, locale);
  return charged > 0 ? t("facility.booking.paid", { amount }) : t("facility.booking.not-paid", { amount });
}

async function history({ city, t, locale }: View, booking: Booking): Promise<Html> {
  const rows = (await listAuditOf(city.db, `booking/${booking.id}`)).toReversed();
  const { zone } = city.config;
  return html`<section aria-labelledby="history"><h2 id="history">${t("facility.booking.history")}</h2>${table({
    caption: t("facility.booking.history"),
    captionHidden: true,
    rows,
    columns: [
      {
        label: t("facility.history.when"),
        head: true,
        cell: ({ at }) =>
          html`${formatDate(civilDateOf(at, zone), locale, { year: false, weekday: false })} <span class="nowrap">${formatWallTime(wallTimeOf(at, zone), locale)}</span>`,
      },
      { label: t("facility.history.who"), cell: ({ actorKind }) => t.dynamic(`facility.actor.${actorKind}`) },
      { label: t("facility.history.what"), cell: ({ what }) => t.dynamic(`facility.audit.${what}`) },
    ],
  })}</section>`;
}

/** The other days that were asked for together, each with its own page; one code opens for all. */
async function seriesList(view: View, booking: Booking): Promise<Html | undefined> {
  const { t, city } = view;
  if (booking.seriesId === undefined) return undefined;
  const days = await listBookingsOfSeries(city.db, booking.seriesId);
  const items = days.map(
    (one) =>
      html`<li>${one.id === booking.id ? html`<b aria-current="true">${whenOf(view, one, { year: false })}</b>` : html`<a href="/bookings/${one.id}">${whenOf(view, one, { year: false })}</a>`}　<span class="small">${t(`facility.state.${one.state}`)}</span></li>`,
  );
  return html`<section class="aside section" aria-labelledby="series"><h2 id="series">${t("facility.series.title")}</h2><p class="small">${t("facility.series.words")}</p><p><a href="/my/series/${booking.seriesId}">${t("facility.series.see-all")}</a></p><ul class="bullets">${items}</ul></section>`;
}

/** くり返しで予約する, where the ordinance lets this group do it. */
async function repeatBox({ t, city, actor, now }: View, booking: Booking): Promise<Html | undefined> {
  if (!(await canRepeat({ city, actor, now, tx: city.db }, booking))) return undefined;
  return html`<section class="aside section" aria-labelledby="repeat"><h2 id="repeat">${t("facility.series.new")}</h2><p class="small">${t("facility.series.offer")}</p>${buttonLink({ label: t("facility.series.go"), href: `/bookings/${booking.id}/repeat`, kind: "second", size: "small" })}</section>`;
}

function papersOf({ t }: View, booking: Booking, { charged }: Account): Html {
  const base = `/bookings/${booking.id}`;
  const isConfirmed = booking.state === "confirmed";
  const list = [
    ...(isConfirmed
      ? [{ href: `${base}/permit.pdf`, title: t("facility.papers.permit"), words: t("facility.papers.pdf") }]
      : []),
    ...(charged > 0
      ? [{ href: `${base}/receipts`, title: t("facility.papers.receipt"), words: t("facility.receipt.choose") }]
      : []),
    {
      href: `${base}/calendar.ics`,
      title: t("facility.papers.calendar"),
      words: t("facility.papers.ics"),
      calendar: true,
    },
  ];
  return html`<section class="aside section" aria-labelledby="papers"><h2 id="papers">${t("facility.papers.title")}</h2>${papers(list)}</section>`;
}

function cancelBox({ t, now }: View, booking: Booking): Html | undefined {
  const isLiving =
    booking.state === "confirmed" ||
    booking.state === "reserved" ||
    booking.state === "requested" ||
    booking.state === "held";
  if (!isLiving || booking.used.from <= now) return undefined;
  return html`<section class="aside section" aria-labelledby="cancel"><h2 id="cancel">${t("facility.cancel.title")}</h2><p class="small">${t("facility.cancel.words")}</p>${buttonLink({ label: t("facility.cancel.go"), href: `/bookings/${booking.id}/cancel`, kind: "danger", size: "small" })}</section>`;
}

function ask({ t }: View, facility: Facility): Html {
  return html`<section class="aside section" aria-labelledby="ask"><h2 id="ask">${t("facility.ask.title")}</h2><p class="small">${say(t, facility.name)}<br>${telephone(t, { contact: facility, sample: facility.sample })}</p></section>`;
}
