import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { type CivilDate, weekdayOf } from "../../../kernel/time/civil-date.ts";
import { findFrameOn } from "../../facility/index.ts";
import { requireMayAt } from "../policy.ts";
import { daysOfShare, weekdaysIn } from "../rules/days.ts";
import { rivalsOf } from "../rules/frames.ts";
import { findApplication, listOfSeason } from "../store/application.ts";
import { deleteGiven, findGiven, insertGiven, listGiven } from "../store/given.ts";
import { findFrameSeason, findSeason, listFrames, setNote } from "../store/season.ts";
import type { Application, Frame, Season, Share } from "../types.ts";

/** A frame, or a share of it, to a group that asked in this season. Also one that the group did not name: meetings do that. */
export async function giveFrame(
  act: Act,
  input: { frameId: string; applicationId: string; share: Share },
): Promise<{ seasonId: string }> {
  const { season, frame, by } = await openTable(act, input.frameId);
  const application = await findApplication(act.tx, input.applicationId);
  if (application?.seasonId !== season.id || application.withdrawnAt !== undefined)
    throw new Refusal("allocation.staff.not-asked", { status: 422, field: "application" });
  await give(act, season, frame, application, { share: input.share, by });
  return { seasonId: season.id };
}

async function give(
  act: Act,
  season: Season,
  frame: Frame,
  application: Application,
  { share, by }: { share: Share; by: string },
): Promise<void> {
  judgeShare(season, frame, share);
  const before = await listGiven(act.tx, season.id);
  const had = new Set(before.filter(({ applicationId }) => applicationId === application.id).map((one) => one.frameId));
  if (!had.has(frame.id) && had.size >= season.mostGiven)
    throw new Refusal("allocation.staff.too-many", {
      status: 422,
      field: "application",
      params: { most: season.mostGiven },
    });
  const days = [];
  for (const on of daysOfShare(weekdaysIn(season, frame.weekday), share)) {
    const found = await findFrameOn(act, { spaceId: frame.spaceId, on, slots: frame.slots });
    if (found !== undefined) days.push({ ...found, on });
  }
  if (days.length === 0) throw new Refusal("allocation.staff.no-days", { status: 422, field: "from" });
  const id = randomUUID();
  const given = {
    id,
    seasonId: season.id,
    applicationId: application.id,
    frameId: frame.id,
    ...share,
    givenBy: by,
    givenAt: act.now,
  };
  await insertGiven(act.tx, given, days);
  await audit(act, {
    what: "allocation.given",
    subject: `allocation/${application.id}`,
    counts: { days: days.length },
  });
}

function judgeShare({ firstOn, lastOn }: Season, { weekday }: Frame, { from, until, without }: Share): void {
  const no = (field: string, code: string) => {
    throw new Refusal(code, { status: 422, field });
  };
  if (from < firstOn || from > lastOn) no("from", "allocation.staff.outside-season");
  if (until < from || until > lastOn) no("until", "allocation.staff.outside-season");
  const isWrong = (on: CivilDate) => on < firstOn || on > lastOn || weekdayOf(on) !== weekday;
  if (without.some(isWrong)) no("without", "allocation.staff.not-that-weekday");
}

/** Takes back what was given, while the table is open. */
export async function takeBack(act: Act, input: { givenId: string }): Promise<{ seasonId: string; frameId: string }> {
  const { frameId } = (await findGiven(act.tx, input.givenId)) ?? {};
  if (frameId === undefined) throw notFound();
  const { season } = await openTable(act, frameId);
  const given = await findGiven(act.tx, input.givenId, { forUpdate: true });
  if (given === undefined) throw notFound();
  await deleteGiven(act.tx, given.id);
  await audit(act, { what: "allocation.taken-back", subject: `allocation/${given.applicationId}` });
  return { seasonId: season.id, frameId };
}

/** Why nobody gets a frame, or what was agreed on. */
export async function noteFrame(
  act: Act,
  input: { frameId: string; note: string | undefined },
): Promise<{ seasonId: string }> {
  const { season } = await openTable(act, input.frameId);
  await setNote(act.tx, input.frameId, input.note);
  return { seasonId: season.id };
}

/**
 * ほかに希望がない枠: whoever is alone in asking for a frame, and for all that lies across it, gets it for the whole season, the
 * higher wishes first, up to what one may get. Staff press the button; what two groups want is left to them.
 */
export async function giveUnopposed(act: Act, input: { seasonId: string }): Promise<{ count: number }> {
  const { season, by } = await lockOpen(act, input.seasonId);
  const frames = await listFrames(act.tx, season.id);
  const applications = await listOfSeason(act.tx, season.id);
  const taken = new Set((await listGiven(act.tx, season.id)).map(({ frameId }) => frameId));
  const wanted = (id: string) => applications.filter(({ wishes }) => wishes.includes(id));
  const share: Share = { pattern: "every", from: season.firstOn, until: season.lastOn, without: [] };
  const alone = frames
    .filter((frame) => {
      const around = rivalsOf(frame, frames);
      return (
        !taken.has(frame.id) &&
        wanted(frame.id).length === 1 &&
        around.every(({ id }) => wanted(id).length === 0 && !taken.has(id))
      );
    })
    .flatMap((frame) => wanted(frame.id).map((one) => ({ frame, one, rank: one.wishes.indexOf(frame.id) })))
    .toSorted((a, b) => a.rank - b.rank);
  let count = 0;
  for (const { frame, one } of alone) {
    const given = await listGiven(act.tx, season.id);
    const has = given.filter(({ applicationId }) => applicationId === one.id).length;
    if (has >= season.mostGiven) continue;
    await give(act, season, frame, one, { share, by });
    count++;
  }
  return { count };
}

async function openTable(act: Act, frameId: string): Promise<{ season: Season; frame: Frame; by: string }> {
  const seasonId = await findFrameSeason(act.tx, frameId);
  if (seasonId === undefined) throw notFound();
  const { season, by } = await lockOpen(act, seasonId);
  const frame = (await listFrames(act.tx, seasonId)).find(({ id }) => id === frameId);
  if (frame === undefined) throw notFound();
  return { season, frame, by };
}

/** Nobody else fills or closes the table meanwhile. Nothing is given while groups may still ask. */
async function lockOpen(act: Act, seasonId: string): Promise<{ season: Season; by: string }> {
  const season = await findSeason(act.tx, seasonId, { forUpdate: true });
  if (season === undefined) throw notFound();
  const { personId: by } = requireMayAt(act, "give", season.facilityId);
  if (season.state !== "open") throw new Refusal("allocation.table-closed");
  if (act.now < season.closesAt) throw new Refusal("allocation.staff.still-asking");
  return { season, by };
}
