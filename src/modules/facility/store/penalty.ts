import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { Offence, Points } from "../rules/penalty.ts";

export const penaltyStates = ["standing", "appealed", "kept", "lifted"] as const;
export type PenaltyState = (typeof penaltyStates)[number];

export type Penalty = {
  readonly id: string;
  readonly bookingId: string;
  readonly offence: Offence;
  readonly facilityId: string;
  readonly termsId: string;
  readonly bookerId: string | undefined;
  readonly groupId: string | undefined;
  readonly earnedOn: CivilDate;
  readonly points: number;
  readonly state: PenaltyState;
  readonly givenBy: string;
  readonly givenAt: Date;
  readonly appeal: string | undefined;
  readonly words: string;
};

/** Bookings that a person has not looked at yet: confirmed and over, or cancelled by the booker. Newest first. */
export async function listUnreviewed(
  db: Db | Tx,
  offence: Offence,
  range: { readonly from: CivilDate; readonly now: Date },
): Promise<string[]> {
  const which =
    offence === "no-show"
      ? sql`state = 'confirmed' and upper(used_during) <= ${range.now}`
      : sql`state = 'cancelled' and end_reason is null and settled_at is not null and win_id is null`;
  const { rows } = await sql<{ id: string }>`
    select id from facility.booking as booking
    where used_on >= ${range.from}::date and block_kind is null
      and booker_id is not null and ${which}
      and not exists (select from facility.offence_review where booking_id = booking.id and offence = ${offence})
    order by used_on desc, id limit 300
  `.execute(db);
  return rows.map(({ id }) => id);
}

export async function isReviewed(tx: Tx, bookingId: string, offence: Offence): Promise<boolean> {
  const { rows } = await sql`
    select from facility.offence_review where booking_id = ${bookingId}::uuid and offence = ${offence}
  `.execute(tx);
  return rows.length > 0;
}

export async function insertReview(
  tx: Tx,
  review: {
    readonly bookingId: string;
    readonly offence: Offence;
    readonly outcome: "confirmed" | "dismissed";
    readonly words: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    insert into facility.offence_review (booking_id, offence, outcome, words, reviewed_by, reviewed_at)
    values (${review.bookingId}, ${review.offence}, ${review.outcome}, ${review.words}, ${review.by}, ${review.at})
  `.execute(tx);
}

export async function insertPenalty(tx: Tx, one: Omit<Penalty, "state" | "appeal" | "words">): Promise<void> {
  await sql`
    insert into facility.penalty (id, booking_id, offence, facility_id, terms_id, booker_id, group_id, earned_on, points,
      state, given_by, given_at)
    values (${one.id}, ${one.bookingId}, ${one.offence}, ${one.facilityId}, ${one.termsId}, ${one.bookerId ?? null},
      ${one.groupId ?? null}, ${one.earnedOn}::date, ${one.points}, 'standing', ${one.givenBy}, ${one.givenAt})
  `.execute(tx);
}

/** Points of a group are the group's; a person's are those of what was booked without one. */
export type Party = { readonly personId: string; readonly groupId: string | undefined };

export async function listPoints(
  db: Db | Tx,
  { personId, groupId }: Party,
  { facilityId, termsId }: { readonly facilityId: string; readonly termsId: string },
): Promise<readonly Points[]> {
  const whose =
    groupId === undefined ? sql`booker_id = ${personId}::uuid and group_id is null` : sql`group_id = ${groupId}::uuid`;
  const { rows } = await sql<Points>`
    select earned_on as "on", points from facility.penalty
    where ${whose} and facility_id = ${facilityId} and terms_id = ${termsId} and state <> 'lifted'
  `.execute(db);
  return rows;
}

export async function findPenalty(
  db: Db | Tx,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<Penalty | undefined> {
  const [found] = await list(db, sql`id = ${id}::uuid ${options.forUpdate ? sql`for update` : sql``}`);
  return found;
}

/** Those of a person and of the groups for which the person speaks, the newest first. */
export function listPenaltiesOf(
  db: Db | Tx,
  who: { readonly personId: string; readonly groupIds: readonly string[] },
): Promise<Penalty[]> {
  return list(
    db,
    sql`(booker_id = ${who.personId}::uuid and group_id is null) or group_id = any (${who.groupIds}::uuid[])
      order by given_at desc, id limit 100`,
  );
}

export function listAppealed(db: Db | Tx, closed: readonly string[] = []): Promise<Penalty[]> {
  return list(
    db,
    sql`state = 'appealed' and facility_id <> all (${closed}::text[]) order by appealed_at, id limit 200`,
  );
}

export async function appealPenalty(
  tx: Tx,
  id: string,
  appeal: { readonly words: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`
    update facility.penalty set state = 'appealed', appeal = ${appeal.words}, appealed_by = ${appeal.by},
      appealed_at = ${appeal.at} where id = ${id}::uuid
  `.execute(tx);
}

export async function decidePenalty(
  tx: Tx,
  id: string,
  decision: { readonly state: "kept" | "lifted"; readonly words: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`
    update facility.penalty set state = ${decision.state}, words = ${decision.words}, decided_by = ${decision.by},
      decided_at = ${decision.at} where id = ${id}::uuid
  `.execute(tx);
}

/** The account is deleted: the points are nobody's any more. */
export async function detachPenalties(tx: Tx, personId: string): Promise<void> {
  await sql`update facility.penalty set booker_id = null where booker_id = ${personId}::uuid`.execute(tx);
  await sql`update facility.penalty set appealed_by = null, appeal = '－' where appealed_by = ${personId}::uuid`.execute(
    tx,
  );
}

async function list(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Penalty[]> {
  const { rows } = await sql<Row>`
    select id, booking_id, offence, facility_id, terms_id, booker_id, group_id, earned_on, points, state, given_by, given_at,
      appeal, words
    from facility.penalty where ${condition}
  `.execute(db);
  return rows.map((row) => ({
    id: row.id,
    bookingId: row.booking_id,
    offence: row.offence,
    facilityId: row.facility_id,
    termsId: row.terms_id,
    bookerId: row.booker_id ?? undefined,
    groupId: row.group_id ?? undefined,
    earnedOn: row.earned_on,
    points: row.points,
    state: row.state,
    givenBy: row.given_by,
    givenAt: row.given_at,
    appeal: row.appeal ?? undefined,
    words: row.words,
  }));
}

type Row = {
  id: string;
  booking_id: string;
  offence: Offence;
  facility_id: string;
  terms_id: string;
  booker_id: string | null;
  group_id: string | null;
  earned_on: CivilDate;
  points: number;
  state: PenaltyState;
  given_by: string;
  given_at: Date;
  appeal: string | null;
  words: string;
};
