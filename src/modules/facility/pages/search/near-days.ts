import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { addDays, type CivilDate } from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { type InstantRange, rangeOfDay } from "../../../../kernel/time/range.ts";
import { availabilityOn } from "../../rules/availability.ts";
import { reachOf } from "../../rules/long-slots.ts";
import { type Found, searchSpaces, type Wish } from "../../rules/search.ts";
import { listOccupancies } from "../../store/occupancy.ts";
import type { Facility } from "../../types/facility.ts";
import { addressOf } from "./query.ts";

/** From one day to another, and as far beyond as a night or a week can reach that begins in between. */
export function duringOf(found: readonly Found[], from: CivilDate, to: CivilDate, zone: string): InstantRange {
  const reach = reachOf(found.flatMap(({ facility }) => facility.timetables));
  return { from: rangeOfDay(from, zone).from, until: rangeOfDay(addDays(to, reach), zone).until };
}

/** The nearest days on which something fits. */
export async function nearDays(
  view: View,
  facilities: readonly Facility[],
  wish: Wish,
  day: CivilDate,
): Promise<Html[]> {
  const { city, t, locale, now, today } = view;
  const found = searchSpaces(facilities, wish);
  const days = [1, 2, 3, 4, 5, 6, 7].map((n) => addDays(day, n)).filter((one) => one >= today);
  const last = days.at(-1) ?? day;
  const occupancies = await listOccupancies(
    city.db,
    found.flatMap(({ whole }) => whole.units),
    duringOf(found, day, last, city.config.zone),
    now,
  );
  const open = days.map((on) => ({
    on,
    rooms: found.filter(({ facility, whole }) =>
      availabilityOn(facility, whole, on, occupancies, now, city.config).slots.some(
        ({ status, reason }) => reason === undefined && (status === "free" || status === "partly"),
      ),
    ).length,
  }));
  return open
    .filter(({ rooms }) => rooms > 0)
    .slice(0, 3)
    .map(
      ({ on, rooms }) =>
        html`<a href="${addressOf({ purpose: wish.purpose, people: wish.people?.toString(), area: [...(wish.areas ?? [])] }, on)}">${t("facility.search.other-day", { day: formatDate(on, locale, { year: false }), count: rooms })}</a>`,
    );
}
