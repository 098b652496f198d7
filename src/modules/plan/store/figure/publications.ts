import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { PlanTables } from "../../tables.ts";

const of = (db: Db | Tx) => db.withTables<PlanTables>();

/** 公表 */
export type Publication = {
  readonly id: string;
  readonly planId: string;
  readonly year: number;
  readonly note: string;
  /** undefined: a sample. */
  readonly preparedBy: string | undefined;
  readonly publishedBy: string | undefined;
  readonly publishedAt: Date;
};

/** Newest first. */
export async function listPublications(db: Db | Tx, planId: string): Promise<Publication[]> {
  const query = of(db).selectFrom("plan.publication").selectAll().where("plan_id", "=", planId);
  const rows = await query.orderBy("published_at", "desc").orderBy("year", "desc").execute();
  return rows.map(publicationOf);
}

/** The publication of the latest year, and of that year the last: what the front page shows. */
export async function latestPublication(db: Db | Tx, planId: string): Promise<Publication | undefined> {
  const query = of(db).selectFrom("plan.publication").selectAll().where("plan_id", "=", planId);
  const row = await query.orderBy("year", "desc").orderBy("published_at", "desc").limit(1).executeTakeFirst();
  return row === undefined ? undefined : publicationOf(row);
}

export async function insertPublication(tx: Tx, publication: Publication): Promise<void> {
  await of(tx)
    .insertInto("plan.publication")
    .values({
      id: publication.id,
      plan_id: publication.planId,
      year: publication.year,
      note: publication.note,
      prepared_by: publication.preparedBy ?? null,
      published_by: publication.publishedBy ?? null,
      published_at: publication.publishedAt,
    })
    .execute();
}

/** 公表の準備: the hash is of all rows as the preparing person saw them. */
export type Prepared = {
  readonly id: string;
  readonly planId: string;
  readonly year: number;
  readonly note: string;
  readonly hash: string;
  readonly preparedBy: string;
  readonly preparedAt: Date;
};

/** The one that waits for a second person. */
export async function findPrepared(
  db: Db | Tx,
  { planId, year }: { planId: string; year: number },
): Promise<Prepared | undefined> {
  const row = await of(db)
    .selectFrom("plan.prepared_publication")
    .selectAll()
    .where("plan_id", "=", planId)
    .where("year", "=", year)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row === undefined ? undefined : preparedOf(row);
}

export async function listPrepared(db: Db | Tx): Promise<Prepared[]> {
  const query = of(db).selectFrom("plan.prepared_publication").selectAll().where("ended_at", "is", null);
  return (await query.orderBy("prepared_at").execute()).map(preparedOf);
}

export async function insertPrepared(tx: Tx, prepared: Prepared): Promise<void> {
  await of(tx)
    .insertInto("plan.prepared_publication")
    .values({
      id: prepared.id,
      plan_id: prepared.planId,
      year: prepared.year,
      note: prepared.note,
      hash: Buffer.from(prepared.hash, "hex"),
      prepared_by: prepared.preparedBy,
      prepared_at: prepared.preparedAt,
    })
    .execute();
}

/** False if somebody else has ended it in the meantime. */
export async function endPrepared(
  tx: Tx,
  preparedId: string,
  end: { at: Date } & ({ publicationId: string } | { givenBackBy: string; reason: string }),
): Promise<boolean> {
  const how =
    "publicationId" in end
      ? { publication_id: end.publicationId }
      : { given_back_by: end.givenBackBy, reason: end.reason };
  const result = await of(tx)
    .updateTable("plan.prepared_publication")
    .set({ ended_at: end.at, ...how })
    .where("id", "=", preparedId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

function publicationOf(row: PlanTables["plan.publication"]): Publication {
  return {
    id: row.id,
    planId: row.plan_id,
    year: row.year,
    note: row.note,
    preparedBy: row.prepared_by ?? undefined,
    publishedBy: row.published_by ?? undefined,
    publishedAt: row.published_at,
  };
}

function preparedOf(row: PlanTables["plan.prepared_publication"]): Prepared {
  return {
    id: row.id,
    planId: row.plan_id,
    year: row.year,
    note: row.note,
    hash: row.hash.toString("hex"),
    preparedBy: row.prepared_by,
    preparedAt: row.prepared_at,
  };
}
