import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { z } from "zod";
import type { Act } from "../../kernel/act.ts";
import { roles } from "../../kernel/actor.ts";
import type { City } from "../../kernel/city.ts";
import { locales } from "../../kernel/i18n/locales.ts";
import { perform } from "../../kernel/perform.ts";
import { addressOf } from "./rules/mail.ts";
import { searchText } from "./rules/search.ts";
import { upsertCategory } from "./store/category.ts";
import { insertCategory, insertGroup } from "./store/group.ts";
import { insertMember } from "./store/member.ts";
import { findPersonByMail, insertPerson, insertSubject } from "./store/person.ts";
import { insertRole, upsertSection } from "./store/staff.ts";
import { groupRoles, type IdentityOptions, type PersonKind } from "./types.ts";

const person = z.strictObject({
  key: z.string(),
  name: z.string(),
  kana: z.string(),
  mail: z.email(),
  telephone: z.string().optional(),
  locale: z.enum(locales).default("ja"),
  pin: z.string().regex(/^\d{4}$/),
  words: z.string(),
  strength: z.enum(["card", "one-factor"]).optional(),
});
const named = z.strictObject({ id: z.string(), name: z.string(), position: z.number() });

/** cities/<slug>/people.yaml: sample people, all invented. */
const peopleFile = z.strictObject({
  sections: z.array(named),
  categories: z.array(named),
  residents: z.array(person),
  groups: z.array(
    z.strictObject({
      name: z.string(),
      kana: z.string(),
      purpose: z.string(),
      categories: z.array(z.string()),
      members: z.record(z.string(), z.enum(groupRoles)),
      /** So many more people stand on the roster by name only. */
      roster: z.number().int(),
    }),
  ),
  staff: z.array(person.extend({ section: z.string(), roles: z.array(z.enum(roles)) })),
});

export type SamplePeople = z.output<typeof peopleFile>;

export async function readPeople(cityFolder: URL): Promise<SamplePeople> {
  return peopleFile.parse(parse(await readFile(new URL("people.yaml", cityFolder), "utf8")));
}

/** The sample people of a city; whoever is there already is left alone. */
export async function seedIdentity(city: City, cityFolder: URL, options: IdentityOptions): Promise<void> {
  const people = await readPeople(cityFolder);
  await perform(
    city,
    { actor: { kind: "system", job: "identity.seed" } },
    (act) => plant(act, people, options),
    undefined,
  );
}

async function plant(act: Act, people: SamplePeople, options: IdentityOptions): Promise<void> {
  for (const section of people.sections) await upsertSection(act.tx, section);
  for (const category of people.categories) await upsertCategory(act.tx, category);
  const ids = new Map<string, string>();
  for (const resident of people.residents) ids.set(resident.key, await plantPerson(act, resident, "resident", options));
  for (const member of people.staff) {
    const personId = await plantPerson(act, member, "staff", options);
    for (const role of member.roles) {
      const held = { id: randomUUID(), personId, role, sectionId: member.section };
      await insertRole(act.tx, { ...held, validFrom: act.now, validUntil: undefined, grantedBy: undefined });
    }
  }
  for (const group of people.groups) await plantGroup(act, group, ids, people);
}

async function plantPerson(
  act: Act,
  sample: z.output<typeof person>,
  kind: PersonKind,
  options: IdentityOptions,
): Promise<string> {
  const { key, name, kana, telephone, locale } = sample;
  const mail = addressOf(sample.mail);
  const known = await findPersonByMail(act.tx, mail.key);
  if (known !== undefined) return known.id;
  const id = randomUUID();
  const search = searchText({ name, kana, telephone, mail: mail.mail });
  await insertPerson(act.tx, {
    id,
    kind,
    name,
    kana,
    mail,
    telephone,
    locale,
    search,
    foundedAt: act.now,
    foundedBy: undefined,
  });
  const subject = options.sampleSubject?.(key, kind);
  if (subject !== undefined) await insertSubject(act.tx, { ...subject, personId: id, at: act.now });
  return id;
}

async function plantGroup(
  act: Act,
  group: SamplePeople["groups"][number],
  ids: ReadonlyMap<string, string>,
  { residents }: SamplePeople,
): Promise<void> {
  const groupId = randomUUID();
  const { name, kana, purpose } = group;
  await insertGroup(act.tx, {
    id: groupId,
    name,
    kana,
    purpose,
    search: searchText({ name, kana }),
    foundedAt: act.now,
  });
  for (const category of group.categories) {
    await insertCategory(act.tx, { groupId, category, by: undefined, at: act.now });
  }
  for (const [key, role] of Object.entries(group.members)) {
    const personId = ids.get(key);
    const memberName = residents.find((one) => one.key === key)?.name ?? key;
    await insertMember(act.tx, groupId, { id: randomUUID(), personId, name: memberName, role, isLocal: true }, act.now);
  }
  for (let n = 1; n <= group.roster; n++) {
    const rosterName = `名簿の人 ${n}（見本）`;
    const isLocal = n % 5 !== 0;
    await insertMember(
      act.tx,
      groupId,
      { id: randomUUID(), personId: undefined, name: rosterName, role: "member", isLocal },
      act.now,
    );
  }
}
