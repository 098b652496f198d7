import type { City } from "../../../kernel/city.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { type Workplace, worksAt } from "../../../kernel/workplace.ts";
import { listFacilitiesOn } from "../../facility/index.ts";
import { policy, requireMay } from "../policy.ts";
import type { Round } from "../types.ts";

/**
 * 所管課: a round is looked at by whoever works at one of its facilities, and changed by whoever works at all of them. A room
 * that no facility has any more is nobody's but theirs who work everywhere.
 */
export async function isOwnRound(
  place: Workplace & { readonly city: City },
  db: Db | Tx,
  round: Pick<Round, "month" | "spaceIds">,
  errand: keyof typeof policy,
): Promise<boolean> {
  const facilities = await listFacilitiesOn(place.city, round.month, db);
  const isOwn = (spaceId: string) =>
    worksAt(place, policy[errand], facilities.find(({ spaces }) => spaces.some(({ id }) => id === spaceId))?.id);
  return errand === "see" || errand === "names" ? round.spaceIds.some(isOwn) : round.spaceIds.every(isOwn);
}

/** The member of staff who does it at this round: 403 by the role, 404 by the section. */
export async function requireOwnRound(
  act: Workplace & { readonly city: City; readonly tx: Db | Tx },
  round: Pick<Round, "month" | "spaceIds"> | undefined,
  errand: keyof typeof policy,
): Promise<ReturnType<typeof requireMay>> {
  const staff = requireMay(act.actor, errand);
  if (round === undefined || !(await isOwnRound(act, act.tx, round, errand))) throw notFound();
  return staff;
}
