import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { releaseFrames } from "../../facility/index.ts";
import { type policy, requireMayAt } from "../policy.ts";
import { canMove } from "../rules/states.ts";
import { listOfSeason } from "../store/application.ts";
import { listGiven } from "../store/given.ts";
import { findSeason, moveSeason } from "../store/season.ts";
import type { Season, SeasonState } from "../types.ts";
import { tellDropped } from "./tell-groups.ts";

type Of = { readonly seasonId: string };

/** The table is as the meeting agreed. It changes no more, and another person looks at it. */
export async function closeTable(act: Act, { seasonId }: Of): Promise<void> {
  const { season, personId } = await getFor(act, seasonId, { errand: "close", to: "closed" });
  if (act.now < season.closesAt) throw new Refusal("allocation.staff.still-asking");
  if ((await listGiven(act.tx, seasonId)).length === 0) throw new Refusal("allocation.staff.nothing-given");
  await moveSeason(act.tx, seasonId, { state: "closed", closed: { by: personId, at: act.now } });
  await audit(act, { what: "allocation.closed", subject: `season/${seasonId}` });
}

export async function reopenTable(act: Act, { seasonId }: Of): Promise<void> {
  await getFor(act, seasonId, { errand: "reopen", to: "open" });
  await moveSeason(act.tx, seasonId, { state: "open", closed: null });
  await audit(act, { what: "allocation.reopened", subject: `season/${seasonId}` });
}

/** No season after all: the frames are first come again, and who asked is told why. */
export async function dropSeason(act: Act, { seasonId, reason }: Of & { reason: string }): Promise<void> {
  const { season } = await getFor(act, seasonId, { errand: "drop", to: "dropped" });
  await moveSeason(act.tx, seasonId, { state: "dropped", because: reason });
  await releaseFrames(act, { seasonId });
  for (const application of await listOfSeason(act.tx, seasonId)) await tellDropped(act, season, application, reason);
  await audit(act, { what: "allocation.dropped", subject: `season/${seasonId}`, reason });
}

/** Another person than the one who closed the table. The series are made by a job, one at a time. */
export async function confirmTable(act: Act, { seasonId }: Of): Promise<void> {
  const { season, personId } = await getFor(act, seasonId, { errand: "confirm", to: "confirming" });
  if (season.closedBy === personId) throw new Refusal("allocation.staff.own-table");
  await moveSeason(act.tx, seasonId, { state: "confirming", confirmed: { by: personId, at: act.now } });
  await audit(act, { what: "allocation.confirmed", subject: `season/${seasonId}` });
  await later(act, { name: "allocation.carry-out", data: {} });
}

async function getFor(
  act: Act,
  seasonId: string,
  { errand, to }: { errand: keyof typeof policy; to: SeasonState },
): Promise<{ season: Season; personId: string }> {
  const season = await findSeason(act.tx, seasonId, { forUpdate: true });
  if (season === undefined) throw notFound();
  const { personId } = requireMayAt(act, errand, season.facilityId);
  if (!canMove(season.state, to)) throw new Refusal("allocation.staff.wrong-state");
  return { season, personId };
}
