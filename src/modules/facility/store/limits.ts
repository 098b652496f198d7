import { sql } from "kysely";
import type { Tx } from "../../../kernel/db/types.ts";
import type { CivilDate, DayRange } from "../../../kernel/time/civil-date.ts";
import type { Answers } from "../types/question.ts";

/** Who is counted: a group, whoever of it books, or a person's own bookings. */
export type Party = { readonly personId: string; readonly groupId: string | undefined };

export type UseRow = {
  readonly facilityId: string;
  readonly spaceId: string;
  readonly on: CivilDate;
  readonly slots: readonly string[];
  readonly minutes: number;
  readonly categoryId: string;
  readonly purposeId: string;
  readonly people: number;
  readonly answers: Answers;
};

/**
 * What this person or group has on these days, of one facility or of all: held, asked for, reserved or confirmed, and not over by the
 * clock. To be asked under their lock. `except` is the booking that is being changed.
 */
export async function listLivingUses(
  tx: Tx,
  party: Party,
  facilityId: string | undefined,
  { from, until }: DayRange,
  now: Date,
  except?: string,
): Promise<readonly UseRow[]> {
  const whose =
    party.groupId === undefined
      ? sql`booker_id = ${party.personId}::uuid and group_id is null`
      : sql`group_id = ${party.groupId}::uuid`;
  const { rows } = await sql<UseRow>`
    select facility_id as "facilityId", space_id as "spaceId", used_on as "on", slots,
      (extract(epoch from upper(used_during) - lower(used_during)) / 60)::int as minutes,
      category_id as "categoryId", purpose_id as "purposeId", people, answers
    from facility.booking
    where ${whose} and (${facilityId ?? null}::text is null or facility_id = ${facilityId ?? null})
      and used_on >= ${from}::date and used_on < ${until}::date
      and block_kind is null and category_id is not null and id is distinct from ${except ?? null}::uuid
      and (state in ('confirmed', 'requested') or (state = 'held' and hold_until > ${now}) or (state = 'reserved' and pay_by > ${now}))
  `.execute(tx);
  return rows;
}
