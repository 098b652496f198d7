import type { Verdict } from "../../types/indicator.ts";

export type Tally = Readonly<Record<Verdict, number>>;

export const emptyTally: Tally = { good: 0, late: 0, unknown: 0 };

export function addTallies(one: Tally, other: Tally): Tally {
  return { good: one.good + other.good, late: one.late + other.late, unknown: one.unknown + other.unknown };
}

export function sizeOf({ good, late, unknown }: Tally): number {
  return good + late + unknown;
}

/** A bead for each indicator, in this order everywhere. */
export function verdictsOf({ good, late, unknown }: Tally): readonly Verdict[] {
  return [
    ...Array<Verdict>(good).fill("good"),
    ...Array<Verdict>(late).fill("late"),
    ...Array<Verdict>(unknown).fill("unknown"),
  ];
}

/** The tally of each part with all that hangs below it. Counts of a part that is not in the list are left out. */
export function tallyUp(
  parts: readonly { readonly code: string; readonly parent: string | undefined }[],
  counts: readonly ({ readonly node: string } & Tally)[],
): ReadonlyMap<string, Tally> {
  const parentOf = new Map(parts.map(({ code, parent }) => [code, parent]));
  const tallies = new Map<string, Tally>();
  for (const count of counts) {
    const seen = new Set<string>();
    for (let code: string | undefined = count.node; code !== undefined; code = parentOf.get(code)) {
      if (seen.has(code) || !parentOf.has(code)) break;
      seen.add(code);
      tallies.set(code, addTallies(tallies.get(code) ?? emptyTally, count));
    }
  }
  return tallies;
}
