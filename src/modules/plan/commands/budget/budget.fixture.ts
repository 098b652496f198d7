import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Role } from "../../../../kernel/actor.ts";
import type { Module } from "../../../../kernel/module.ts";
import { Refusal } from "../../../../kernel/refusal.ts";
import { type TestCity, testCity } from "../../../../kernel/test/city.ts";
import { constraints } from "../../constraints.ts";
import { budgetRoutes } from "../../routes/budget.ts";
import type { Staff } from "../../rules/budget/policy.ts";
import type { PlanDocument, ProjectDefinition } from "../../types/plan.ts";
import { bringPlan } from "../revision/bring-plan.ts";

const project = (code: string, node: string, sections: readonly string[]): ProjectDefinition => ({
  code,
  name: { ja: `事業${code}` },
  node,
  sections,
  purpose: undefined,
  beginsYear: undefined,
  endsYear: undefined,
  conduct: undefined,
  basis: undefined,
  doneYear: undefined,
  sample: true,
});

const node = (code: string, level: string, parent: string | undefined, sections: readonly string[] = []) => ({
  code,
  level,
  parent,
  title: { ja: `部分${code}` },
  lead: undefined,
  aims: [],
  isPriority: false,
  sdgs: [],
  restates: undefined,
  sections,
  relatedPlans: [],
});

/** Two policies, three measures, four projects; 1303 is 秘書広聴課's, 1304 names its section on the measure only. */
export const smallPlan: PlanDocument = {
  id: "small",
  title: { ja: "小さな計画" },
  kicker: undefined,
  lead: undefined,
  sample: true,
  adoptedOn: "2026-04-01",
  baselineYear: 2021,
  targetYear: 2027,
  ruleSet: "motomiya",
  levels: [
    { id: "policy", name: { ja: "基本施策" }, hasPage: true, isEvaluated: false },
    { id: "measure", name: { ja: "個別施策" }, hasPage: true, isEvaluated: true },
  ],
  nodes: [
    node("13", "policy", undefined),
    node("1303", "measure", "13", ["hisho-kocho"]),
    node("1304", "measure", "13", ["hisho-kocho"]),
    node("14", "policy", undefined),
    node("1401", "measure", "14", ["kikaku-chosei"]),
  ],
  indicators: [],
  projects: [
    project("1303-A", "1303", ["hisho-kocho"]),
    project("1303-B", "1303", ["hisho-kocho"]),
    project("1304-A", "1304", []),
    project("1401-A", "1401", ["kikaku-chosei"]),
  ],
  glossary: [],
  relatedPlans: [],
};

/** The budget's part of the module, over the real schema of all of it. */
export const budgetModule: Module = {
  name: "plan",
  migrations: new URL("../../migrations/", import.meta.url),
  routes: budgetRoutes,
  jobs: [],
  constraints,
  metrics: [],
  datasets: [],
  menu: [],
};

export function staff(role: Role, sectionId: string, name = role): Staff {
  const ids = { personId: randomUUID(), sessionId: randomUUID() };
  return { kind: "staff", ...ids, name, sectionId, sectionName: sectionId, roles: [role] };
}

export type BudgetTown = Awaited<ReturnType<typeof budgetTown>>;

export async function budgetTown() {
  const town = await testCity([budgetModule]);
  await town.perform(bringPlan, { document: smallPlan, reason: "はじめ" });
  const roundId = randomUUID();
  await sql`insert into plan.round (id, plan_id, year, state, due, forms, staff_unit_cost)
    values (${roundId}, 'small', 2025, 'open', '{}', '{}', 7654321)`.execute(town.city.db);
  return { ...town, ...deeds(town, roundId) };
}

function deeds({ city }: TestCity, roundId: string) {
  const { db } = city;
  return {
    roundId,
    clerk: staff("clerk", "hisho-kocho"),
    head: staff("approver", "hisho-kocho"),
    stranger: staff("clerk", "kikaku-chosei"),
    finance: staff("finance", "zaisei"),
    planner: staff("planner", "kikaku-chosei"),
    /** A sheet in this state, as if its round had brought it there. */
    async addSheet(subject: string, state: "writing" | "final" | "published" = "published"): Promise<string> {
      const id = randomUUID();
      const kind = subject.includes("-") ? "project" : "measure";
      await sql`insert into plan.sheet (id, round_id, kind, subject, title, section_id, state, is_sample, frozen)
        values (${id}, ${roundId}, ${kind}, ${subject}, ${`部分${subject}`}, 'hisho-kocho', ${state}, true,
          ${state === "writing" ? null : "{}"}::jsonb)`.execute(db);
      return id;
    },
    async count(table: string): Promise<number> {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db);
      return rows[0]?.n ?? 0;
    },
  };
}

/** The code with which this was refused, and those beside it; fails if it was not. */
export async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
