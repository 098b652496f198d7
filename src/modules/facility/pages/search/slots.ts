import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { formatTimeRange } from "../../../../kernel/time/wall-time.ts";
import type { SlotCell } from "../../../../ui/index.ts";
import { availabilityOn, runFrom } from "../../rules/availability.ts";
import { getTimetable } from "../../rules/facility.ts";
import { quoteStarting } from "../../rules/price.ts";
import type { Found } from "../../rules/search.ts";
import type { Occupancy, SlotAvailability } from "../../types/booking.ts";
import { say, slotWord, statusKind } from "../words.ts";

/** The bands of a found room, each with what it costs from. */
export function slotsOf(
  view: View,
  { facility, whole, fitting }: Found,
  day: CivilDate,
  occupancies: readonly Occupancy[],
): SlotCell[] {
  const { t, city, locale, now } = view;
  const available = availabilityOn(facility, whole, day, occupancies, now, city.config);
  if (getTimetable(facility, whole).kind === "grid")
    return gridCells(view, { facility, whole, fitting }, available.slots, day);
  return available.slots.map((one) => {
    const { slot, status, reason } = one;
    const canBook = reason === undefined && (status === "free" || status === "partly");
    const smallest = fitting[0] ?? whole;
    const { total } = quoteStarting(facility, smallest, runFrom(day, one, available.slots), city.config);
    const from =
      total === 0 ? t("facility.search.from-free") : t("facility.search.from", { amount: formatYen(total, locale) });
    return {
      name: say(t, slot.name),
      hours: formatTimeRange(slot, locale, "table"),
      kind: statusKind[status],
      word: slotWord(t, status),
      ...(canBook
        ? { href: `/spaces/${whole.id}/book?on=${day}&slots=${(slot.together ?? [slot.id]).join(",")}`, note: from }
        : {}),
    };
  });
}

/** An hourly court has too many slots for a row: each period shows how many hours are free. */
function gridCells(
  view: View,
  { facility, whole }: Found,
  slots: readonly SlotAvailability[],
  day: CivilDate,
): SlotCell[] {
  const { t, locale } = view;
  const timetable = getTimetable(facility, whole);
  if (timetable.kind !== "grid") return [];
  return timetable.periods.map((period) => {
    const inside = slots.filter(({ slot }) => slot.rate === period.id);
    const free = inside.filter(({ status, reason }) => status === "free" && reason === undefined).length;
    const isDrawn = inside.length > 0 && inside.every((one) => one.status === "lottery");
    const booked = free === 0 ? "taken" : free === inside.length ? "free" : "partly";
    const status = inside.length === 0 ? "closed" : isDrawn ? "lottery" : booked;
    return {
      name: say(t, period.name),
      hours: formatTimeRange(period, locale, "table"),
      kind: statusKind[status],
      word: slotWord(t, status),
      ...(isDrawn ? { href: "/lotteries" } : {}),
      ...(free > 0
        ? {
            href: `/spaces/${whole.id}/days/${day}`,
            note: t("facility.search.free-slots", { free, all: inside.length }),
          }
        : {}),
    };
  });
}
