import type { Act } from "../../../../kernel/act.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { requireBudget, requireOwn } from "../../rules/budget/policy.ts";
import { sectionsOf } from "../../rules/figure/sections.ts";
import { removeEffort, storeEffort, storeOutput } from "../../store/budget.ts";
import { findProject, listNodes, listProjects, type StoredProject } from "../../store/plan.ts";
import type { Output } from "../../types/budget.ts";
import type { Decimal } from "../../types/words.ts";

/** The projects of a section: named by the project, or by the part of the plan above it. */
export async function listOwnProjects(db: Db | Tx, planId: string, sectionId: string): Promise<StoredProject[]> {
  const nodes = new Map((await listNodes(db, planId, { includeRemoved: true })).map((node) => [node.code, node]));
  const projects = await listProjects(db, planId);
  return projects.filter((project) => sectionsOf(project, nodes).includes(sectionId));
}

/** 人工 of a section's projects in a year, typed in a grid: undefined empties a cell. Gives how many changed. */
export async function typeEffort(
  act: Act,
  input: {
    readonly planId: string;
    readonly year: number;
    readonly efforts: ReadonlyMap<string, Decimal | undefined>;
  },
): Promise<{ changed: number }> {
  const { planId, year, efforts } = input;
  const staff = requireBudget(act.actor, "type");
  const own = new Set((await listOwnProjects(act.tx, planId, staff.sectionId)).map(({ code }) => code));
  for (const project of efforts.keys()) if (!own.has(project)) throw notFound();
  const typed = [...efforts].flatMap(([project, persons]) => (persons === undefined ? [] : { project, year, persons }));
  const emptied = [...efforts].flatMap(([project, persons]) => (persons === undefined ? project : []));
  const changed = await storeEffort(act, planId, typed);
  await removeEffort(act, planId, year, emptied);
  await audit(act, { what: "plan.effort-typed", subject: `plan/${planId}/${year}`, counts: { changed } });
  return { changed };
}

/** 活動の量 of one project in a year, for the cost of one. */
export async function typeOutput(
  act: Act,
  { planId, project, output }: { readonly planId: string; readonly project: string; readonly output: Output },
): Promise<void> {
  const found = await findProject(act.tx, planId, project);
  if (found === undefined) throw notFound();
  const nodes = new Map((await listNodes(act.tx, planId, { includeRemoved: true })).map((node) => [node.code, node]));
  requireOwn(act.actor, "type", sectionsOf(found, nodes));
  await storeOutput(act, planId, project, output);
  await audit(act, {
    what: "plan.output-typed",
    subject: `project/${planId}/${project}`,
    counts: { year: output.year },
  });
}
