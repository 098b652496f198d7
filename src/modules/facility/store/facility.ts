import { sql } from "kysely";
import type { Act } from "../../../kernel/act.ts";
import type { City } from "../../../kernel/city.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { notFound } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { findSpace } from "../rules/facility.ts";
import { listAllUnits } from "../rules/stock.ts";
import type { FacilityTables } from "../tables.ts";
import type { Facility, Space } from "../types/facility.ts";

/**
 * All versions of all facilities. They change a few times a year, so each process keeps them for five seconds. A command
 * hands over its transaction: waiting for a second connection while all others do the same would stop them all
 * (measured: 64 bookings at once on 24 connections, none of them made).
 */
export async function listVersions(city: City, db: Db | Tx = city.db): Promise<readonly Facility[]> {
  const known = cache.get(city);
  if (known !== undefined && known.until > performance.now()) return known.versions;
  const versions = await readVersions(db);
  cache.set(city, { versions, until: performance.now() + 5_000 });
  return versions;
}

/** The rules for uses on that day, of each facility. */
export async function listFacilitiesOn(city: City, on: CivilDate, db?: Db | Tx): Promise<readonly Facility[]> {
  const inForce = new Map<string, Facility>();
  for (const version of await listVersions(city, db)) {
    if (version.effectiveFrom <= on) inForce.set(version.id, version);
  }
  return [...inForce.values()];
}

/** A space and the rules for its uses on that day. A space that does not exist is refused with 404. */
export async function getSpaceOn(
  city: City,
  spaceId: string,
  on: CivilDate,
  db?: Db | Tx,
): Promise<{ facility: Facility; space: Space }> {
  for (const facility of await listFacilitiesOn(city, on, db)) {
    const space = findSpace(facility, spaceId);
    if (space !== undefined) return { facility, space };
  }
  throw notFound();
}

/** The very rules that a booking was made by. */
export async function getVersion(
  city: City,
  facilityId: string,
  effectiveFrom: CivilDate,
  db: Db | Tx = city.db,
): Promise<Facility> {
  const find = (versions: readonly Facility[]) =>
    versions.find((one) => one.id === facilityId && one.effectiveFrom === effectiveFrom);
  const found = find(await listVersions(city, db)) ?? find(await readVersions(db));
  if (found === undefined) throw new Error(`no version ${effectiveFrom} of ${facilityId}`);
  return found;
}

/** Stores a version and its units. The same version again replaces it only while no booking names it. */
export async function insertVersion(act: Act, facility: Facility): Promise<void> {
  const tx = act.tx.withTables<FacilityTables>();
  const definition = JSON.stringify(facility);
  await tx
    .insertInto("facility.version")
    .values({ facility_id: facility.id, effective_from: facility.effectiveFrom, definition, loaded_at: act.now })
    .onConflict((conflict) =>
      conflict.columns(["facility_id", "effective_from"]).doUpdateSet({ definition, loaded_at: act.now }),
    )
    .execute();
  await tx
    .insertInto("facility.unit")
    .values(listAllUnits(facility).map((id) => ({ id, facility_id: facility.id })))
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  cache.delete(act.city);
}

/** A version that nobody booked by. */
export async function deleteVersion(act: Act, version: Pick<Facility, "id" | "effectiveFrom">): Promise<void> {
  await act.tx
    .withTables<FacilityTables>()
    .deleteFrom("facility.version")
    .where("facility_id", "=", version.id)
    .where("effective_from", "=", version.effectiveFrom)
    .execute();
  cache.delete(act.city);
}

export async function isVersionUsed(tx: Tx, facility: Pick<Facility, "id" | "effectiveFrom">): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from facility.booking
      where facility_id = ${facility.id} and effective_from = ${facility.effectiveFrom}::date) as used
  `.execute(tx);
  return rows[0]?.used ?? false;
}

const cache = new WeakMap<City, { versions: readonly Facility[]; until: number }>();

async function readVersions(db: Db | Tx): Promise<readonly Facility[]> {
  const rows = await db
    .withTables<FacilityTables>()
    .selectFrom("facility.version")
    .select("definition")
    .orderBy("facility_id")
    .orderBy("effective_from")
    .execute();
  // A version that was stored before there were questions asks none.
  return rows.map(({ definition }) => ({ questions: [], ...(definition as Omit<Facility, "questions">) }));
}
