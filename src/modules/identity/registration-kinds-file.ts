import { existsSync } from "node:fs";
import { StartFailure } from "../../kernel/start-failure.ts";
import { readYamlFile } from "../../kernel/yaml-file.ts";
import type { PeopleFile } from "./people-file.ts";
import { groupsFile, type RegistrationKind } from "./rules/registration-kind.ts";

/**
 * cities/<slug>/groups.yaml: the kinds of registration. A city without the file registers no groups. Throws a
 * StartFailure with the places if the file is not as it must be, or names a section or category that people.yaml has not.
 */
export function readRegistrationKinds(
  cityFolder: URL,
  { sections, categories }: Pick<PeopleFile, "sections" | "categories">,
): readonly RegistrationKind[] {
  const file = new URL("groups.yaml", cityFolder);
  if (!existsSync(file)) return [];
  const { kinds } = readYamlFile(groupsFile, file);
  const known = new Set([...sections, ...categories].map(({ id }) => id));
  const unknown = kinds.flatMap(({ id, section, gives }) =>
    [section, ...gives.map(({ category }) => category)].filter((one) => !known.has(one)).map((one) => `${id}: ${one}`),
  );
  if (unknown.length > 0)
    throw new StartFailure(`groups.yaml names what people.yaml does not have: ${unknown.join(", ")}.`);
  return kinds;
}
