import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { PlanTables } from "../../tables.ts";
import type { Achievement, Verdict } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";

const of = (db: Db | Tx) => db.withTables<PlanTables>();

/** What the public sees of an indicator for a year: the value, and the judgement as it was when it was published. */
export type PublishedFigure = {
  readonly indicatorId: string;
  readonly year: number;
  /** undefined: published as not measured. */
  readonly value: Decimal | undefined;
  readonly figureId: string | undefined;
  readonly node: string;
  readonly verdict: Verdict;
  readonly achievement: Achievement;
  readonly publishedAt: Date;
  readonly publicationId: string;
};

/** What is public now; what a later publication replaced is left out. By indicator and year. */
export async function listPublished(
  db: Db | Tx,
  planId: string,
  narrow: { readonly year?: number; readonly indicatorIds?: readonly string[] } = {},
): Promise<PublishedFigure[]> {
  let query = of(db)
    .selectFrom("plan.published_figure as figure")
    .innerJoin("plan.publication as publication", "publication.id", "figure.publication_id")
    .select([
      "figure.indicator_id",
      "figure.year",
      "figure.value",
      "figure.figure_id",
      "figure.node_code",
      "figure.verdict",
      "figure.achievement",
      "publication.published_at",
      "publication.id as publication_id",
    ])
    .where("figure.plan_id", "=", planId)
    .where("figure.replaced_by", "is", null);
  if (narrow.year !== undefined) query = query.where("figure.year", "=", narrow.year);
  if (narrow.indicatorIds !== undefined) query = query.where("figure.indicator_id", "in", [...narrow.indicatorIds, ""]);
  const rows = await query.orderBy("figure.indicator_id").orderBy("figure.year").execute();
  return rows.map((row) => ({
    indicatorId: row.indicator_id,
    year: row.year,
    value: row.value ?? undefined,
    figureId: row.figure_id ?? undefined,
    node: row.node_code,
    verdict: row.verdict,
    // Written by insertPublished as an Achievement; the column cannot be changed.
    achievement: row.achievement as Achievement,
    publishedAt: row.published_at,
    publicationId: row.publication_id,
  }));
}

export type VerdictCount = {
  readonly node: string;
  readonly good: number;
  readonly late: number;
  readonly unknown: number;
};

/** How many indicators stand how, by the node that they belong to: one read of the index published_verdicts. */
export async function countVerdicts(db: Db | Tx, planId: string, year: number): Promise<VerdictCount[]> {
  const rows = await of(db)
    .selectFrom("plan.published_figure")
    .select(({ fn }) => ["node_code", "verdict", fn.countAll<number>().as("count")])
    .where("plan_id", "=", planId)
    .where("year", "=", year)
    .where("replaced_by", "is", null)
    .groupBy(["node_code", "verdict"])
    .orderBy("node_code")
    .execute();
  const counts = new Map<string, { good: number; late: number; unknown: number }>();
  for (const { node_code, verdict, count } of rows) {
    const found = counts.get(node_code) ?? { good: 0, late: 0, unknown: 0 };
    found[verdict] = Number(count);
    counts.set(node_code, found);
  }
  return [...counts].map(([node, verdicts]) => ({ node, ...verdicts }));
}

/** An indicator whose verdict is another one than in the year before. */
export type Change = {
  readonly indicatorId: string;
  readonly node: string;
  readonly from: Verdict;
  readonly to: Verdict;
  readonly before: Decimal | undefined;
  readonly now: Decimal | undefined;
};

/** What changed this year: verdicts of the year that differ from those of the year before, as published. */
export async function listChanges(db: Db | Tx, planId: string, year: number): Promise<Change[]> {
  const rows = await of(db)
    .selectFrom("plan.published_figure as now")
    .innerJoin("plan.published_figure as before", (join) =>
      join
        .onRef("before.plan_id", "=", "now.plan_id")
        .onRef("before.indicator_id", "=", "now.indicator_id")
        .on("before.year", "=", year - 1)
        .on("before.replaced_by", "is", null),
    )
    .select([
      "now.indicator_id",
      "now.node_code",
      "before.verdict as from",
      "now.verdict as to",
      "before.value as value_before",
      "now.value as value_now",
    ])
    .where("now.plan_id", "=", planId)
    .where("now.year", "=", year)
    .where("now.replaced_by", "is", null)
    .whereRef("before.verdict", "<>", "now.verdict")
    .orderBy("now.node_code")
    .orderBy("now.indicator_id")
    .execute();
  return rows.map((row) => ({
    indicatorId: row.indicator_id,
    node: row.node_code,
    from: row.from,
    to: row.to,
    before: row.value_before ?? undefined,
    now: row.value_now ?? undefined,
  }));
}

export type NewPublished = {
  readonly indicatorId: string;
  readonly node: string;
  readonly figureId: string | undefined;
  readonly value: Decimal | undefined;
  readonly achievement: Achievement;
};

/** Puts the rows in the place of what is public now for the same indicators and the year. */
export async function insertPublished(
  tx: Tx,
  { publicationId, planId, year }: { publicationId: string; planId: string; year: number },
  rows: readonly NewPublished[],
): Promise<void> {
  if (rows.length === 0) return;
  await of(tx)
    .updateTable("plan.published_figure")
    .set({ replaced_by: publicationId })
    .where("plan_id", "=", planId)
    .where("year", "=", year)
    .where("replaced_by", "is", null)
    .where(
      "indicator_id",
      "in",
      rows.map(({ indicatorId }) => indicatorId),
    )
    .execute();
  await of(tx)
    .insertInto("plan.published_figure")
    .values(
      rows.map(({ indicatorId, node, figureId, value, achievement }) => ({
        publication_id: publicationId,
        plan_id: planId,
        indicator_id: indicatorId,
        year,
        figure_id: figureId ?? null,
        node_code: node,
        value: value ?? null,
        verdict: achievement.verdict,
        achievement: JSON.stringify(achievement),
        replaced_by: null,
      })),
    )
    .execute();
}
