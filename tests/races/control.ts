import { sql } from "kysely";
import type { Act } from "../../src/kernel/act.ts";
import { planUse } from "../../src/modules/facility/commands/plan-use.ts";
import { type Resident, rehearsal } from "../../src/modules/facility/town.fixture.ts";
import type { Choice } from "../../src/modules/facility/types/booking.ts";
import { openGround, rush } from "./ground.ts";

/**
 * The same rush without the lock and without the constraint, in a database that is thrown away: it must double-book, or
 * else the races above prove nothing about either. Gives how many pairs of bookings overlapped.
 */
export async function runControl(rounds: number, seed: number): Promise<{ overlaps: number; mostWinners: number }> {
  const ground = await openGround(seed);
  try {
    await ground.city.db.connection().execute(async (owner) => {
      await sql`set role none`.execute(owner);
      await sql`alter table facility.occupancy drop constraint booking_no_overlap`.execute(owner);
      await sql`set role machimigaki_app`.execute(owner);
    });
    let [overlaps, mostWinners] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      const choice = ground.freeBand();
      const all = await rush(
        ground.people.map((who) => () => ground.perform(takeUnguarded, { who, choice }, { actor: who })),
      );
      if (all.faults.length > 0) throw new Error(`the control failed of itself: ${all.faults[0]}`);
      overlaps += await ground.countOverlaps();
      mostWinners = Math.max(mostWinners, all.won.filter((won) => won).length);
      await ground.clear();
    }
    return { overlaps, mostWinners };
  } finally {
    await ground.close();
  }
}

/** What many a booking system does: look, and if nothing is there, write. */
async function takeUnguarded(act: Act, { who, choice }: { who: Resident; choice: Choice }): Promise<boolean> {
  const { space, taken, used } = await planUse(act, choice, rehearsal);
  const during = sql`tstzrange(${taken.from}, ${taken.until})`;
  const { rows } = await sql`
    select from facility.occupancy
    where takes and unit_id = any (${space.units}::text[]) and taken_during && ${during}`.execute(act.tx);
  if (rows.length > 0) return false;
  const id = crypto.randomUUID();
  const number = Array.from({ length: 6 }, () => "ABCDEFGHJKLMNPQRSTUVWXYZ"[Math.floor(Math.random() * 24)]).join("");
  await sql`
    insert into facility.booking (id, number, state, channel, facility_id, effective_from, space_id, used_on, slots,
      used_during, booker_id, made_at, hold_until)
    values (${id}, ${`${number.slice(0, 3)}-${number.slice(3)}`}, 'held', 'web', 'minole', '2026-04-01',
      ${choice.spaceId}, ${choice.on}, ${choice.slots}, tstzrange(${used.from}, ${used.until}), ${who.personId},
      ${act.now}, ${act.now}::timestamptz + interval '10 minutes')`.execute(act.tx);
  await sql`
    insert into facility.occupancy (booking_id, unit_id, taken_during, takes)
    select ${id}::uuid, unit, ${during}, true from unnest(${space.units}::text[]) as unit`.execute(act.tx);
  return true;
}
