import { foldForSearch } from "../../../kernel/text/fold.ts";
import type { GroupRole } from "../types.ts";

export const residences = ["lives", "works", "learns", "outside"] as const;
export type Residence = (typeof residences)[number];
/** child: under 18; senior: 65 and older. No day of birth: ordinances ask for shares only. */
export const ageGroups = ["child", "adult", "senior"] as const;
export type AgeGroup = (typeof ageGroups)[number];

/** Somebody on a roster as it is handed in. */
export type RosterEntry = {
  readonly name: string;
  readonly role: GroupRole;
  readonly residence: Residence | undefined;
  readonly ageGroup: AgeGroup | undefined;
  readonly isResponsible: boolean;
};

export type RosterCount = {
  readonly members: number;
  readonly localMembers: number;
  readonly children: number;
  readonly seniors: number;
  readonly residenceUnsaid: number;
  readonly ageUnsaid: number;
  readonly hasResponsibleAdult: boolean;
};

export function countEntries(roster: readonly RosterEntry[]): RosterCount {
  const count = (is: (entry: RosterEntry) => boolean) => roster.filter(is).length;
  return {
    members: roster.length,
    localMembers: count(({ residence }) => residence !== undefined && residence !== "outside"),
    children: count(({ ageGroup }) => ageGroup === "child"),
    seniors: count(({ ageGroup }) => ageGroup === "senior"),
    residenceUnsaid: count(({ residence }) => residence === undefined),
    ageUnsaid: count(({ ageGroup }) => ageGroup === undefined),
    hasResponsibleAdult: roster.some(
      ({ isResponsible, ageGroup }) => isResponsible && ageGroup !== "child" && ageGroup !== undefined,
    ),
  };
}

export type RosterChange = {
  readonly added: readonly RosterEntry[];
  readonly gone: readonly RosterEntry[];
  readonly changed: readonly { readonly before: RosterEntry; readonly after: RosterEntry }[];
};

/** What a notice of change says. People are told apart by their names; of two with one name the order decides. */
export function compareRosters(before: readonly RosterEntry[], after: readonly RosterEntry[]): RosterChange {
  const left = new Map<string, RosterEntry[]>();
  for (const entry of before) {
    const key = foldForSearch(entry.name);
    left.set(key, [...(left.get(key) ?? []), entry]);
  }
  const added: RosterEntry[] = [];
  const changed: { before: RosterEntry; after: RosterEntry }[] = [];
  for (const entry of after) {
    const old = left.get(foldForSearch(entry.name))?.shift();
    if (old === undefined) added.push(entry);
    else if (isOther(old, entry)) changed.push({ before: old, after: entry });
  }
  return { added, gone: [...left.values()].flat(), changed };
}

export function hasChanged({ added, gone, changed }: RosterChange): boolean {
  return added.length + gone.length + changed.length > 0;
}

function isOther(one: RosterEntry, other: RosterEntry): boolean {
  return (
    one.role !== other.role ||
    one.residence !== other.residence ||
    one.ageGroup !== other.ageGroup ||
    one.isResponsible !== other.isResponsible
  );
}
