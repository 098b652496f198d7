import ical, {
  ICalCalendarMethod,
  ICalEventClass,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from "ical-generator";
import type { Locale } from "../../kernel/i18n/locales.ts";
import { translator } from "../../kernel/i18n/translate.ts";
import type { InstantRange } from "../../kernel/time/range.ts";

/** The calendar entry of a booking, for whoever booked. It never holds a code: files are passed on. */
export type BookingEntry = {
  readonly id: string;
  readonly number: string;
  /** iCalendar's SEQUENCE: one more with each change, so that calendars replace what they have. */
  readonly sequence: number;
  readonly state: "confirmed" | "reserved" | "requested" | "cancelled";
  readonly during: InstantRange;
  readonly changedAt: Date;
  /** Names in the reader's language, without readings. */
  readonly space: string;
  readonly facility: string;
  readonly address: string;
  readonly telephone: string;
};

/** When a space is not free, as everybody may know it. */
export type BusyTime = { readonly during: InstantRange; readonly as: "held" | "taken" | "closed" };

export type CalendarOrigin = {
  /** The site's address without a trailing slash: https://shisetsu.example.jp */
  readonly address: string;
  readonly locale: Locale;
  readonly zone: string;
};

const statuses = {
  confirmed: ICalEventStatus.CONFIRMED,
  reserved: ICalEventStatus.TENTATIVE,
  requested: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const;

const stateWords = { confirmed: "way-in", reserved: "unpaid", requested: "undecided", cancelled: "over" } as const;

/** text/calendar with one event. Times are in UTC, which every calendar shows in its own zone. */
export function writeBookingCalendar(entry: BookingEntry, origin: CalendarOrigin): string {
  const t = translator(origin.locale);
  const { id, number, state, during, changedAt } = entry;
  const link = `${origin.address}/bookings/${id}`;
  const calendar = openCalendar(entry.space, origin);
  calendar.createEvent({
    id: `booking-${id}@${hostOf(origin)}`,
    sequence: entry.sequence,
    status: statuses[state],
    class: ICalEventClass.PRIVATE,
    transparency: state === "cancelled" ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    start: during.from,
    end: during.until,
    stamp: changedAt,
    lastModified: changedAt,
    summary: state === "cancelled" ? t.text("facility.calendar-file.cancelled", { space: entry.space }) : entry.space,
    location: `${entry.facility}\n${entry.address}`,
    description: [
      t.text("facility.calendar-file.number", { number }),
      t.text(`facility.calendar-file.${stateWords[state]}`),
      link,
      t.text("facility.calendar-file.telephone", { facility: entry.facility, telephone: entry.telephone }),
    ].join("\n"),
    url: link,
  });
  return `${calendar.toString()}\r\n`;
}

/**
 * The public calendar of a space: when it is 予約あり, 手続き中 or 休館, and nothing about whom. Ids are of the space and the time, so
 * that they stay the same from fetch to fetch and tell nothing about a booking.
 */
export function writeSpaceCalendar(
  space: { readonly id: string; readonly name: string },
  busy: readonly BusyTime[],
  origin: CalendarOrigin & { readonly now: Date },
): string {
  const t = translator(origin.locale);
  const calendar = openCalendar(space.name, origin);
  calendar.ttl(feedSeconds);
  for (const { during, as } of withoutRepeats(busy)) {
    calendar.createEvent({
      id: `${space.id}-${compact(during.from)}-${compact(during.until)}@${hostOf(origin)}`,
      status: as === "held" ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      start: during.from,
      end: during.until,
      stamp: origin.now,
      summary: t.text(`facility.status.${as}`),
    } satisfies ICalEventData);
  }
  return `${calendar.toString()}\r\n`;
}

/** How often a calendar program should ask again. */
const feedSeconds = 900;

function openCalendar(name: string, { locale, zone }: CalendarOrigin) {
  const language = locale === "en" ? "EN" : "JA";
  return ical({
    prodId: { company: "machimigaki", product: "machimigaki", language },
    method: ICalCalendarMethod.PUBLISH,
    name: escapeText(name),
    x: { "X-WR-TIMEZONE": zone },
  });
}

/** ical-generator escapes what stands in events, but not the calendar's name: a line break there would begin a line of its own. */
function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r\n?|\n/g, "\\n");
}

/** The thirds of a hall that are taken together are one time. Closed is said before taken, taken before held. */
function withoutRepeats(busy: readonly BusyTime[]): readonly BusyTime[] {
  const rank = { closed: 0, taken: 1, held: 2 };
  const byTime = new Map<string, BusyTime>();
  for (const each of busy.toSorted((a, b) => rank[a.as] - rank[b.as])) {
    const time = `${each.during.from.getTime()}-${each.during.until.getTime()}`;
    if (!byTime.has(time)) byTime.set(time, each);
  }
  return [...byTime.values()].toSorted((a, b) => a.during.from.getTime() - b.during.from.getTime());
}

function compact(instant: Date): string {
  return instant.toISOString().replace(/\.\d+|[-:]/g, "");
}

function hostOf({ address }: CalendarOrigin): string {
  return new URL(address).hostname;
}
