import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import { formatTimeRange } from "../../../../kernel/time/wall-time.ts";
import { buttonLink, table } from "../../../../ui/index.ts";
import { may } from "../../policy.ts";
import { hoursOfUse, runOfBooking } from "../../rules/booking.ts";
import { caseOf } from "../../rules/case.ts";
import { judgeChange, lastChangeDay } from "../../rules/change.ts";
import { findSpace, getTerms } from "../../rules/facility.ts";
import { listChanges, type Snapshot } from "../../store/change.ts";
import { getVersion } from "../../store/facility.ts";
import type { Booking } from "../../types/booking.ts";
import type { Facility, Space } from "../../types/facility.ts";
import { say, sayWords } from "../words.ts";

export const changePath = (bookingId: string): string => `/bookings/${bookingId}/change`;
export const staffChangePath = (bookingId: string): string => `/staff/bookings/${bookingId}/change`;

/** On the booking's page: the way to change it, until when, or why not any more. */
export function changeBox(view: View, booking: Booking, facility: Facility, space: Space): Html | undefined {
  const { t, city, now, locale } = view;
  const terms = getTerms(facility, space);
  const given = booking.use && caseOf(space, runOfBooking(facility, space, booking), booking.use, city.config);
  const reason = judgeChange(terms, booking, { who: "booker", given }, now, city.config.zone);
  if (reason?.code === "facility.wrong-state" || reason?.code === "facility.change-begun") return undefined;
  const last = lastChangeDay(terms, booking, given);
  const until =
    last === undefined || last === "any"
      ? t("facility.change.words-any")
      : t("facility.change.words", { last: formatDate(last, locale, { year: false }) });
  const inside =
    reason === undefined
      ? html`<p class="small">${until}</p><p>${buttonLink({ label: t("facility.change.go"), href: changePath(booking.id), kind: "second", size: "small" })}</p>`
      : html`<p class="small">${sayWords(t, { key: `refusal.${reason.code}`, params: reason.params })}</p>`;
  return html`<section class="aside section" aria-labelledby="change"><h2 id="change">${t("facility.change.title")}</h2>${inside}</section>`;
}

export function staffChangeBox({ t, actor, now }: View, booking: Booking): Html | undefined {
  const isLiving = booking.state === "reserved" || booking.state === "confirmed";
  if (!may(actor, "change") || !isLiving || booking.used.from <= now) return undefined;
  return html`<section class="aside section" aria-labelledby="change"><h2 id="change">${t("facility.change.title")}</h2><p class="small">${t("facility.staff.change.words")}</p><p>${buttonLink({ label: t("facility.staff.change.go"), href: staffChangePath(booking.id), kind: "second", size: "small" })}</p></section>`;
}

/** Of a series: the way to all its days; of a booking alone: the way to make it again on other days. */
export function seriesBox({ t, actor, now }: View, booking: Booking): Html | undefined {
  const isLiving = booking.state === "reserved" || booking.state === "confirmed";
  const frame = (inside: Html) =>
    html`<section class="aside section" aria-labelledby="series"><h2 id="series">${t("facility.staff.series.page")}</h2>${inside}</section>`;
  if (booking.seriesId !== undefined)
    return frame(html`<p><a href="/staff/series/${booking.seriesId}">${t("facility.staff.series.to-all")}</a></p>`);
  if (!may(actor, "book") || !isLiving || booking.used.from <= now) return undefined;
  return frame(
    html`<p class="small">${t("facility.staff.series.words")}</p><p>${buttonLink({ label: t("facility.staff.series.go"), href: `/staff/bookings/${booking.id}/repeat`, kind: "second", size: "small" })}</p>`,
  );
}

/** What it was before and after each change; nothing if it was never changed. */
export async function changesSection(view: View, booking: Booking, facility: Facility): Promise<Html | undefined> {
  const { t, city, locale } = view;
  const changes = await listChanges(city.db, booking.id);
  if (changes.length === 0) return undefined;
  const rows = await Promise.all(
    changes.map(async (change) => ({
      ...change,
      was: await sayOf(view, facility, change.before),
      is: await sayOf(view, facility, change.after),
    })),
  );
  return html`<section class="stack-s" aria-labelledby="changes"><h2 id="changes">${t("facility.change.history")}</h2>${table(
    {
      caption: t("facility.change.history"),
      captionHidden: true,
      rows,
      columns: [
        {
          label: t("facility.history.when"),
          head: true,
          cell: ({ at, byStaff, reason }) =>
            html`${formatDate(civilDateOf(at, city.config.zone), locale, { year: false, weekday: false })}<br><span class="small muted">${t(byStaff ? "facility.actor.staff" : "facility.change.by-booker")}${reason && html`<br>${reason}`}</span>`,
        },
        { label: t("facility.change.before"), cell: ({ was }) => was },
        { label: t("facility.change.after"), cell: ({ is }) => is },
      ],
    },
  )}</section>`;
}

async function sayOf({ t, city, locale }: View, facility: Facility, shot: Snapshot): Promise<Html> {
  const { zone } = city.config;
  const version = await getVersion(city, facility.id, shot.effectiveFrom);
  const space = findSpace(version, shot.spaceId);
  const time = hoursOfUse({ from: new Date(shot.from), until: new Date(shot.until) }, zone);
  return html`${formatDate(shot.on, locale, { year: false })}　${formatTimeRange(time, locale, "table")}<br>${space && say(t, space.name)}　${t("facility.people", { people: shot.people })}<br>${formatYen(shot.amount, locale)}`;
}
