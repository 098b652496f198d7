import { sql } from "kysely";
import type { Role } from "../../../kernel/actor.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { tables } from "./tables.ts";

export type Section = { readonly id: string; readonly name: string; readonly position: number };

export async function upsertSection(tx: Tx, section: Section): Promise<void> {
  await tables(tx)
    .insertInto("identity.section")
    .values(section)
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ name: section.name, position: section.position }))
    .execute();
}

export function listSections(db: Db | Tx): Promise<Section[]> {
  return tables(db).selectFrom("identity.section").selectAll().orderBy("position").orderBy("id").execute();
}

export type HeldRole = {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  readonly sectionId: string;
  /** At the facilities of all sections, not of this one alone. */
  readonly everywhere: boolean;
  readonly validFrom: Date;
  readonly validUntil: Date | undefined;
};

/** Roles that are held now or will be. */
export async function listRoles(db: Db | Tx, personId: string, now: Date): Promise<HeldRole[]> {
  const rows = await tables(db)
    .selectFrom("identity.staff_role")
    .select(["id", "person_id", "role", "section_id", "everywhere", "valid_from", "valid_until"])
    .where("person_id", "=", personId)
    .where((where) => where.or([where("valid_until", "is", null), where("valid_until", ">", now)]))
    .orderBy("role")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    role: row.role as Role,
    sectionId: row.section_id,
    everywhere: row.everywhere,
    validFrom: row.valid_from,
    validUntil: row.valid_until ?? undefined,
  }));
}

export async function hasAdministrator(db: Db | Tx, now: Date): Promise<boolean> {
  const rows = await tables(db)
    .selectFrom("identity.staff_role")
    .select("id")
    .where("role", "=", "administrator")
    .where((where) => where.or([where("valid_until", "is", null), where("valid_until", ">", now)]))
    .limit(1)
    .execute();
  return rows.length > 0;
}

export async function insertRole(
  tx: Tx,
  role: Omit<HeldRole, "everywhere"> & { readonly everywhere?: boolean; readonly grantedBy: string | undefined },
): Promise<void> {
  await tables(tx)
    .insertInto("identity.staff_role")
    .values({
      id: role.id,
      person_id: role.personId,
      role: role.role,
      section_id: role.sectionId,
      everywhere: role.everywhere ?? false,
      valid_from: role.validFrom,
      valid_until: role.validUntil ?? null,
      granted_by: role.grantedBy ?? null,
      revoked_by: null,
    })
    .execute();
}

/** Ends a role now; one that has not begun becomes empty. False if there is none such. */
export async function endRole(
  tx: Tx,
  role: { personId: string; roleId: string; by: string | undefined; now: Date },
): Promise<Role | undefined> {
  const { rows } = await sql<{ role: Role }>`
    update identity.staff_role set valid_until = greatest(valid_from, ${role.now}), revoked_by = ${role.by ?? null}
    where id = ${role.roleId} and person_id = ${role.personId} and (valid_until is null or valid_until > ${role.now})
    returning role
  `.execute(tx);
  return rows[0]?.role;
}

export type StaffRow = {
  readonly id: string;
  readonly name: string;
  readonly mail: string | undefined;
  readonly sectionName: string | undefined;
  readonly roles: readonly Role[];
  readonly passkeys: number;
};

export async function listStaff(db: Db | Tx, now: Date): Promise<StaffRow[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    mail: string | null;
    section_name: string | null;
    roles: Role[] | null;
    passkeys: number;
  }>`
    select person.id, person.name, person.mail, held.section_name, held.roles,
      (select count(*) from identity.passkey where passkey.person_id = person.id) as passkeys
    from identity.person as person
    left join lateral (
      select array_agg(staff_role.role order by staff_role.role) as roles, min(section.name) as section_name,
        min(section.position) as position
      from identity.staff_role as staff_role join identity.section as section on section.id = staff_role.section_id
      where staff_role.person_id = person.id and staff_role.valid_from <= ${now}
        and (staff_role.valid_until is null or staff_role.valid_until > ${now})
    ) as held on true
    where person.kind = 'staff'
    order by held.position nulls last, person.kana, person.id
  `.execute(db);
  return rows.map(({ section_name, roles, mail, ...row }) => ({
    ...row,
    mail: mail ?? undefined,
    sectionName: section_name ?? undefined,
    roles: roles ?? [],
  }));
}

export type StaffOfSection = {
  readonly id: string;
  readonly sectionId: string;
  readonly roles: readonly Role[];
  readonly everywhere: readonly Role[];
};

/** Who holds which roles in which section now: once for each person and section. For those who are awaited or reminded. */
export async function listStaffRoles(db: Db | Tx, now: Date): Promise<StaffOfSection[]> {
  const { rows } = await sql<{ id: string; section_id: string; roles: Role[]; everywhere: Role[] | null }>`
    select person_id as id, section_id, array_agg(role order by role) as roles,
      array_agg(role order by role) filter (where everywhere) as everywhere
    from identity.staff_role
    where valid_from <= ${now} and (valid_until is null or valid_until > ${now})
    group by person_id, section_id
    order by section_id, person_id
  `.execute(db);
  return rows.map(({ section_id, everywhere, ...row }) => ({
    ...row,
    sectionId: section_id,
    everywhere: everywhere ?? [],
  }));
}

/** The section of each of these members of staff, now or at the last time they had one. */
export async function listSectionNames(
  db: Db | Tx,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const { rows } = await sql<{ person_id: string; name: string }>`
    select distinct on (staff_role.person_id) staff_role.person_id, section.name
    from identity.staff_role as staff_role join identity.section as section on section.id = staff_role.section_id
    where staff_role.person_id = any(${[...personIds]}::uuid[])
    order by staff_role.person_id, staff_role.valid_from desc
  `.execute(db);
  return new Map(rows.map(({ person_id, name }) => [person_id, name]));
}
