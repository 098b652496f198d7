import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { GroupRole } from "../types.ts";
import { tables } from "./tables.ts";

export type Member = {
  readonly id: string;
  readonly personId: string | undefined;
  readonly name: string;
  readonly role: GroupRole;
  readonly isLocal: boolean | undefined;
};

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
  }));
}

export async function insertMember(tx: Tx, groupId: string, member: Member, now: Date): Promise<void> {
  await tables(tx)
    .insertInto("identity.group_member")
    .values({
      id: member.id,
      group_id: groupId,
      person_id: member.personId ?? null,
      name: member.name,
      role: member.role,
      is_local: member.isLocal ?? null,
      added_at: now,
    })
    .execute();
}

export async function updateMember(
  tx: Tx,
  groupId: string,
  id: string,
  change: { readonly role?: GroupRole; readonly isLocal?: boolean | undefined },
): Promise<void> {
  await tables(tx)
    .updateTable("identity.group_member")
    .set({
      ...(change.role === undefined ? {} : { role: change.role }),
      ...("isLocal" in change ? { is_local: change.isLocal ?? null } : {}),
    })
    .where("group_id", "=", groupId)
    .where("id", "=", id)
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
