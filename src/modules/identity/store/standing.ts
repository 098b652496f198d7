import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { RegistrationState } from "../rules/registration-states.ts";
import { standingOf } from "../rules/standing.ts";
import type { GroupStanding } from "../types.ts";
import { tables } from "./tables.ts";

/** Given by staff, or by a registration for as long as it is valid; of the group called `own` in the query around it. */
export const categoriesOfOwn = sql<string[]>`coalesce((select array_agg(distinct held.category order by held.category)
  from (
    select category from identity.group_category where group_category.group_id = own.id
    union
    select unnest(categories) from identity.registration
      where registration.group_id = own.id and registration.state = 'registered'
  ) as held), '{}')`;

export async function findStanding(db: Db | Tx, groupId: string): Promise<GroupStanding> {
  const rows = await tables(db)
    .selectFrom("identity.registration")
    .select(["kind", "state", "is_deemed", "valid_from", "valid_until", "members", "local_members"])
    .select(["has_responsible_adult", "district"])
    .where("group_id", "=", groupId)
    .where("state", "!=", "withdrawn")
    .orderBy("applied_at", "desc")
    .execute();
  const roster = await tables(db)
    .selectFrom("identity.group as own")
    .leftJoin("identity.group_member as member", "member.group_id", "own.id")
    .select(({ fn }) => [
      "own.district",
      fn.count<number>("member.id").as("members"),
      fn.count<number>("member.id").filterWhere("member.is_local", "=", true).as("local"),
      fn.count<number>("member.id").filterWhere("member.is_responsible", "=", true).as("responsible"),
    ])
    .where("own.id", "=", groupId)
    .groupBy("own.id")
    .executeTakeFirst();
  return standingOf(
    rows.map((row) => ({
      kind: row.kind,
      // The column's check lists the same words.
      state: row.state as RegistrationState,
      isDeemed: row.is_deemed,
      validFrom: row.valid_from ?? undefined,
      validUntil: row.valid_until ?? undefined,
      members: row.members,
      localMembers: row.local_members,
      hasResponsibleAdult: row.has_responsible_adult,
      district: row.district ?? undefined,
    })),
    {
      members: Number(roster?.members ?? 0),
      localMembers: Number(roster?.local ?? 0),
      hasResponsibleAdult: Number(roster?.responsible ?? 0) > 0,
      district: roster?.district ?? undefined,
    },
  );
}
