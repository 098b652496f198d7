import { existsSync } from "node:fs";
import type { CityConfig } from "../kernel/city-config.ts";
import { StartFailure } from "../kernel/start-failure.ts";
import { readPeople } from "../modules/identity/module.ts";

/**
 * city.yaml says which sections work at which facility. A name with a slip of the finger would leave a facility open to every
 * section, or shut it to all: then nothing starts.
 */
export async function assertKnownFacilities(cityFolder: URL, { facilities }: CityConfig): Promise<void> {
  if (Object.keys(facilities).length === 0) return;
  const known = new Set((await readPeople(cityFolder)).sections.map(({ id }) => id));
  const wrong = Object.entries(facilities).flatMap(([id, { sections }]) => [
    ...(existsSync(new URL(`facilities/${id}.yaml`, cityFolder))
      ? []
      : [`facilities.${id}: no file facilities/${id}.yaml`]),
    ...sections.filter((one) => !known.has(one)).map((one) => `facilities.${id}: no section ${one} in people.yaml`),
  ]);
  if (wrong.length > 0) throw new StartFailure(`city.yaml cannot be used:\n  ${wrong.join("\n  ")}`);
}
