import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { keepFrames } from "../../facility/index.ts";
import { requireMayAt } from "../policy.ts";
import { judgeSeasonChange, listSeasonChanges, type Wanted } from "../rules/change.ts";
import { listOfSeason } from "../store/application.ts";
import { changeSeason } from "../store/change.ts";
import { listGiven } from "../store/given.ts";
import { findSeason, listFrames } from "../store/season.ts";
import { makeFrames } from "./open-season.ts";
import { tellChanged } from "./tell-groups.ts";

/**
 * What is harmless to those who relied on the notice: later days, another name or text, more rooms. Everybody reads what is
 * different on the season's page, and whoever has asked already gets a mail. Gives how many were told.
 */
export async function editSeason(
  act: Act,
  { seasonId, ...wanted }: Wanted & { readonly seasonId: string },
): Promise<{ told: number }> {
  const season = await findSeason(act.tx, seasonId, { forUpdate: true });
  if (season === undefined) throw notFound();
  const { personId: by } = requireMayAt(act, "open", season.facilityId);
  if (season.state !== "open") throw new Refusal("allocation.staff.wrong-state");
  const { zone } = act.city.config;
  const known = await listFrames(act.tx, seasonId);
  const hasGiven = (await listGiven(act.tx, seasonId)).length > 0;
  const spaceIds = [...new Set(known.map(({ spaceId }) => spaceId))];
  const [first, ...others] = judgeSeasonChange(season, wanted, { now: act.now, zone, hasGiven, spaceIds }).map(
    ({ field, code }) => new Refusal(code, { status: 422, field }),
  );
  if (first !== undefined) throw new Refusal(first.code, { status: 422, field: first.field ?? "closes", others });
  const changes = listSeasonChanges(season, wanted, zone);
  if (changes.length === 0) throw new Refusal("allocation.staff.nothing-changed", { status: 422, field: "name" });
  const { frames, kept } = await makeFrames(act, seasonId, {
    facilityId: season.facilityId,
    firstOn: season.firstOn,
    lastOn: season.lastOn,
    spaceIds: wanted.moreSpaces,
    weekdays: [...new Set(known.map(({ weekday }) => weekday))],
    slots: [...new Set(known.flatMap(({ slots }) => slots))],
    slotsEach: known[0]?.slots.length ?? 1,
  });
  const isWithout = wanted.moreSpaces.some((id) => !frames.some(({ spaceId }) => spaceId === id));
  if (isWithout) throw new Refusal("allocation.staff.no-frames", { status: 422, field: "spaces" });
  const closesAt = instantOf(wanted.closesOn, "24:00", zone);
  await changeSeason(act.tx, seasonId, { ...wanted, closesAt }, { frames, changes, by, at: act.now });
  if (kept.length > 0) await keepFrames(act, { seasonId, frames: kept });
  // By the name under which they know it; a new one is among the lines.
  const asked = await listOfSeason(act.tx, seasonId);
  for (const application of asked) await tellChanged(act, season, application, changes);
  await audit(act, {
    what: "allocation.changed",
    subject: `season/${seasonId}`,
    counts: { changes: changes.length, told: asked.length },
  });
  return { told: asked.length };
}
