import { createHash } from "node:crypto";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import { judge } from "../../rules/achievement/judge.ts";
import { fingerprintOf, type PreviewRow, previewPublication } from "../../rules/figure/preview.ts";
import { getRuleSet } from "../../rules/rule-sets.ts";
import { listActuals, listFigures } from "../../store/figure/figures.ts";
import { listPublished } from "../../store/figure/published.ts";
import { type FigureGround, getFigureGround, getIndicatorIn } from "./plan-ground.ts";

export type Composed = FigureGround & { readonly rows: readonly PreviewRow[]; readonly hash: string };

/** What would be public if the year were published now, judged now, beside what is public now. Writes nothing. */
export async function composePublication(db: Db | Tx, planId: string, year: number): Promise<Composed> {
  const ground = await getFigureGround(db, planId);
  // One after the other: inside a transaction there is one connection.
  const actuals = await listActuals(db, planId);
  const figures = await listFigures(db, planId, { year, state: "approved" });
  const published = await listPublished(db, planId, { year });
  const rows = previewPublication({
    indicators: ground.indicators,
    figures: new Map(figures.map((figure) => [figure.indicatorId, figure])),
    published: new Map(published.map((figure) => [figure.indicatorId, figure])),
    judge: (id) => {
      const definition = getIndicatorIn(ground, id);
      const known = (actuals.get(id) ?? []).filter((actual) => actual.year <= year);
      return judge(definition, ground.plan, known, year, getRuleSet(definition.ruleSet ?? ground.plan.ruleSet));
    },
  });
  return { ...ground, rows, hash: createHash("sha256").update(fingerprintOf(rows)).digest("hex") };
}
