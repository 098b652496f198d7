import { sql } from "kysely";
import type { City } from "../kernel/city.ts";
import type { Module } from "../kernel/module.ts";
import { cityFolder } from "./city-folder.ts";

/** The city's files and sample records, each module once. A start that is broken off goes on where it stopped. */
export async function seed(city: City, modules: readonly Module[]): Promise<void> {
  const folder = cityFolder(city.config.slug);
  for (const { name, seed: plant } of modules) {
    if (plant === undefined || (await isSeeded(city, name))) continue;
    await plant(city, folder);
    await sql`insert into kernel.seeded (module, seeded_at) values (${name}, ${city.clock.now()})`.execute(city.db);
  }
}

async function isSeeded(city: City, module: string): Promise<boolean> {
  const { rows } = await sql`select from kernel.seeded where module = ${module}`.execute(city.db);
  return rows.length > 0;
}
