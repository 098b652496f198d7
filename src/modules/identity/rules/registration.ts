import type { DocumentKind } from "./document-kind.ts";
import type { RegistrationKind } from "./registration-kind.ts";
import type { RosterCount } from "./roster.ts";

/** One thing that a kind asks for, and how the group stands by it: shown before it applies, and to staff. */
export type Need = {
  readonly what:
    | "members"
    | "local"
    | "children"
    | "seniors"
    | "responsible"
    | "residence-said"
    | "age-said"
    | "district"
    | `document-${DocumentKind}`;
  readonly isMet: boolean;
  readonly have: number;
  readonly want: number;
  /** Of so many; for shares. */
  readonly of?: number;
};

export type HandedIn = {
  readonly count: RosterCount;
  readonly documents: readonly DocumentKind[];
  readonly district: string | undefined;
};

/**
 * All that a kind asks for, in a fixed order. A share of 50 is reached by exactly half. Who has not said where they live
 * is no local, and must say it before the group can apply: nobody is counted by silence.
 */
export function judgeNeeds({ asks, isDeemed }: Pick<RegistrationKind, "asks" | "isDeemed">, given: HandedIn): Need[] {
  if (isDeemed) return [];
  const { count, documents, district } = given;
  const share = (what: "local" | "children" | "seniors", have: number, percent: number | undefined): Need[] => {
    if (percent === undefined) return [];
    const want = Math.max(1, Math.ceil((count.members * percent) / 100));
    return [{ what, have, want, of: count.members, isMet: have >= want }];
  };
  const all = (what: "residence-said" | "age-said", unsaid: number): Need => ({
    what,
    have: count.members - unsaid,
    want: count.members,
    isMet: unsaid === 0,
  });
  const asksAges = asks.childPercent !== undefined || asks.seniorPercent !== undefined;
  return [
    ...(asks.members === undefined
      ? []
      : [{ what: "members", have: count.members, want: asks.members, isMet: count.members >= asks.members } as const]),
    ...(asks.localPercent === undefined ? [] : [all("residence-said", count.residenceUnsaid)]),
    ...share("local", count.localMembers, asks.localPercent),
    ...(asksAges ? [all("age-said", count.ageUnsaid)] : []),
    ...share("children", count.children, asks.childPercent),
    ...share("seniors", count.seniors, asks.seniorPercent),
    ...(asks.responsibleAdult ? [yesOrNo("responsible", count.hasResponsibleAdult)] : []),
    ...asks.documents.map((kind) => yesOrNo(`document-${kind}`, documents.includes(kind))),
    ...(asks.district ? [yesOrNo("district", district !== undefined)] : []),
  ];
}

function yesOrNo(what: Need["what"], isMet: boolean): Need {
  return { what, isMet, have: isMet ? 1 : 0, want: 1 };
}

/** The categories that this kind gives to a group with this roster, sorted. */
export function categoriesGiven(
  { gives }: Pick<RegistrationKind, "gives">,
  { members, localMembers }: Pick<RosterCount, "members" | "localMembers">,
): string[] {
  const reached = gives.filter(
    ({ localPercent }) => localPercent === undefined || (members > 0 && localMembers * 100 >= members * localPercent),
  );
  return [...new Set(reached.map(({ category }) => category))].sort();
}

/** What staff may mark when they send it back. */
export const markable = ["roster", "responsible", "documents", "purpose", "district", "other"] as const;
export type Markable = (typeof markable)[number];

/** What staff do to a registration besides registering it. */
export const registrationDeeds = ["return", "refuse", "suspend", "resume", "end"] as const;
export type RegistrationDeed = (typeof registrationDeeds)[number];
