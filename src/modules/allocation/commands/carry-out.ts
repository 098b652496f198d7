import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Work } from "../../../kernel/jobs/types.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { bookSeasonFrame, releaseFrames, type SeasonFrame } from "../../facility/index.ts";
import { findApplication, listOfSeason } from "../store/application.ts";
import { findGiven, listDays, listGiven, listWaiting, settleGiven } from "../store/given.ts";
import { findSeason, listConfirming, listFrames, moveSeason } from "../store/season.ts";
import type { Application, Frame, Given } from "../types.ts";
import { tellResult } from "./tell-groups.ts";

/**
 * Books what was confirmed: each series in a transaction of its own, so that a worker that dies in the middle has made some
 * wholly and the others not at all, and whoever comes next goes on with those.
 */
export async function carryOutSeasons(work: Work): Promise<void> {
  for (const { id: seasonId } of await listConfirming(work.city.db)) {
    for (const givenId of await listWaiting(work.city.db, seasonId)) await bookOne(work, givenId);
    await work.perform(finishSeason, { seasonId });
  }
}

async function bookOne(work: Work, givenId: string): Promise<void> {
  try {
    await work.perform(bookGiven, { givenId });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // As a group that was suspended meanwhile: written down, shown to staff and said to the group.
    await work.perform(refuseGiven, { givenId, trouble: error.code });
  }
}

/** One frame of one group. What is not free any more is listed beside the series. */
export async function bookGiven(act: Act, { givenId }: { givenId: string }): Promise<void> {
  const given = await findGiven(act.tx, givenId, { forUpdate: true });
  if (given?.state !== "given") return;
  const season = await findSeason(act.tx, given.seasonId, { forShare: true });
  if (season?.state !== "confirming" || season.confirmedBy === undefined) return;
  const frame = (await listFrames(act.tx, season.id)).find(({ id }) => id === given.frameId);
  const application = await findApplication(act.tx, given.applicationId);
  if (frame === undefined || application === undefined) throw new Error(`given ${givenId} has lost its frame`);
  const asked = await frameOfSeason(act, given, frame, application);
  const seriesId = randomUUID();
  const days = await bookSeasonFrame(act, { ...asked, id: seriesId, madeBy: season.confirmedBy });
  const leftOut = days.flatMap((day) => (day.ok ? [] : [{ on: day.on, code: day.refusal.code }]));
  const isBooked = days.some(({ ok }) => ok);
  await settleGiven(act.tx, givenId, {
    state: isBooked ? "booked" : "refused",
    ...(isBooked ? { seriesId } : { trouble: "facility.not-free" }),
    leftOut,
    at: act.now,
  });
  await audit(act, {
    what: "allocation.booked",
    subject: `allocation/${application.id}`,
    about: application.personId,
    counts: { days: days.length - leftOut.length, left: leftOut.length },
  });
}

/** The days of a given frame that are still to come, as facility books them. */
export async function frameOfSeason(
  act: Pick<Act, "tx" | "city" | "now">,
  given: Pick<Given, "id" | "seasonId">,
  { spaceId, slots }: Frame,
  { groupId, use, personId }: Application,
): Promise<SeasonFrame> {
  const today = civilDateOf(act.now, act.city.config.zone);
  const dates = (await listDays(act.tx, given.id)).filter((on) => on > today);
  return { seasonId: given.seasonId, spaceId, slots, dates, use: { ...use, groupId }, bookerId: personId };
}

async function refuseGiven(act: Act, { givenId, trouble }: { givenId: string; trouble: string }): Promise<void> {
  const given = await findGiven(act.tx, givenId, { forUpdate: true });
  if (given?.state !== "given") return;
  await settleGiven(act.tx, givenId, { state: "refused", leftOut: [], trouble, at: act.now });
  await audit(act, { what: "allocation.refused", subject: `allocation/${given.applicationId}`, reason: trouble });
}

/** When nothing waits any more: what nobody got is first come again, and each group gets one mail. */
export async function finishSeason(act: Act, { seasonId }: { seasonId: string }): Promise<void> {
  const season = await findSeason(act.tx, seasonId, { forUpdate: true });
  if (season?.state !== "confirming" || (await listWaiting(act.tx, seasonId)).length > 0) return;
  await moveSeason(act.tx, seasonId, { state: "done", doneAt: act.now });
  await releaseFrames(act, { seasonId });
  const frames = await listFrames(act.tx, seasonId);
  const given = await listGiven(act.tx, seasonId);
  for (const application of await listOfSeason(act.tx, seasonId)) {
    const own = given.filter(({ applicationId }) => applicationId === application.id);
    await tellResult(act, { season, application, given: own, frames });
  }
  await audit(act, { what: "allocation.done", subject: `season/${seasonId}` });
}
