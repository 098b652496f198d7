import { randomUUID } from "node:crypto";
import type { Actor, Role } from "../../kernel/actor.ts";
import type { TestCity } from "../../kernel/test/city.ts";
import { addressOf } from "./rules/mail.ts";
import { searchText } from "./rules/search.ts";
import { insertPerson } from "./store/person.ts";
import { insertRole, upsertSection } from "./store/staff.ts";
import type { PersonKind } from "./types.ts";

export type Resident = Actor & { kind: "resident" };
export type Staff = Actor & { kind: "staff" };

export type NewPerson = { id?: string; name: string; kind: PersonKind; mail?: string | undefined; telephone?: string };

/** People in any test city that has this module's tables, written as its commands would. */
export function peopleOf(town: Pick<TestCity, "perform">) {
  async function addPerson({ id = randomUUID(), name, kind, mail, telephone }: NewPerson): Promise<string> {
    const address = mail === undefined ? undefined : addressOf(mail);
    const search = searchText({ name, mail, telephone });
    const person = { id, kind, name, kana: undefined, mail: address, telephone, locale: "ja", search } as const;
    await town.perform(
      ({ tx, now }) => insertPerson(tx, { ...person, foundedAt: now, foundedBy: undefined }),
      undefined,
    );
    return id;
  }

  /** With a mail address that begins with the id, so that a test finds the person's mails. */
  async function addWithMail(name: string, kind: PersonKind): Promise<string> {
    const id = randomUUID();
    return addPerson({ id, name, kind, mail: `${id}@omitama.example` });
  }

  return {
    addPerson,
    async addResident(name: string): Promise<Resident> {
      const personId = await addWithMail(name, "resident");
      return { kind: "resident", personId, name, sessionId: randomUUID() };
    },
    async addStaff(
      name: string,
      roles: readonly Role[],
      section = { id: "bunka", name: "見本課" },
      everywhere: readonly Role[] = [],
    ): Promise<Staff> {
      const personId = await addWithMail(name, "staff");
      await town.perform(async ({ tx, now }) => {
        await upsertSection(tx, { ...section, position: 1 });
        for (const role of roles) {
          const reach = { everywhere: everywhere.includes(role) };
          const held = { id: randomUUID(), personId, role, sectionId: section.id, ...reach };
          await insertRole(tx, { ...held, validFrom: now, validUntil: undefined, grantedBy: undefined });
        }
      }, undefined);
      const of = { sectionId: section.id, sectionName: section.name };
      return { kind: "staff", personId, name, ...of, roles, everywhere, sessionId: randomUUID() };
    },
  };
}
