import type { Html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { formatWallTime } from "../../../kernel/time/wall-time.ts";
import { statusOfRun } from "../rules/availability.ts";
import { getTimetable } from "../rules/facility.ts";
import { piecesAfter, runOf, stepOfRow } from "../rules/long-slots.ts";
import type { Occupancy, SlotAvailability, SlotStatus } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Band, SlotRun } from "../types/timetable.ts";

/** One answer to 何泊: the slots that it takes, when it ends, and whether all of that time is free. */
export type RowChoice = {
  readonly slots: readonly string[];
  readonly label: Html;
  readonly status: SlotStatus;
  readonly reason: SlotAvailability["reason"];
};

/** For each slot of the day that can be taken several times in a row: once, twice, … as far as the calendar goes. */
export function rowChoices(
  view: View,
  facility: Facility,
  space: Space,
  on: CivilDate,
  available: readonly SlotAvailability[],
  occupancies: readonly Occupancy[],
): readonly RowChoice[] {
  return available.flatMap(({ slot, reason }) => {
    const band = findRowBand(facility, space, slot.id);
    if (band === undefined) return [];
    const pieces = [slot, ...piecesAfter(facility, space, on, [slot], view.city.config)];
    return pieces.flatMap((_, index) => {
      const slots = pieces.slice(0, index + 1);
      const run = runOf(on, slots);
      if (run === undefined) return [];
      return {
        slots: slots.map(({ id }) => id),
        label: labelOf(view, band, run),
        status: statusOfRun(facility, space, run, occupancies, view.city.config.zone),
        reason,
      };
    });
  });
}

export function findRowBand(facility: Facility, space: Space, slotId: string): Band | undefined {
  const timetable = getTimetable(facility, space);
  if (timetable.kind === "grid") return undefined;
  return timetable.bands.find(({ id, inRow }) => id === slotId && inRow !== undefined);
}

/** Which of the answers was given: the longest that is wholly chosen. */
export function chosenRow(choices: readonly RowChoice[], chosen: readonly string[]): RowChoice | undefined {
  return choices.findLast(({ slots }) => slots.every((id) => chosen.includes(id)));
}

/** 宿泊　2泊（12月6日（日）10時まで） */
function labelOf({ t, locale }: View, band: Band, { on, lastOn = on, to, slots }: SlotRun): Html {
  const step = stepOfRow(band);
  const kind = step === 7 ? "week" : step === 1 ? "night" : "other";
  const count = t.marked("facility.choose.row", { kind, count: slots.length });
  const day = formatDate(lastOn, locale, { year: false });
  const end = locale === "en" ? `${day}, ${to}` : `${day}${formatWallTime(to, locale)}`;
  return t("facility.choose.row-option", { name: { marked: localText(band.name, locale) }, count, end });
}
