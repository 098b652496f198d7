import { sql } from "kysely";
import type { City } from "../src/kernel/city.ts";
import type { CivilDate } from "../src/kernel/time/civil-date.ts";
import { hours } from "./bare-transaction.ts";
import { roomId } from "./bench-facility.ts";
import { numberOf, shuffledSlots } from "./slots.ts";

/** So many confirmed bookings, spread over all rooms and the given days. */
export async function fillBookings(
  city: City,
  options: { count: number; rooms: number; days: readonly CivilDate[] },
  random: () => number,
): Promise<void> {
  const slots = shuffledSlots(options, random);
  const rows = Array.from({ length: options.count }, (_, index) => {
    const slot = slots.next();
    if (slot.done) throw new Error("more bookings than slots");
    const { value } = slot;
    const [from, until] = hours[value.band].map((hour) => `${value.on}T${hour}:00+09:00`);
    return { number: numberOf(index), space: value.spaceId, day: value.on, band: value.band, from, until };
  });
  for (let start = 0; start < rows.length; start += 5_000) {
    const some = JSON.stringify(rows.slice(start, start + 5_000));
    await sql`
      with row as (
        select * from jsonb_to_recordset(${some}::jsonb)
          as row (number text, space text, day date, band text, "from" timestamptz, until timestamptz)
      ), written as (
        insert into facility.booking (id, number, state, channel, facility_id, effective_from, space_id, used_on, slots,
          used_during, booker_id, made_at, category_id, purpose_id, people, amount, settled_at)
        select gen_random_uuid(), number, 'confirmed', 'web', 'bench', (select max(effective_from) from facility.version
          where facility_id = 'bench'), space, day, array[band], tstzrange("from", until), gen_random_uuid(), now(),
          'resident-person', 'music', 5, 700, now()
        from row returning id, space_id, used_during
      )
      insert into facility.occupancy (booking_id, unit_id, taken_during, takes)
      select id, space_id, used_during, true from written
    `.execute(city.db);
  }
}

/** A page of each room and week. */
export function weekPaths(rooms: number, weeks: readonly CivilDate[]): string[] {
  return weeks.flatMap((day) => Array.from({ length: rooms }, (_, index) => `/spaces/${roomId(index)}?day=${day}`));
}
