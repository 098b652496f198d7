import { sql } from "kysely";
import type { Actor, Role } from "../../../kernel/actor.ts";
import type { City } from "../../../kernel/city.ts";
import type { Db } from "../../../kernel/db/types.ts";
import { idleSince, seenEvery } from "../rules/session.ts";
import type { PersonKind } from "../types.ts";
import { hashToken } from "./session.ts";
import { tables } from "./tables.ts";

type Found = {
  session_id: string;
  last_seen_at: Date;
  person_id: string;
  kind: PersonKind;
  name: string;
  roles: Role[] | null;
  everywhere: Role[] | null;
  section_id: string | null;
  section_name: string | null;
};

/**
 * Who holds this session token, in one query. Roles are read each time, so a role that has ended is gone at once.
 * A member of staff without a role is nobody.
 */
export async function identify(city: City, sessionToken: string): Promise<Actor | undefined> {
  const now = city.clock.now();
  const { rows } = await sql<Found>`
    select session.id as session_id, session.last_seen_at, person.id as person_id, person.kind, person.name,
      held.roles, held.everywhere, held.section_id, held.section_name
    from identity.session as session
    join identity.person as person on person.id = session.person_id
    left join lateral (
      select array_agg(staff_role.role order by staff_role.role) as roles,
        array_agg(staff_role.role order by staff_role.role) filter (where staff_role.everywhere) as everywhere,
        min(section.id) as section_id, min(section.name) as section_name
      from identity.staff_role as staff_role join identity.section as section on section.id = staff_role.section_id
      where person.kind = 'staff' and staff_role.person_id = person.id
        and staff_role.valid_from <= ${now} and (staff_role.valid_until is null or staff_role.valid_until > ${now})
    ) as held on true
    where session.token_hash = ${hashToken(sessionToken)} and session.ended_at is null and session.expires_at > ${now}
      and session.last_seen_at > case person.kind
        when 'staff' then ${idleSince("staff", now)}::timestamptz else ${idleSince("resident", now)}::timestamptz end
  `.execute(city.db);
  const [found] = rows;
  if (found === undefined) return undefined;
  const actor = actorOf(found);
  if (actor !== undefined && now.getTime() - found.last_seen_at.getTime() >= seenEvery) {
    await touchSession(city.db, found.session_id, now);
  }
  return actor;
}

function actorOf(found: Found): Actor | undefined {
  const { session_id: sessionId, person_id: personId, name, roles, section_id, section_name } = found;
  if (found.kind === "resident") return { kind: "resident", personId, name, sessionId };
  if (roles === null || section_id === null || section_name === null) return undefined;
  const section = { sectionId: section_id, sectionName: section_name };
  return { kind: "staff", personId, name, ...section, roles, everywhere: found.everywhere ?? [], sessionId };
}

async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await tables(db).updateTable("identity.session").set({ last_seen_at: now }).where("id", "=", id).execute();
}
