import { readdir, readFile } from "node:fs/promises";
import type { City } from "../../kernel/city.ts";
import { perform } from "../../kernel/perform.ts";
import { StartFailure } from "../../kernel/start-failure.ts";
import { loadFacilities } from "./commands/load-facilities.ts";
import { loadFacilityFile } from "./schema/load.ts";
import type { Facility } from "./types/facility.ts";

/** The city's ordinance files into the database; one bad file and none is loaded. */
export async function seedFacility(city: City, cityFolder: URL): Promise<void> {
  const facilities = await readFacilities(city, new URL("facilities/", cityFolder));
  await perform(city, { actor: { kind: "system", job: "facility.seed" } }, loadFacilities, facilities);
}

/** All files of a folder, checked with their examples. Throws a StartFailure that names file, line and column. */
export async function readFacilities(city: Pick<City, "config">, folder: URL): Promise<Facility[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).sort();
  const { config } = city;
  const loaded = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), "utf8");
      return { name, ...loadFacilityFile(text, name, { areas: config.areas, town: config }) };
    }),
  );
  const problems = loaded.flatMap((one) =>
    one.ok ? [] : one.problems.map(({ line, column, ja, en }) => `${one.name}:${line}:${column}  ${ja}  ${en}`),
  );
  if (problems.length > 0) throw new StartFailure(`Facility files cannot be used:\n${problems.join("\n")}`);
  return loaded.flatMap((one) => (one.ok ? [one.facility] : []));
}
