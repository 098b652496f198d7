import assert from "node:assert/strict";
import { sql } from "kysely";
import type { Real } from "./step.ts";
import { isLapsed, type Model } from "./town.ts";

/** The product has to agree with the model about every booking, its money, its doors and its room. */
export async function compare(model: Model, real: Real): Promise<void> {
  const found = await look(real);
  for (const booking of model.bookings) {
    const row = found.get(real.ids.get(booking.nth) ?? "");
    assert.ok(row !== undefined, `booking ${booking.nth} is gone`);
    const name = `booking ${booking.nth}, ${booking.room} on ${booking.on}`;
    // What has run out may be marked as such or not yet: neither keeps a room from anybody.
    const states = isLapsed(model, booking) ? [booking.state, "expired"] : [booking.state];
    assert.ok(states.includes(row.state), `${name} is ${row.state} and not ${states.join(" or ")}`);
    assert.equal(row.kept, booking.kept, `${name}: yen that stay with the city`);
    const approvals = isLapsed(model, booking) ? [booking.approval, "withdrawn"] : [booking.approval];
    assert.ok(approvals.includes(row.approval ?? undefined), `${name}: its request is ${row.approval}`);
    const isPermit = booking.state === "confirmed" || booking.stands?.state === "confirmed";
    assert.equal(row.has_code, isPermit, `${name}: a code for the doors`);
  }
  assert.equal(await real.ground.countOverlaps([...real.ids.values()]), 0, "two have one unit");
}

type Row = {
  id: string;
  state: string;
  kept: number;
  has_code: boolean;
  approval: Model["bookings"][number]["approval"] | null;
};

async function look({ ground, ids }: Real): Promise<ReadonlyMap<string, Row>> {
  const wanted = [...ids.values()];
  const { rows } = await sql<Row>`
    select booking.id, booking.state,
      coalesce((
        select sum(charged - refunded - refunding) from payment.payment
        where subject_kind = 'booking' and subject_id = booking.id::text), 0)::int as kept,
      (select approval.state from facility.approval where booking_id = booking.id
        order by asked_at desc, approval.id desc limit 1) as approval,
      exists (
        select from door.access
        where subject_kind = 'booking' and subject_id = booking.id::text and revoked_at is null) as has_code
    from facility.booking where booking.id = any (${wanted}::uuid[])`.execute(ground.city.db);
  return new Map(rows.map((row) => [row.id, row]));
}
