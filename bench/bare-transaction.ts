import { randomUUID } from "node:crypto";
import pg from "pg";
import { appRole } from "../src/kernel/db/open.ts";
import type { Slot } from "./slots.ts";

/** Connections that book with hand-written SQL and nothing else: what PostgreSQL alone can do here. */
export async function openBareBookers(
  databaseUrl: string,
  count: number,
): Promise<{ book(lane: number, slot: Slot): Promise<void>; close(): Promise<void> }> {
  const options = { connectionString: databaseUrl, options: `-c timezone=UTC -c role=${appRole}` };
  const clients = Array.from({ length: count }, () => new pg.Client(options));
  await Promise.all(clients.map((client) => client.connect()));
  return {
    book: (lane, slot) => bookBare(clients[lane] as pg.Client, slot),
    close: async () => void (await Promise.all(clients.map((client) => client.end()))),
  };
}

/** Begin, lock, check, booking, what it takes, audit, commit: the same locks, constraints and triggers as the product. */
async function bookBare(client: pg.Client, { spaceId, on, band, personId, number }: Slot): Promise<void> {
  const id = randomUUID();
  const [from, until] = hours[band].map((hour) => `${on}T${hour}:00+09:00`);
  await client.query("begin");
  await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`facility.unit/${spaceId}`]);
  const { rows } = await client.query(
    `select exists (select from facility.occupancy
      where takes and unit_id = $1 and taken_during && tstzrange($2, $3)) as taken`,
    [spaceId, from, until],
  );
  if (rows[0].taken) throw new Error(`${spaceId} is taken on ${on}`);
  await client.query(
    `insert into facility.booking (id, number, state, channel, facility_id, effective_from, space_id, used_on, slots,
      used_during, booker_id, made_at, category_id, purpose_id, people, amount, hold_until)
    values ($1, $2, 'held', 'web', 'bench', (select max(effective_from) from facility.version where facility_id = 'bench'),
      $3, $4, $5, tstzrange($6, $7), $8, now(), 'resident-person', 'music', 5, 700, now() + interval '10 minutes')`,
    [id, number, spaceId, on, [band], from, until, personId],
  );
  await client.query(
    "insert into facility.occupancy (booking_id, unit_id, taken_during, takes) values ($1, $2, tstzrange($3, $4), true)",
    [id, spaceId, from, until],
  );
  await client.query(
    `insert into kernel.audit_entry (at, actor_kind, actor, what, subject, request_id)
    values (now(), 'resident', $1, 'booking.held', $2, $3)`,
    [personId, `booking/${id}`, randomUUID()],
  );
  await client.query("commit");
}

/** The bands of 練習室1. */
export const hours = { am: ["09:00", "12:00"], pm: ["13:00", "17:00"], night: ["18:00", "22:00"] } as const;
