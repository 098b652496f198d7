import type { DemoPerson } from "../adapters/id-demo/people.ts";
import { readPeople } from "../modules/identity/module.ts";

/** The city's sample people as the demo's identity provider offers them. */
export async function readDemoPeople(cityFolder: URL): Promise<DemoPerson[]> {
  const { residents, staff } = await readPeople(cityFolder);
  const sides = [
    { serves: "resident" as const, people: residents },
    { serves: "staff" as const, people: staff },
  ];
  return sides.flatMap(({ serves, people }) =>
    people.map(({ key, name, words, pin, strength }) => ({
      key,
      serves,
      name,
      words,
      pin,
      ...(strength ? { strength } : {}),
    })),
  );
}
