import type { Answer } from "../../../kernel/http/answer.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf, instantOf } from "../../../kernel/time/instant.ts";
import { findGroup, findPerson } from "../../identity/index.ts";
import { writeBookingCalendar, writeSpaceCalendar } from "../calendar-file.ts";
import { getOwnBooking } from "../commands/own-booking.ts";
import { rulesOf } from "../commands/rules-of.ts";
import { renderPermit } from "../documents/permit.ts";
import type { AmountLine, Holder, Issuer, UseOfSpace } from "../documents/types.ts";
import { hoursOfUse } from "../rules/booking.ts";
import { findCategory, findPurpose, getArticle, getTerms } from "../rules/facility.ts";
import { listChanges } from "../store/change.ts";
import { getSpaceOn } from "../store/facility.ts";
import { listOccupancies } from "../store/occupancy.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import { listPermitConditions } from "./approval.ts";
import { listAnswers } from "./questions.ts";
import { plain, plainWords } from "./words.ts";

type Params = { params: { booking: string } };

/** 使用許可書 of a confirmed booking. */
export async function sendPermit(view: View, { params }: Params): Promise<Answer> {
  const { t, city, today, locale } = view;
  const booking = await confirmed(view, params.booking);
  const { facility, space } = await rulesOf(view, booking);
  const { use, quote, settledAt } = booking;
  if (use === undefined || settledAt === undefined) throw notFound();
  const purpose = findPurpose(facility, use.purposeId);
  const category = findCategory(facility, use.categoryId);
  const { zone } = city.config;
  const bytes = await renderPermit({
    locale,
    number: booking.number,
    issuedOn: today,
    bookedOn: civilDateOf(booking.madeAt, zone),
    issuer: issuerOf(view, facility),
    holder: await holderOf(view, booking),
    use: useOf(view, booking, facility, space),
    category: category && plain(t, category.name),
    purpose: purpose === undefined ? "" : plain(t, purpose.name),
    people: use.people,
    answers: listAnswers(t, locale, facility, use.answers).map(({ name, text }) => ({
      label: plain(t, name),
      value: text,
    })),
    lines: linesOf(view, booking),
    total: quote?.total ?? 0,
    paidOn: booking.amount > 0 ? civilDateOf(settledAt, zone) : undefined,
    conditions: [
      ...(await changeNotes(view, booking)),
      ...(await listPermitConditions(view, booking)).map(({ text }) => plain(t, text)),
      ...facility.notes.map((note) => plain(t, note)),
    ],
    article: plain(t, getArticle(facility, getTerms(facility, space).payment.article).title),
    sample: facility.sample,
  });
  return pdf(`${t.text("facility.papers.permit")}-${booking.number}.pdf`, bytes);
}

export async function sendBookingCalendar(view: View, { params }: Params): Promise<Answer> {
  const { t, city, locale } = view;
  const booking = await getOwnBooking({ tx: city.db, actor: view.actor }, params.booking);
  const { facility, space } = await rulesOf(view, booking);
  const { state } = booking;
  const entry = {
    id: booking.id,
    number: booking.number,
    sequence: booking.sequence,
    state:
      state === "confirmed"
        ? ("confirmed" as const)
        : state === "requested"
          ? ("requested" as const)
          : state === "reserved" || state === "held"
            ? ("reserved" as const)
            : ("cancelled" as const),
    during: booking.used,
    changedAt: booking.endedAt ?? booking.settledAt ?? booking.madeAt,
    space: plain(t, space.name),
    facility: plain(t, facility.name),
    address: plain(t, facility.address),
    telephone: facility.telephone,
  };
  return calendar(
    `${booking.number}.ics`,
    writeBookingCalendar(entry, { address: city.address, locale, zone: city.config.zone }),
  );
}

/** When a space is taken in the coming three months, for calendars; no names. */
export async function sendSpaceCalendar(view: View, { params }: { params: { space: string } }): Promise<Answer> {
  const { t, city, locale, now, today } = view;
  const { space } = await getSpaceOn(city, params.space, today);
  const { zone } = city.config;
  const during = { from: instantOf(today, "00:00", zone), until: instantOf(addDays(today, 93), "00:00", zone) };
  const busy = await listOccupancies(city.db, space.units, during, now);
  const text = writeSpaceCalendar({ id: space.id, name: plain(t, space.name) }, busy, {
    address: city.address,
    locale,
    zone,
    now,
  });
  return calendar(`${space.id}.ics`, text);
}

/** A permit after a change says so: the one before is no longer good. */
async function changeNotes({ t, city, locale }: View, booking: Booking): Promise<string[]> {
  const [last] = await listChanges(city.db, booking.id);
  if (last === undefined) return [];
  const day = formatDate(civilDateOf(last.at, city.config.zone), locale, { weekday: false });
  return [t.text("facility.permit.changed", { day })];
}

async function confirmed(view: View, bookingId: string): Promise<Booking> {
  const booking = await getOwnBooking({ tx: view.city.db, actor: view.actor }, bookingId);
  if (booking.state !== "confirmed") throw notFound();
  return booking;
}

export async function holderOf({ city }: View, booking: Booking): Promise<Holder> {
  const person = booking.bookerId === undefined ? undefined : await findPerson(city.db, booking.bookerId);
  const group = booking.groupId === undefined ? undefined : await findGroup(city.db, booking.groupId);
  return { person: person?.name ?? "", group: group?.name };
}

export function useOf({ t, city }: View, booking: Booking, facility: Facility, space: Space): UseOfSpace {
  return {
    facility: plain(t, facility.name),
    space: plain(t, space.name),
    on: booking.on,
    ...hoursOfUse(booking.used, city.config.zone),
  };
}

export function linesOf({ t }: View, { quote }: Booking): AmountLine[] {
  return (quote?.lines ?? []).map(({ label, explanation, article, amount }) => ({
    label: plainWords(t, label),
    note: `${plainWords(t, explanation)}　${plain(t, article.title)}`,
    amount,
  }));
}

export function issuerOf({ t, city }: View, facility: Facility): Issuer {
  const name = plain(t, city.config.name);
  return {
    city: name,
    signs: [t.text("facility.issuer", { city: name })],
    contact: `${plain(t, facility.name)}　${facility.telephone}`,
  };
}

export function pdf(name: string, bytes: Uint8Array): Answer {
  return { kind: "file", name, type: "application/pdf", bytes };
}

function calendar(name: string, text: string): Answer {
  return { kind: "file", name, type: "text/calendar; charset=utf-8", bytes: text };
}
