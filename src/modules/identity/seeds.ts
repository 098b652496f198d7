import { randomUUID } from "node:crypto";
import type { Act } from "../../kernel/act.ts";
import type { City } from "../../kernel/city.ts";
import { perform } from "../../kernel/perform.ts";
import { loadTown } from "./commands/load-town.ts";
import { type PeopleFile, readPeople } from "./people-file.ts";
import { readRegistrationKinds } from "./registration-kinds-file.ts";
import { canBeEverywhere } from "./rules/everywhere.ts";
import { addressOf } from "./rules/mail.ts";
import type { RegistrationKind } from "./rules/registration-kind.ts";
import { searchText } from "./rules/search.ts";
import { seedRegistration } from "./seed-registration.ts";
import { insertCategory, insertGroup } from "./store/group.ts";
import { insertMember, type NewMember } from "./store/member.ts";
import { findPersonByMail, insertPerson, insertSubject } from "./store/person.ts";
import { insertRole } from "./store/staff.ts";
import type { IdentityOptions, PersonKind } from "./types.ts";

/** The city's sections and categories, and its sample people, in one transaction. */
export async function seedIdentity(city: City, cityFolder: URL, options: IdentityOptions): Promise<void> {
  const file = await readPeople(cityFolder);
  const kinds = readRegistrationKinds(cityFolder, file);
  await perform(
    city,
    { actor: { kind: "system", job: "identity.seed" } },
    (act) => seedPeople(act, file, kinds, options),
    undefined,
  );
}

async function seedPeople(
  act: Act,
  file: PeopleFile,
  kinds: readonly RegistrationKind[],
  options: IdentityOptions,
): Promise<void> {
  const { tx, now } = act;
  // A start that broke off just after this transaction comes here again.
  const [first] = file.residents;
  if (first !== undefined && (await findPersonByMail(tx, addressOf(first.mail).key)) !== undefined) return;
  await loadTown(act, { ...file, kinds });
  const people = new Map<string, { id: string; name: string }>();
  for (const resident of file.residents) {
    const id = await seedPerson(act, "resident", resident, options);
    people.set(resident.key, { id, name: resident.name });
  }
  for (const member of file.staff) {
    const personId = await seedPerson(act, "staff", member, options);
    for (const role of member.roles) {
      const held = {
        id: randomUUID(),
        personId,
        role,
        sectionId: member.section,
        everywhere: member.everywhere && canBeEverywhere(role),
        validFrom: now,
        validUntil: undefined,
      };
      await insertRole(tx, { ...held, grantedBy: undefined });
    }
  }
  for (const group of file.groups) await seedGroup(act, group, people, kinds);
}

async function seedPerson(
  act: Act,
  kind: PersonKind,
  sample: PeopleFile["residents"][number],
  options: IdentityOptions,
): Promise<string> {
  const { key, name, kana, mail, telephone, locale } = sample;
  const id = randomUUID();
  await insertPerson(act.tx, {
    id,
    kind,
    name,
    kana,
    mail: addressOf(mail),
    telephone,
    locale,
    search: searchText({ name, kana, mail, telephone }),
    foundedAt: act.now,
    foundedBy: undefined,
  });
  const link = options.sampleSubject?.(key, kind);
  if (link !== undefined) await insertSubject(act.tx, { ...link, personId: id, at: act.now });
  return id;
}

async function seedGroup(
  act: Act,
  group: PeopleFile["groups"][number],
  people: ReadonlyMap<string, { id: string; name: string }>,
  kinds: readonly RegistrationKind[],
): Promise<void> {
  const { tx, now } = act;
  const { name, kana, purpose, members, roster, categories } = group;
  const groupId = randomUUID();
  await insertGroup(tx, { id: groupId, name, kana, purpose, search: searchText({ name, kana }), foundedAt: now });
  const add = (who: Omit<NewMember, "id">) => insertMember(tx, groupId, { id: randomUUID(), ...who }, now);
  for (const [key, role] of Object.entries(members)) {
    const person = people.get(key);
    const isResponsible = role === "owner";
    const answers = { residence: "lives", ageGroup: "adult", isResponsible } as const;
    if (person !== undefined) await add({ personId: person.id, name: person.name, role, ...answers });
  }
  const { children = 0 } = roster;
  for (let n = 1; n <= roster.people; n++) {
    const residence = n > roster.local ? "outside" : n % 5 === 0 ? "works" : "lives";
    const ageGroup = n <= children ? "child" : n % 4 === 0 ? "senior" : "adult";
    await add({ personId: undefined, name: `名簿の人 ${n}（見本）`, role: "member", residence, ageGroup });
  }
  for (const category of categories) await insertCategory(tx, { groupId, category, by: undefined, at: now });
  const kind = kinds.find(({ id }) => id === group.registration?.kind);
  if (group.registration !== undefined && kind !== undefined)
    await seedRegistration(act, { groupId, kind, state: group.registration.state });
}
