import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";
import { requireMayAt } from "../policy.ts";
import { pickSlots, takenDuring, usedDuring } from "../rules/choice.ts";
import { refusalOf } from "../rules/words.ts";
import { getSpaceOn } from "../store/facility.ts";
import type { BlockKind, Booking, Choice } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { SlotRun } from "../types/timetable.ts";
import { takeUnits } from "./take-units.ts";

/** Staff keep a space: closed (休館), or used by the city itself. Never over a booking: that is cancelled first, by name. */
export async function blockSpace(
  act: Act,
  input: { choice: Choice; kind: BlockKind; reason: string },
): Promise<Booking> {
  const { choice, ...why } = input;
  return makeBlock(act, await planBlock(act, choice), why);
}

export type PlannedBlock = {
  readonly facility: Facility;
  readonly space: Space;
  readonly run: SlotRun;
  readonly taken: InstantRange;
};

/** The slots of a day on which the house is open; refuses a closed day and slots that are none. */
export async function planBlock(
  act: Pick<Act, "city" | "locale"> & { readonly tx: Db | Tx },
  choice: Choice,
): Promise<PlannedBlock> {
  const { config } = act.city;
  const { facility, space } = await getSpaceOn(act.city, choice.spaceId, choice.on, act.tx);
  const picked = pickSlots(facility, space, choice, config);
  if (!picked.ok) throw refusalOf(picked.reason, act.locale);
  return { facility, space, run: picked.run, taken: takenDuring(space, picked.run, config.zone) };
}

export async function makeBlock(
  act: Act,
  { facility, space, run, taken }: PlannedBlock,
  { kind, reason, seriesId }: { kind: BlockKind; reason: string; seriesId?: string },
): Promise<Booking> {
  const clerk = requireMayAt(act, "block", facility.id);
  const block = await takeUnits(
    act,
    {
      state: "blocked",
      channel: "counter",
      facilityId: facility.id,
      effectiveFrom: facility.effectiveFrom,
      spaceId: space.id,
      on: run.on,
      slots: run.slots.map(({ id }) => id),
      used: usedDuring(run, act.city.config.zone),
      bookerId: undefined,
      groupId: undefined,
      madeBy: clerk.personId,
      madeAt: act.now,
      use: undefined,
      quote: undefined,
      amount: 0,
      holdUntil: undefined,
      holdExtensions: 0,
      payBy: undefined,
      settledAt: undefined,
      block: { kind, reason },
      blockSeriesId: seriesId,
    },
    space.units,
    taken,
  );
  await audit(act, { what: "block.made", subject: `booking/${block.id}`, reason });
  return block;
}
