import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { ListedWish } from "../rules/list.ts";
import { stampOf } from "../rules/list.ts";
import type { Entry, EntryUse, Likeness, RankedChoice } from "../types.ts";

export type NewEntry = Pick<Entry, "id" | "roundId" | "code" | "personId" | "groupId" | "use" | "enteredAt"> & {
  readonly likenessKey: string;
};

export async function insertEntry(tx: Tx, entry: NewEntry, choices: readonly RankedChoice[]): Promise<void> {
  const entrant = entrantOf(entry);
  await sql`
    insert into lottery.entry (id, round_id, code, entrant, person_id, group_id, use, entered_at, likeness)
    values (${entry.id}, ${entry.roundId}, ${entry.code}, ${entrant}, ${entry.personId}, ${entry.groupId ?? null},
      ${JSON.stringify(entry.use)}, ${entry.enteredAt}, ${entry.likenessKey})`.execute(tx);
  for (const choice of choices) {
    await sql`
      insert into lottery.choice (entry_id, rank, facility_id, space_id, used_on, slots, units, taken_during)
      values (${entry.id}, ${choice.rank}, ${choice.facilityId}, ${choice.spaceId}, ${choice.on}, ${choice.slots},
        ${choice.units}, tstzrange(${choice.taken.from}, ${choice.taken.until}))`.execute(tx);
  }
}

export async function isCodeTaken(tx: Tx, roundId: string, code: string): Promise<boolean> {
  const { rows } = await sql`select from lottery.entry where round_id = ${roundId} and code = ${code}`.execute(tx);
  return rows.length > 0;
}

/** Holds all living entries of other accounts that look the same, and tells whether there was one. */
export async function holdAlike(tx: Tx, entry: NewEntry): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from lottery.entry where round_id = ${entry.roundId} and likeness = ${entry.likenessKey}
      and person_id <> ${entry.personId}::uuid and withdrawn_at is null and left_out_at is null`.execute(tx);
  if (rows.length === 0) return false;
  await sql`update lottery.entry set likeness_state = 'held'
    where likeness_state = 'alone' and id = any (${[entry.id, ...rows.map(({ id }) => id)]}::uuid[])`.execute(tx);
  return true;
}

export async function findEntry(
  db: Db | Tx,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<Entry | undefined> {
  const [found] = await list(db, sql`id = ${id}::uuid ${options.forUpdate ? sql`for update` : sql``}`);
  return found;
}

/** Of a person and the groups given, the newest first. */
export function listEntriesOf(
  db: Db | Tx,
  who: { readonly personId: string; readonly groupIds: readonly string[] },
  roundId?: string,
): Promise<Entry[]> {
  return list(
    db,
    sql`(person_id = ${who.personId}::uuid or group_id = any (${who.groupIds}::uuid[]))
      and (${roundId ?? null}::uuid is null or round_id = ${roundId ?? null}::uuid)
      order by entered_at desc limit 50`,
  );
}

export function listHeldEntries(db: Db | Tx, roundId: string): Promise<Entry[]> {
  return list(db, sql`round_id = ${roundId}::uuid and likeness_state = 'held' order by likeness, entered_at`);
}

/** Those that take part, to be told the result; a part of them at a time. */
export function listUntold(tx: Tx, roundId: string, limit: number): Promise<Entry[]> {
  return list(
    tx,
    sql`round_id = ${roundId}::uuid and told_at is null and withdrawn_at is null and left_out_at is null
      order by id limit ${limit} for update skip locked`,
  );
}

/** By code, for the award; they are locked against withdrawing by their round. */
export async function listTakingPart(db: Db | Tx, roundId: string): Promise<readonly Entry[]> {
  return list(db, sql`round_id = ${roundId}::uuid and withdrawn_at is null and left_out_at is null order by code`);
}

export async function countEntries(db: Db | Tx, roundIds: readonly string[]): Promise<ReadonlyMap<string, EntryCount>> {
  const { rows } = await sql<EntryCount & { id: string }>`
    select round_id as id, count(*) as entries, count(*) filter (where likeness_state = 'held') as held
    from lottery.entry
    where round_id = any (${roundIds}::uuid[]) and withdrawn_at is null and left_out_at is null group by round_id
  `.execute(db);
  return new Map(rows.map(({ id, ...count }) => [id, count]));
}
export type EntryCount = { readonly entries: number; readonly held: number };

export async function listChoices(
  db: Db | Tx,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, RankedChoice[]>> {
  const { rows } = await sql<ChoiceRow>`
    select entry_id, rank, facility_id, space_id, used_on, slots, units, lower(taken_during) as taken_from,
      upper(taken_during) as taken_until
    from lottery.choice where entry_id = any (${entryIds}::uuid[]) order by entry_id, rank`.execute(db);
  const byEntry = new Map<string, RankedChoice[]>();
  for (const row of rows) byEntry.set(row.entry_id, [...(byEntry.get(row.entry_id) ?? []), choiceOf(row)]);
  return byEntry;
}

/** What this person or group asks for, from that day of use on, in rounds that were not called off; nothing withdrawn. */
export async function listLivingChoices(
  tx: Tx,
  party: { readonly personId: string; readonly groupId: string | undefined },
  from: CivilDate,
): Promise<readonly { readonly choice: RankedChoice; readonly use: EntryUse }[]> {
  const entrant = entrantOf(party);
  const { rows } = await sql<ChoiceRow & { use: EntryUse }>`
    select entry_id, rank, facility_id, space_id, used_on, slots, units, lower(taken_during) as taken_from,
      upper(taken_during) as taken_until, use
    from lottery.choice join lottery.entry on entry.id = entry_id join lottery.round on round.id = round_id
    where entrant = ${entrant} and withdrawn_at is null and left_out_at is null and state <> 'called-off'
      and used_on >= ${from}::date`.execute(tx);
  return rows.map((row) => ({ choice: choiceOf(row), use: row.use }));
}

/**
 * How the last rounds of the set before this month went for those who take part now: whether each brought a win, the
 * latest first. Rounds whose result is not out are not counted.
 */
export async function listHistory(
  tx: Tx,
  round: { readonly id: string; readonly setId: string; readonly month: string },
): Promise<ReadonlyMap<string, readonly boolean[]>> {
  const { rows } = await sql<{ id: string; won: boolean[] }>`
    select present.id, array_agg(
      exists (select from lottery.win where win.entry_id = before.id) order by earlier.month desc
    ) as won
    from lottery.entry as present
    join lottery.entry as before on before.entrant = present.entrant and before.withdrawn_at is null
      and before.left_out_at is null
    join lottery.round as earlier on earlier.id = before.round_id and earlier.set_id = ${round.setId}
      and earlier.month < ${round.month}::date and earlier.state in ('published', 'confirming', 'over')
    where present.round_id = ${round.id}::uuid group by present.id`.execute(tx);
  return new Map(rows.map(({ id, won }) => [id, won]));
}

function entrantOf({ personId, groupId }: { readonly personId: string; readonly groupId: string | undefined }): string {
  return groupId === undefined ? `person/${personId}` : `group/${groupId}`;
}

/** What goes into the public list: all choices of all entries that take part. */
export async function listWishes(tx: Tx, roundId: string): Promise<ListedWish[]> {
  const { rows } = await sql<ChoiceRow & { code: string }>`
    select entry.code, entry_id, rank, facility_id, space_id, used_on, slots, units, lower(taken_during) as taken_from,
      upper(taken_during) as taken_until
    from lottery.choice join lottery.entry on entry.id = entry_id
    where round_id = ${roundId}::uuid and withdrawn_at is null and left_out_at is null`.execute(tx);
  return rows.map((row) => ({
    code: row.code,
    rank: row.rank,
    units: row.units,
    from: stampOf(row.taken_from),
    until: stampOf(row.taken_until),
    space: row.space_id,
    on: row.used_on,
    slots: row.slots,
  }));
}

export async function changeEntry(
  tx: Tx,
  id: string,
  change: { withdrawnAt?: Date; leftOutAt?: Date; likeness?: Likeness; toldAt?: Date },
): Promise<void> {
  const sets: RawBuilder<unknown>[] = [];
  if (change.withdrawnAt) sets.push(sql`withdrawn_at = ${change.withdrawnAt}`);
  if (change.leftOutAt) sets.push(sql`left_out_at = ${change.leftOutAt}`);
  if (change.likeness) sets.push(sql`likeness_state = ${change.likeness}`);
  if (change.toldAt) sets.push(sql`told_at = ${change.toldAt}`);
  await sql`update lottery.entry set ${sql.join(sets)} where id = ${id}::uuid`.execute(tx);
}

/** Entries of rounds that are not over: an account with such an entry is not deleted. */
export async function countLiving(db: Db | Tx, personId: string): Promise<number> {
  const { rows } = await sql<{ living: number }>`
    select count(*) as living from lottery.entry join lottery.round on round.id = round_id
    where person_id = ${personId}::uuid and withdrawn_at is null and left_out_at is null
      and state not in ('over', 'called-off')`.execute(db);
  return rows[0]?.living ?? 0;
}

export async function countAll(db: Db | Tx, personId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from lottery.entry where person_id = ${personId}::uuid`.execute(db);
  return rows[0]?.n ?? 0;
}

/** The choices stay in the public list, where they never had a name. */
export async function detachPerson(tx: Tx, personId: string, nobody: string): Promise<void> {
  await sql`update lottery.entry set person_id = ${nobody}::uuid, entrant = 'nobody/' || id, likeness = '', use = '{}'
    where person_id = ${personId}::uuid`.execute(tx);
}

async function list(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Entry[]> {
  const { rows } = await sql<Row>`
    select id, round_id, code, person_id, group_id, use, entered_at, withdrawn_at, left_out_at, likeness_state
    from lottery.entry where ${condition}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    roundId: row.round_id,
    code: row.code,
    personId: row.person_id,
    groupId: row.group_id ?? undefined,
    use: row.use,
    enteredAt: row.entered_at,
    withdrawnAt: row.withdrawn_at ?? undefined,
    leftOutAt: row.left_out_at ?? undefined,
    likeness: row.likeness_state,
  }));
}

type Row = {
  id: string;
  round_id: string;
  code: string;
  person_id: string;
  group_id: string | null;
  use: EntryUse;
  entered_at: Date;
  withdrawn_at: Date | null;
  left_out_at: Date | null;
  likeness_state: Likeness;
};

type ChoiceRow = {
  entry_id: string;
  rank: number;
  facility_id: string;
  space_id: string;
  used_on: string;
  slots: string[];
  units: string[];
  taken_from: Date;
  taken_until: Date;
};

function choiceOf(row: ChoiceRow): RankedChoice {
  return {
    rank: row.rank,
    facilityId: row.facility_id,
    spaceId: row.space_id,
    on: row.used_on,
    slots: row.slots,
    units: row.units,
    taken: { from: row.taken_from, until: row.taken_until },
  };
}
