import type { Db } from "../../../../kernel/db/types.ts";
import { listSectionNames } from "../../../identity/index.ts";
import {
  listFigures,
  listPublished,
  listReadings,
  listRecounts,
  type PublishedFigure,
  type Recount,
} from "../../store/figure.ts";
import type { StoredIndicator } from "../../store/plan.ts";
import type { Figure, Reading } from "../../types/figure.ts";

/** All that is public of an indicator. */
export type IndicatorFacts = {
  readonly definition: StoredIndicator;
  /** By year; the judgement as it was when it was published. */
  readonly published: readonly PublishedFigure[];
  /** The values that were published, by id, and later ones that are in force. */
  readonly figures: ReadonlyMap<string, Figure>;
  readonly reading: Reading | undefined;
  readonly recounts: readonly Recount[];
  /** The section of whoever approved a figure; never the person. */
  readonly approvers: ReadonlyMap<string, string>;
};

/** A few indicators, those of one page. */
export async function listIndicatorFacts(
  db: Db,
  planId: string,
  definitions: readonly StoredIndicator[],
): Promise<IndicatorFacts[]> {
  const ids = definitions.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [published, readings, recounts, lists] = await Promise.all([
    listPublished(db, planId, { indicatorIds: ids }),
    listReadings(db, planId, ids),
    listRecounts(db, planId, ids),
    Promise.all(ids.map((indicatorId) => listFigures(db, planId, { indicatorId }))),
  ]);
  const figures = new Map(lists.flat().map((figure) => [figure.id, figure]));
  const shown = published.flatMap(({ figureId }) => figures.get(figureId ?? "")?.decidedBy ?? []);
  const approvers = await listSectionNames(db, [...new Set(shown)]);
  return definitions.map((definition) => ({
    definition,
    published: published.filter(({ indicatorId }) => indicatorId === definition.id),
    figures,
    reading: readings.get(definition.id),
    recounts: recounts.filter(({ indicatorId }) => indicatorId === definition.id),
    approvers,
  }));
}
