import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import type { Town } from "./town.ts";

/** Each place of a lock that holds a code is one that we know of, and the other way round. */
export async function checkLocks({ city, folder }: Town, violations: string[]): Promise<Record<string, number>> {
  const { rows } = await sql<{ address: string; slot: number; state: string }>`
    select door.address, slot, access_door.state from door.access_door join door.door on door.id = access_door.door_id
    where slot is not null and access_door.state <> 'removed'
  `.execute(city.db);
  const ours = new Map(rows.map(({ address, slot, state }) => [`${address}/${slot}`, state]));
  const atLocks = new Set(
    readdirSync(join(folder, "doors"))
      .filter((name) => name.endsWith(".json"))
      .flatMap((name) => {
        const { lock } = JSON.parse(readFileSync(join(folder, "doors", name), "utf8")) as { lock: { places: object } };
        return Object.keys(lock.places).map((place) => `${name.slice(0, -5)}/${place}`);
      }),
  );
  for (const place of atLocks) if (!ours.has(place)) violations.push(`a lock has a code that nobody knows: ${place}`);
  for (const [place, state] of ours) {
    if (["installed", "enabled"].includes(state) && !atLocks.has(place))
      violations.push(`${place} is ${state} with us only`);
  }
  return { codesAtLocks: atLocks.size };
}
