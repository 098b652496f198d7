import type { Act } from "../../../kernel/act.ts";
import { notFound } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { type DayOfSeries, findFrameOn, isFrameFree, planSeasonFrame } from "../../facility/index.ts";
import { requireMayAt } from "../policy.ts";
import { weekdaysIn } from "../rules/days.ts";
import { listOfSeason } from "../store/application.ts";
import { listGiven } from "../store/given.ts";
import { findFrameSeason, findSeason, listFrames } from "../store/season.ts";
import type { Application, Frame, Given } from "../types.ts";
import { frameOfSeason } from "./carry-out.ts";

/** undefined: can be had. closed: the house is not open. taken: booked, blocked or closed off already. */
export type FrameDay = { readonly on: CivilDate; readonly code: "closed" | "taken" | undefined };

/** Every day of a frame, as things are now. */
export async function seeFrameDays(act: Act, { frameId }: { frameId: string }): Promise<readonly FrameDay[]> {
  const season = await findSeason(act.tx, (await findFrameSeason(act.tx, frameId)) ?? frameId);
  if (season === undefined) throw notFound();
  requireMayAt(act, "see", season.facilityId);
  const frame = (await listFrames(act.tx, season.id)).find(({ id }) => id === frameId);
  if (frame === undefined) throw notFound();
  const days: FrameDay[] = [];
  for (const on of weekdaysIn(season, frame.weekday)) {
    const found = await findFrameOn(act, { spaceId: frame.spaceId, on, slots: frame.slots });
    const isFree = found !== undefined && (await isFrameFree(act, found));
    days.push({ on, code: found === undefined ? "closed" : isFree ? undefined : "taken" });
  }
  return days;
}

export type Planned = {
  readonly given: Given;
  readonly frame: Frame;
  readonly application: Application;
  readonly days: readonly DayOfSeries[];
  /** Yen, of the days that can be had. */
  readonly total: number;
};

/** What confirming would book now: each series with its days, its price, and what is left out. Nothing happens. */
export async function previewSeason(act: Act, { seasonId }: { seasonId: string }): Promise<readonly Planned[]> {
  const season = await findSeason(act.tx, seasonId);
  if (season === undefined) throw notFound();
  requireMayAt(act, "confirm", season.facilityId);
  const frames = new Map((await listFrames(act.tx, seasonId)).map((frame) => [frame.id, frame]));
  const applications = new Map((await listOfSeason(act.tx, seasonId)).map((one) => [one.id, one]));
  const planned: Planned[] = [];
  for (const given of await listGiven(act.tx, seasonId)) {
    const frame = frames.get(given.frameId);
    const application = applications.get(given.applicationId);
    if (frame === undefined || application === undefined) continue;
    const days = await planSeasonFrame(act, await frameOfSeason(act, given, frame, application));
    const total = days.reduce((sum, day) => sum + (day.ok ? day.planned.quote.total : 0), 0);
    planned.push({ given, frame, application, days, total });
  }
  return planned;
}
