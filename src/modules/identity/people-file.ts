import { z } from "zod";
import { roles } from "../../kernel/actor.ts";
import { locales } from "../../kernel/i18n/locales.ts";
import { readYamlFile } from "../../kernel/yaml-file.ts";
import { groupRoles } from "./types.ts";

const key = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);
const name = z.string().min(1).max(100);
const named = z.strictObject({ id: key, name });

const person = z.strictObject({
  key,
  name,
  kana: z.string(),
  mail: z.email(),
  telephone: z
    .string()
    .regex(/^0\d{8,10}$/)
    .optional(),
  locale: z.enum(locales).default("ja"),
  pin: z.string().regex(/^\d{4}$/),
  words: z.string(),
  /** For the demo's identity provider: by what the person signs in there. */
  strength: z.enum(["card", "one-factor"]).optional(),
});

const sampleRegistration = z.strictObject({ kind: key, state: z.enum(["applied", "registered", "expired"]) });
export type SampleRegistration = z.output<typeof sampleRegistration>;

const group = z.strictObject({
  name,
  kana: z.string(),
  purpose: z.string(),
  categories: z.array(key),
  members: z.record(key, z.enum(groupRoles)),
  /** So many by name only; so many of them from the city, and so many under 18. */
  roster: z.strictObject({
    people: z.number().int().min(0),
    local: z.number().int().min(0),
    children: z.number().int().min(0).optional(),
  }),
  /** kind: an id of groups.yaml. */
  registration: sampleRegistration.optional(),
});

/** cities/<slug>/people.yaml: the city's sections and group categories, and its sample people. */
export const peopleFile = z
  .strictObject({
    sections: z.array(named),
    categories: z.array(named),
    residents: z.array(person),
    groups: z.array(group),
    staff: z.array(
      person.extend({ section: key, roles: z.array(z.enum(roles)).min(1), everywhere: z.boolean().default(false) }),
    ),
  })
  .superRefine((file, context) => {
    const known = (list: readonly { key: string }[]) => new Set(list.map((one) => one.key));
    const ids = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id));
    const say = (message: string) => context.addIssue({ code: "custom", message });
    const residents = known(file.residents);
    const [sections, categories] = [ids(file.sections), ids(file.categories)];
    for (const { name: who, members, categories: held } of file.groups) {
      for (const member of Object.keys(members)) if (!residents.has(member)) say(`${who}: no resident ${member}`);
      for (const one of held) if (!categories.has(one)) say(`${who}: no category ${one}`);
      if (!Object.values(members).includes("owner")) say(`${who}: a group has an owner`);
    }
    for (const { name: who, section } of file.staff) if (!sections.has(section)) say(`${who}: no section ${section}`);
  });

export type PeopleFile = z.output<typeof peopleFile>;

/** Throws a StartFailure with the places and the reasons if the file is not as it must be. */
export async function readPeople(cityFolder: URL): Promise<PeopleFile> {
  return readYamlFile(peopleFile, new URL("people.yaml", cityFolder));
}
