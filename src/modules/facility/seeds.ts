import { readdir, readFile } from "node:fs/promises";
import type { City } from "../../kernel/city.ts";
import { perform } from "../../kernel/perform.ts";
import { StartFailure } from "../../kernel/start-failure.ts";
import { loadFacilities } from "./commands/load-facilities.ts";
import { seedBookings } from "./sample-bookings.ts";
import { loadFacilityFile } from "./schema/load.ts";
import { formatProblem, type Problem } from "./schema/problem.ts";
import type { Facility } from "./types/facility.ts";

/** The city's ordinance files into the database; one bad file and none is loaded. */
export async function seedFacility(city: City, cityFolder: URL): Promise<void> {
  const facilities = await readFacilities(city, new URL("facilities/", cityFolder));
  await perform(city, { actor: { kind: "system", job: "facility.seed" } }, loadFacilities, facilities);
  if (city.demo) await seedBookings(city, cityFolder);
}

/** All files of a folder, checked with their examples. Throws a StartFailure that names file, line and column. */
export async function readFacilities(city: Pick<City, "config">, folder: URL): Promise<Facility[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).sort();
  const { config } = city;
  const facilities: Facility[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    const text = await readFile(new URL(name, folder), "utf8");
    const loaded = loadFacilityFile(text, name, { areas: config.areas, town: config, others: facilities });
    if (loaded.ok) facilities.push(loaded.facility);
    else problems.push(...loaded.problems);
  }
  if (problems.length === 0) return facilities;
  const lines = problems.map((problem) => `${formatProblem(problem, "ja")}  ${problem.en}`);
  throw new StartFailure(`Facility files cannot be used:\n${lines.join("\n")}`);
}
