import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { Cost } from "../../types/budget.ts";
import type { Round, Sheet, SheetFigures } from "../../types/evaluation.ts";
import { costOfNode, listCostsOfProject, listProjectCosts } from "../budget.ts";
import { findProject, listProjects } from "../plan.ts";
import { collectIndicators } from "./indicators.ts";

type Subject = Pick<Sheet, "kind" | "subject">;
type Year = Pick<Round, "planId" | "year">;

/** What the product knows of a sheet's subject today; of a sheet that is final, what it knew on that day. */
export async function getSheetFigures(db: Db | Tx, round: Year, sheet: Subject & Pick<Sheet, "frozen">) {
  return sheet.frozen ?? (await collectFigures(db, round, sheet));
}

export async function collectFigures(db: Db | Tx, round: Year, sheet: Subject): Promise<SheetFigures> {
  const costs = await collectCosts(db, round, sheet);
  return {
    indicators: await collectIndicators(db, round, await nodeOf(db, round, sheet)),
    // Of the year that runs, a sheet shows what was planned; a round that is late must not show more than its neighbours.
    cost: costs.flatMap(amountsOf).filter(({ year, stage }) => year <= round.year || stage !== "settled"),
    staff: costs.flatMap(({ year, persons, staffUnitCost, staffCost }) =>
      persons === undefined ? [] : [{ year, persons, unitCost: staffUnitCost, total: staffCost }],
    ),
    projects: await collectProjects(db, round, sheet),
  };
}

/** The node that a sheet speaks of: a project speaks of the node that it serves. */
async function nodeOf(db: Db | Tx, { planId }: Year, { kind, subject }: Subject): Promise<string> {
  return kind === "measure" ? subject : ((await findProject(db, planId, subject))?.node ?? subject);
}

/** The year before, the year that is evaluated, and the year that runs. */
async function collectCosts(db: Db | Tx, { planId, year }: Year, { kind, subject }: Subject): Promise<readonly Cost[]> {
  const years = [year - 1, year, year + 1];
  if (kind === "project") {
    return (await listCostsOfProject(db, planId, subject)).filter((cost) => years.includes(cost.year));
  }
  const costs: Cost[] = [];
  for (const of of years) costs.push(await costOfNode(db, planId, subject, of));
  return costs.filter(({ projects }) => projects > 0);
}

function amountsOf(cost: Cost): SheetFigures["cost"] {
  return (["initial", "supplementary", "settled"] as const).flatMap((stage) => {
    const found = cost[stage];
    return found === undefined ? [] : [{ year: cost.year, stage, ...found.funding, total: found.total }];
  });
}

async function collectProjects(
  db: Db | Tx,
  { planId, year }: Year,
  { kind, subject }: Subject,
): Promise<SheetFigures["projects"]> {
  if (kind === "project") return [];
  const costs = await listProjectCosts(db, planId, year, subject);
  const projects = await listProjects(db, planId, { node: subject });
  return projects.map(({ code, name }) => ({ code, name, settled: costs.get(code)?.settled?.total }));
}
