import type { Facility, Space } from "../types/facility.ts";
import type { Extra } from "../types/fee.ts";

/** Pieces of equipment that several rooms share: so many of these units, whichever are free. */
export type StockWanted = { readonly extra: Extra; readonly count: number; readonly unitIds: readonly string[] };

/** Each piece of a stock is a unit that nobody sees, so that the database keeps it from being promised twice. */
export function stockUnitsOf(facility: Facility, { id, stock = 0 }: Extra): readonly string[] {
  return Array.from({ length: stock }, (_, index) => `${facility.id}-${id}#${index + 1}`);
}

/** Every unit of a facility: the rooms' own and those of its stocks. */
export function listAllUnits(facility: Facility): readonly string[] {
  const { units, fees } = facility;
  return [...units.map(({ id }) => id), ...fees.extras.flatMap((extra) => stockUnitsOf(facility, extra))];
}

/** What a use takes by name: its room, and the rooms that its extras take with it (楽屋 with the hall). */
export function unitsTakenBy(
  facility: Facility,
  space: Space,
  extras: Readonly<Record<string, number>>,
): readonly string[] {
  const linked = chosen(facility, extras).flatMap(({ extra }) => extra.takes ?? []);
  return [...new Set([...space.units, ...linked])];
}

/** What it takes of the stocks. */
export function stockTakenBy(facility: Facility, extras: Readonly<Record<string, number>>): readonly StockWanted[] {
  return chosen(facility, extras)
    .filter(({ extra }) => extra.stock !== undefined)
    .map(({ extra, count }) => ({ extra, count, unitIds: stockUnitsOf(facility, extra) }));
}

function chosen({ fees }: Facility, extras: Readonly<Record<string, number>>) {
  return fees.extras.map((extra) => ({ extra, count: extras[extra.id] ?? 0 })).filter(({ count }) => count > 0);
}
