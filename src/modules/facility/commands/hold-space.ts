import type { Act } from "../../../kernel/act.ts";
import { personOf } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { forbidden, Refusal } from "../../../kernel/refusal.ts";
import { roleInGroup } from "../../identity/index.ts";
import { beginHold, extendHold } from "../rules/hold.ts";
import { refusalOf } from "../rules/words.ts";
import { changeBooking } from "../store/booking.ts";
import type { Booking, Choice } from "../types/booking.ts";
import { getOwnBooking } from "./own-booking.ts";
import { planUse, type UseAsked } from "./plan-use.ts";
import { takeUnits } from "./take-units.ts";

/** Keeps a choice for ten minutes. Whoever keeps three, or has too many to pay, is asked to finish one first (abuse case 5). */
export async function holdSpace(act: Act, input: { choice: Choice; use: UseAsked }): Promise<Booking> {
  const personId = personOf(act.actor);
  if (act.actor.kind !== "resident" || personId === undefined) throw forbidden();
  const { choice, use } = input;
  await assertMember(act, personId, use.groupId);
  const planned = await planUse(act, choice, use);

  const { groupId, ...asked } = use;
  const booking = await takeUnits(
    act,
    {
      state: "held",
      channel: "web",
      facilityId: planned.facility.id,
      effectiveFrom: planned.facility.effectiveFrom,
      spaceId: planned.space.id,
      on: planned.run.on,
      slots: planned.run.slots.map(({ id }) => id),
      used: planned.used,
      bookerId: personId,
      groupId,
      madeBy: undefined,
      madeAt: act.now,
      use: { ...asked, answers: planned.answers },
      quote: planned.quote,
      amount: planned.quote.total,
      holdUntil: beginHold(act.now).until,
      holdExtensions: 0,
      payBy: undefined,
      settledAt: undefined,
      block: undefined,
    },
    planned.units,
    planned.taken,
    { holdsOf: personId, limits: { ...planned, party: { personId, groupId } }, stock: planned.stock },
  );
  await audit(act, { what: "booking.held", subject: `booking/${booking.id}` });
  return booking;
}

/** Ten more minutes, once. */
export async function extendBookingHold(act: Act, input: { bookingId: string }): Promise<Booking> {
  const booking = await getOwnBooking(act, input.bookingId, { to: "pay", forUpdate: true });
  if (booking.state !== "held" || booking.holdUntil === undefined) throw new Refusal("facility.hold-over");
  const extended = extendHold({ until: booking.holdUntil, extensions: booking.holdExtensions }, act.now);
  if ("code" in extended) throw refusalOf(extended, act.locale);
  await changeBooking(act.tx, booking.id, { holdUntil: extended.until, holdExtensions: extended.extensions });
  return booking;
}

async function assertMember(act: Act, personId: string, groupId: string | undefined): Promise<void> {
  if (groupId === undefined) return;
  const role = await roleInGroup(act.tx, groupId, personId);
  // A group of others and a group that does not exist are answered alike.
  if (role === undefined) throw new Refusal("facility.group-unknown", { status: 422, field: "group" });
}
