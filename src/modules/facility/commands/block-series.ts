import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { requireMay, requireMayAt } from "../policy.ts";
import { daysOfBlocks, mostOfBlocks, type WeeklyAsked } from "../rules/block-series.ts";
import { isTaking } from "../rules/booking.ts";
import { findBlockSeries, insertBlockSeries } from "../store/block-series.ts";
import { listBookingsOfBlockSeries, listBookingsTaking } from "../store/booking.ts";
import { findClosedBecause } from "../store/closure.ts";
import { getSpaceOn } from "../store/facility.ts";
import { isTaken } from "../store/occupancy.ts";
import type { BlockSeries } from "../types/block-series.ts";
import type { Booking } from "../types/booking.ts";
import { makeBlock, type PlannedBlock, planBlock } from "./block-space.ts";
import { endBooking } from "./cancel-booking.ts";
import { getBookingAsStaff } from "./own-booking.ts";
import { lockNames } from "./take-units.ts";

export type BlocksAsked = WeeklyAsked & { readonly spaceId: string; readonly slots: readonly string[] };

/** A day that can be blocked, or what stands against it: the bookings that are there, or a refusal. */
export type DayOfBlocks = { readonly on: CivilDate } & (
  | { readonly ok: true; readonly planned: PlannedBlock }
  | { readonly ok: false; readonly refusal: Refusal; readonly inTheWay: readonly Booking[] }
);

/** All days with what stands against each. Nothing happens. */
export async function planBlocks(act: Act, asked: BlocksAsked): Promise<readonly DayOfBlocks[]> {
  requireMay(act.actor, "block");
  if (asked.firstOn < civilDateOf(act.now, act.city.config.zone))
    throw new Refusal("facility.staff.blocks-past", { status: 422, field: "on" });
  requireMayAt(act, "block", (await getSpaceOn(act.city, asked.spaceId, asked.firstOn, act.tx)).facility.id);
  const dates = daysOfBlocks(asked, act.city.config);
  if (dates.length === 0) throw new Refusal("facility.staff.blocks-none", { status: 422, field: "weekdays" });
  if (dates.length > mostOfBlocks)
    throw new Refusal("facility.staff.blocks-too-many", { status: 422, field: "last", params: { most: mostOfBlocks } });
  const days: DayOfBlocks[] = [];
  for (const on of dates) days.push(await judgeDay(act, asked, on));
  return days;
}

async function judgeDay(act: Act, { spaceId, slots }: BlocksAsked, on: CivilDate): Promise<DayOfBlocks> {
  try {
    const planned = await planBlock(act, { spaceId, on, slots });
    const { units } = planned.space;
    const because = await findClosedBecause(act.tx, units, planned.taken);
    if (because !== undefined) throw new Refusal("facility.closed-off", { params: { ...because } });
    if (!(await isTaken(act.tx, units, planned.taken))) return { on, ok: true, planned };
    const inTheWay = (await listBookingsTaking(act.tx, units, planned.taken)).filter((one) => isTaking(one, act.now));
    return { on, ok: false, refusal: new Refusal("facility.not-free"), inTheWay };
  } catch (error) {
    if (error instanceof Refusal && error.status !== 404) return { on, ok: false, refusal: error, inTheWay: [] };
    throw error;
  }
}

/**
 * All of the days or, if that was chosen, those that can be had. `expected` is how many the page promised. The units are
 * locked before the first day is judged, as for every series; what residents have booked is never pushed aside.
 */
export async function makeBlocks(
  act: Act,
  input: BlocksAsked & { readonly reason: string; readonly onlyFree: boolean; readonly expected: number },
): Promise<BlockSeries> {
  const clerk = requireMay(act.actor, "block");
  const { reason, onlyFree, expected, ...asked } = input;
  const { facility, space } = await getSpaceOn(act.city, asked.spaceId, asked.firstOn, act.tx);
  await lockSorted(act.tx, "facility", lockNames(space.units, []));
  const days = await planBlocks(act, asked);
  const chosen = days.flatMap((day) => (day.ok ? [day.planned] : []));
  if (!onlyFree && chosen.length < days.length) throw new Refusal("facility.staff.blocks-not-all", { field: "only" });
  if (chosen.length !== expected || chosen.length === 0) throw new Refusal("facility.staff.blocks-changed");
  const series: BlockSeries = {
    id: randomUUID(),
    facilityId: facility.id,
    reason,
    ...asked,
    madeBy: clerk.personId,
    madeAt: act.now,
  };
  await insertBlockSeries(act.tx, series);
  for (const planned of chosen) await makeBlock(act, planned, { kind: "use", reason, seriesId: series.id });
  await audit(act, {
    what: "block.series-made",
    subject: `block-series/${series.id}`,
    reason,
    counts: { days: chosen.length },
  });
  return series;
}

export async function getBlockSeries(
  act: { readonly tx: Db | Tx },
  seriesId: string,
): Promise<{ readonly series: BlockSeries; readonly blocks: readonly Booking[] }> {
  const series = await findBlockSeries(act.tx, seriesId);
  if (series === undefined) throw notFound();
  return { series, blocks: await listBookingsOfBlockSeries(act.tx, seriesId) };
}

/** What is still blocked and has not begun. */
export function livingBlocks(blocks: readonly Booking[], now: Date): readonly Booking[] {
  return blocks.filter(({ state, used }) => state === "blocked" && used.from > now);
}

/** From a day on the rooms are free again; what was blocked before stays, for the statistics too. */
export async function endBlocks(
  act: Act,
  input: { seriesId: string; from: CivilDate; reason: string },
): Promise<{ ended: number }> {
  const { series, blocks } = await getBlockSeries(act, input.seriesId);
  requireMayAt(act, "block", series.facilityId);
  const rest = livingBlocks(blocks, act.now).filter(({ on }) => on >= input.from);
  if (rest.length === 0) throw new Refusal("facility.staff.blocks-nothing-left", { status: 422, field: "from" });
  for (const { id } of rest.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const block = await getBookingAsStaff(act, id, "block", { forUpdate: true });
    await endBooking(act, block, 0, { reason: input.reason, silent: true });
  }
  await audit(act, {
    what: "block.series-ended",
    subject: `block-series/${input.seriesId}`,
    reason: input.reason,
    counts: { days: rest.length },
  });
  return { ended: rest.length };
}
