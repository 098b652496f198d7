import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import type { AgeGroup, Residence, RosterEntry } from "../rules/roster.ts";
import type { GroupRole } from "../types.ts";
import { tables } from "./tables.ts";

export type Member = {
  readonly id: string;
  readonly personId: string | undefined;
  readonly name: string;
  readonly role: GroupRole;
  readonly isLocal: boolean | undefined;
  /** undefined: not said; of rosters from before it was asked, only `isLocal` is known. */
  readonly residence: Residence | undefined;
  readonly ageGroup: AgeGroup | undefined;
  /** 責任者: an adult; one of a group. */
  readonly isResponsible: boolean;
};

export type NewMember = Pick<Member, "id" | "personId" | "name" | "role"> &
  Partial<Pick<Member, "residence" | "ageGroup" | "isResponsible">>;

/** Owners first, then officers, then by name. */
export async function listMembers(db: Db | Tx, groupId: string): Promise<Member[]> {
  const rows = await tables(db)
    .selectFrom("identity.group_member as member")
    .leftJoin("identity.person as person", "person.id", "member.person_id")
    .select([
      "member.id",
      "member.person_id",
      "member.name",
      "member.role",
      "member.is_local",
      "member.residence",
      "member.age_group",
      "member.is_responsible",
      "person.name as account_name",
    ])
    .where("member.group_id", "=", groupId)
    .orderBy(sql`array_position(array['owner', 'officer', 'member'], member.role)`)
    .orderBy("member.added_at")
    .orderBy("member.name")
    .orderBy("member.id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id ?? undefined,
    name: row.account_name ?? row.name,
    role: row.role as GroupRole,
    isLocal: row.is_local ?? undefined,
    residence: row.residence ?? undefined,
    ageGroup: row.age_group ?? undefined,
    isResponsible: row.is_responsible,
  }));
}

export function entryOf({ name, role, residence, ageGroup, isResponsible }: Member): RosterEntry {
  return { name, role, residence, ageGroup, isResponsible };
}

/** Owners and officers who can be written to. */
export async function listOfficers(db: Db | Tx, groupId: string): Promise<{ mail: string; locale: Locale }[]> {
  const rows = await tables(db)
    .selectFrom("identity.group_member as member")
    .innerJoin("identity.person as person", "person.id", "member.person_id")
    .select(["person.mail", "person.locale"])
    .where("member.group_id", "=", groupId)
    .where("member.role", "in", ["owner", "officer"])
    .orderBy("person.id")
    .execute();
  // The column's check lists the same locales.
  return rows.flatMap(({ mail, locale }) => (mail === null ? [] : [{ mail, locale: locale as Locale }]));
}

const answers = (residence: Residence | undefined, ageGroup: AgeGroup | undefined) => ({
  residence: residence ?? null,
  is_local: residence === undefined ? null : residence !== "outside",
  age_group: ageGroup ?? null,
});

export async function insertMember(tx: Tx, groupId: string, member: NewMember, now: Date): Promise<void> {
  await tables(tx)
    .insertInto("identity.group_member")
    .values({
      id: member.id,
      group_id: groupId,
      person_id: member.personId ?? null,
      name: member.name,
      role: member.role,
      ...answers(member.residence, member.ageGroup),
      is_responsible: member.isResponsible ?? false,
      added_at: now,
    })
    .execute();
}

export type MemberChange = Pick<Member, "residence" | "ageGroup" | "isResponsible"> & { readonly role?: GroupRole };

/** A new responsible person takes the place of the one before. */
export async function updateMember(tx: Tx, groupId: string, id: string, change: MemberChange): Promise<void> {
  const { role, residence, ageGroup, isResponsible } = change;
  if (isResponsible) {
    await tables(tx)
      .updateTable("identity.group_member")
      .set({ is_responsible: false })
      .where("group_id", "=", groupId)
      .where("id", "!=", id)
      .execute();
  }
  await tables(tx)
    .updateTable("identity.group_member")
    .set({
      ...(role === undefined ? {} : { role }),
      ...answers(residence, ageGroup),
      is_responsible: isResponsible,
    })
    .where("group_id", "=", groupId)
    .where("id", "=", id)
    .execute();
}

/** Those who stand on the roster by name only. */
export async function deleteNamesOnly(tx: Tx, groupId: string): Promise<void> {
  await tables(tx)
    .deleteFrom("identity.group_member")
    .where("group_id", "=", groupId)
    .where("person_id", "is", null)
    .execute();
}

export async function deleteMember(tx: Tx, groupId: string, id: string): Promise<void> {
  await tables(tx).deleteFrom("identity.group_member").where("group_id", "=", groupId).where("id", "=", id).execute();
}

/** On leaving: by account. */
export async function deleteMembership(tx: Tx, groupId: string, personId: string): Promise<void> {
  await tables(tx)
    .deleteFrom("identity.group_member")
    .where("group_id", "=", groupId)
    .where("person_id", "=", personId)
    .execute();
}

/** Groups that would be without an owner if this person went. */
export async function listOnlyOwnedGroups(db: Db | Tx, personId: string): Promise<{ id: string; name: string }[]> {
  return tables(db)
    .selectFrom("identity.group as own")
    .innerJoin("identity.group_member as member", "member.group_id", "own.id")
    .select(["own.id", "own.name"])
    .where("member.person_id", "=", personId)
    .where("member.role", "=", "owner")
    .where("own.closed_at", "is", null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("identity.group_member as other")
            .select("other.id")
            .whereRef("other.group_id", "=", "own.id")
            .whereRef("other.id", "!=", "member.id")
            .where("other.role", "=", "owner"),
        ),
      ),
    )
    .execute();
}
