import type { Yen } from "../../../kernel/money/yen.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { SlotRun, Timetable } from "../types/timetable.ts";
import { getTimetable } from "./facility.ts";

/**
 * What one of an extra costs that is priced by band or period (冷房　午前200円、午後300円、全日700円), for a run. As in the fee
 * table, the longest combination that has an amount comes first, then what is left on both sides.
 */
export function amountByRate(
  facility: Facility,
  space: Space,
  { slots }: SlotRun,
  amounts: Readonly<Record<string, number>>,
): Yen {
  const rates = slots.map(({ rate }) => rate);
  return sumOf(listCombined(getTimetable(facility, space), amounts), rates, amounts);
}

type Combined = { readonly id: string; readonly of: readonly string[] };

function listCombined(timetable: Timetable, amounts: Readonly<Record<string, number>>): readonly Combined[] {
  if (timetable.kind === "grid") return [];
  return timetable.combined.filter(({ id }) => amounts[id] !== undefined).toSorted((a, b) => b.of.length - a.of.length);
}

function sumOf(
  combined: readonly Combined[],
  rates: readonly string[],
  amounts: Readonly<Record<string, number>>,
): Yen {
  for (const { id, of } of combined) {
    const begin = rates.findIndex((_, index) => of.every((rate, offset) => rates[index + offset] === rate));
    if (begin < 0) continue;
    const [before, after] = [rates.slice(0, begin), rates.slice(begin + of.length)];
    return sumOf(combined, before, amounts) + (amounts[id] ?? 0) + sumOf(combined, after, amounts);
  }
  return rates.reduce((sum, rate) => sum + (amounts[rate] ?? 0), 0);
}
