import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { findPerson, roleInGroup } from "../../identity/index.ts";
import { requireMay, requireMayAt } from "../policy.ts";
import { dueOf } from "../rules/due.ts";
import { getTerms } from "../rules/facility.ts";
import { payByOf } from "../rules/pay-by.ts";
import type { Booking, Choice } from "../types/booking.ts";
import type { PayWay } from "../types/terms.ts";
import { type PlannedUse, planUse, type UseAsked } from "./plan-use.ts";
import { askFirst, confirmBooking, openPaymentFor, reserveBooking, settleLater } from "./settle-booking.ts";
import { takeUnits } from "./take-units.ts";

/**
 * Staff book for somebody who telephones or stands at the counter: the same rules, prices and table as on the web, but
 * without the opening days, and without the ten minutes. Free: confirmed at once; else reserved until it is paid.
 */
export async function bookAtCounter(
  act: Act,
  input: { choice: Choice; use: UseAsked; bookerId: string; way?: PayWay | undefined },
): Promise<{ booking: Booking; paymentId: string | undefined }> {
  requireMay(act.actor, "book");
  await assertCaller(act, input.bookerId, input.use.groupId);
  const planned = await planUse(act, input.choice, input.use, { anyMoment: true });
  return makeAtCounter(act, planned, input);
}

/** A use that was judged, written and asked to be paid. Of a `series` nobody is told of each day. */
export async function makeAtCounter(
  act: Act,
  planned: PlannedUse,
  input: {
    readonly use: UseAsked;
    readonly bookerId: string;
    readonly series?: string;
    readonly way?: PayWay | undefined;
  },
): Promise<{ booking: Booking; paymentId: string | undefined }> {
  const { facility, space, run } = planned;
  const clerk = requireMayAt(act, "book", facility.id);
  const silent = input.series !== undefined;
  const { groupId, ...use } = input.use;
  const { at: payBy } = payByOf(getTerms(facility, space).payment, run, act.now, act.city.config.zone);
  // The start of a use that has begun is no deadline any more: it is paid now, at the counter.
  const deadline = payBy > act.now ? payBy : planned.used.until;
  const held = await takeUnits(
    act,
    {
      state: "held",
      channel: "counter",
      facilityId: facility.id,
      effectiveFrom: facility.effectiveFrom,
      spaceId: space.id,
      on: run.on,
      slots: run.slots.map(({ id }) => id),
      used: planned.used,
      bookerId: input.bookerId,
      groupId,
      madeBy: clerk.personId,
      madeAt: act.now,
      use: { ...use, answers: planned.answers },
      quote: planned.quote,
      amount: planned.quote.total,
      holdUntil: deadline,
      holdExtensions: 0,
      payBy: undefined,
      settledAt: undefined,
      block: undefined,
      seriesId: input.series,
    },
    planned.units,
    planned.taken,
    { limits: { ...planned, party: { personId: input.bookerId, groupId } }, stock: planned.stock },
  );
  await audit(act, { what: "booking.made-at-counter", subject: `booking/${held.id}`, about: input.bookerId });
  // Who entered it does not decide it.
  if (await askFirst(act, held, { facility, space, way: input.way }, { silent }))
    return { booking: { ...held, state: "requested" }, paymentId: undefined };
  if (dueOf(held) === 0) {
    await confirmBooking(act, held, { silent });
    return { booking: { ...held, state: "confirmed" }, paymentId: undefined };
  }
  // 後納: nothing is taken now, and the room is theirs.
  const { way } = input;
  if (way !== undefined && (await settleLater(act, held, { facility, space, way }, { silent })))
    return { booking: { ...held, state: "confirmed" }, paymentId: undefined };
  const paymentId = await openPaymentFor(act, held, facility, space, deadline);
  await reserveBooking(act, held, deadline, { silent });
  return { booking: { ...held, state: "reserved", payBy: deadline }, paymentId };
}

async function assertCaller(act: Act, bookerId: string, groupId: string | undefined): Promise<void> {
  if ((await findPerson(act.tx, bookerId)) === undefined) throw notFound();
  if (groupId === undefined || (await roleInGroup(act.tx, groupId, bookerId)) !== undefined) return;
  throw new Refusal("facility.group-unknown", { status: 422, field: "group" });
}
