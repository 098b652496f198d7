/** A person alone, or a group with the accounts that are in it. */
export type PartyWithAccounts = {
  readonly personId: string;
  readonly groupId: string | undefined;
  /** Of the group's members; of a person alone, the person. */
  readonly accounts: readonly string[];
  /** What two accounts of one person have in common; undefined where nothing can be said. */
  readonly likeness: string | undefined;
};

export const ties = ["same-person", "shared-member", "alike"] as const;
export type Tie = (typeof ties)[number];

/**
 * How who booked a room is tied to who had won it and gave it up (abuse case 9, Saitama). Who books again what they gave up
 * themselves, as the same person or group, hands nothing over.
 */
export function tieOf(giver: PartyWithAccounts, taker: PartyWithAccounts): Tie | undefined {
  const isSame = giver.groupId === taker.groupId && (giver.groupId !== undefined || giver.personId === taker.personId);
  if (isSame) return undefined;
  if (giver.personId === taker.personId) return "same-person";
  if (giver.accounts.some((account) => taker.accounts.includes(account))) return "shared-member";
  return giver.likeness !== undefined && giver.likeness === taker.likeness ? "alike" : undefined;
}
