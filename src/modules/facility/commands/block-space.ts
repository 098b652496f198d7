import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { requireMay } from "../policy.ts";
import { pickSlots, takenDuring, usedDuring } from "../rules/choice.ts";
import { refusalOf } from "../rules/words.ts";
import { getSpaceOn } from "../store/facility.ts";
import type { BlockKind, Booking, Choice } from "../types/booking.ts";
import { takeUnits } from "./take-units.ts";

/** Staff keep a space: closed (休館), or used by the city itself. Never over a booking: that is cancelled first, by name. */
export async function blockSpace(
  act: Act,
  input: { choice: Choice; kind: BlockKind; reason: string },
): Promise<Booking> {
  const clerk = requireMay(act.actor, "block");
  const { choice, kind, reason } = input;
  const { config } = act.city;
  const { facility, space } = await getSpaceOn(act.city, choice.spaceId, choice.on, act.tx);
  const picked = pickSlots(facility, space, choice, config);
  if (!picked.ok) throw refusalOf(picked.reason, act.locale);
  const { run } = picked;
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
      used: usedDuring(run, config.zone),
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
    },
    space.units,
    takenDuring(space, run, config.zone),
  );
  await audit(act, { what: "block.made", subject: `booking/${block.id}`, reason });
  return block;
}
