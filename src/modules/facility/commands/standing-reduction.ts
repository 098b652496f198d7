import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { findGroup } from "../../identity/index.ts";
import { mayAt, requireMay, requireMayAt } from "../policy.ts";
import { listFacilitiesOn } from "../store/facility.ts";
import { decideStandingRow, findStandingReduction, insertStandingReduction } from "../store/standing-reduction.ts";

/** 減免団体: proposed by one member of staff, decided by another. */
export async function proposeStandingReduction(
  act: Act,
  input: { groupId: string; what: string; from: CivilDate; until: CivilDate; reason: string },
): Promise<{ standingId: string }> {
  const { tx, now, city } = act;
  const { personId } = requireMay(act.actor, "book");
  const group = await findGroup(tx, input.groupId);
  if (group === undefined) throw notFound();
  const today = civilDateOf(now, city.config.zone);
  const [facilityId = "", reductionId = ""] = input.what.split("/");
  const facility = (await listFacilitiesOn(city, today, tx)).find(
    ({ id }) => id === facilityId && mayAt(act, "book", id),
  );
  if (!facility?.fees.reductions.some(({ id, on }) => id === reductionId && on === "application"))
    throw new Refusal("facility.reduction-not-open", { status: 422, field: "what" });
  if (input.until < input.from) throw new Refusal("facility.staff.reduction-term", { status: 422, field: "until" });
  const id = randomUUID();
  await insertStandingReduction(tx, {
    id,
    groupId: input.groupId,
    facilityId,
    reductionId,
    validFrom: input.from,
    validUntil: input.until,
    reason: input.reason,
    enteredBy: personId,
    enteredAt: now,
  });
  await audit(act, { what: "reduction.standing-proposed", subject: `reduction/${id}`, reason: input.reason });
  return { standingId: id };
}

export const standingDeeds = ["grant", "refuse", "end"] as const;

/** Bookings that were made before keep their price; those made from now on count it. */
export async function decideStandingReduction(
  act: Act,
  input: { standingId: string; deed: (typeof standingDeeds)[number]; words: string | undefined },
): Promise<void> {
  const standing = await findStandingReduction(act.tx, input.standingId, { forUpdate: true });
  if (standing === undefined) throw notFound();
  const { personId: by } = requireMayAt(act, "decideReduction", standing.facilityId);
  const { deed, words = "" } = input;
  const state = deed === "grant" ? "granted" : deed === "refuse" ? "refused" : "ended";
  if (standing.state !== (deed === "end" ? "granted" : "proposed")) throw new Refusal("facility.reduction-decided");
  // Whatever is decided about it, somebody else decides: also its end before the term is over.
  if (standing.enteredBy === by) throw new Refusal("facility.staff.reduction-own");
  if (deed !== "grant" && words === "")
    throw new Refusal("facility.staff.reduction-words", { status: 422, field: "words" });
  await decideStandingRow(act.tx, standing.id, { state, words, by, at: act.now });
  await audit(act, { what: `reduction.standing-${state}`, subject: `reduction/${standing.id}`, reason: words });
}
