import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { sql } from "kysely";
import { nextStates } from "../../rules/budget/states.ts";
import {
  compareFile,
  costOfNode,
  getRequest,
  listEffort,
  listNodeCosts,
  listOpenRequests,
  listPublicRequests,
  listRequestSteps,
  listRequestsOf,
  listSheetsToAsk,
} from "../../store/budget.ts";
import { requestStates } from "../../types/budget.ts";
import { applyBudgetFile, bringBudgetFile } from "./bring-file.ts";
import { type BudgetTown, budgetTown, refusalOf, staff } from "./budget.fixture.ts";
import { changeRequest, draftRequest, dropRequest } from "./draft-request.ts";
import {
  assessRequest,
  decideRequest,
  publishAnswers,
  returnRequest,
  submitRequest,
  takeBack,
} from "./move-request.ts";
import { typeEffort } from "./type-effort.ts";

let town: BudgetTown;
let sheetId: string;
beforeEach(async () => {
  town = await budgetTown();
  const text = [
    "単位：千円",
    "事業コード,年度,区分,国庫支出金,県支出金,地方債,その他,一般財源,合計",
    "1303-A,2026,当初,0,0,0,0,1200,1200",
    "1303-A,2027,決算,0,0,0,0,1650,1650",
    "1304-A,2025,決算,0,0,0,0,300,300",
  ];
  const bytes = new TextEncoder().encode(text.join("\n"));
  const brought = { planId: "small", name: "a.csv", bytes, unit: undefined };
  const { id: fileId } = await town.perform(bringBudgetFile, brought, { actor: town.finance });
  const { digest } = await compareFile(town.city.db, "small", fileId);
  const input = { planId: "small", fileId, digest, reason: undefined };
  await town.perform(applyBudgetFile, input, { actor: town.finance });
  sheetId = await town.addSheet("1303");
});
afterEach(() => town.close());

const asking = {
  project: "1303-A",
  asked: 1_800_000,
  parts: [
    { label: "知らせるしくみ", amount: 450_000 },
    { label: "案内", amount: 150_000 },
  ],
  reason: "「改善」の判定を受けて",
};
const decision = { amount: 1_700_000, decidedOn: "2027-03-19", answer: "知らせるしくみを認めました。" };

const draft = async (change: Partial<typeof asking & { sheetId: string }> = {}, actor = town.clerk) =>
  (await town.perform(draftRequest, { sheetId, ...asking, ...change }, { actor })).id;
const submit = (requestId: string, actor = town.head) => town.perform(submitRequest, { requestId }, { actor });
const assess = (requestId: string, actor = town.finance) =>
  town.perform(assessRequest, { requestId, amount: 1_700_000, reason: "案内は今の費用で" }, { actor });
const decide = (requestId: string, actor = town.finance) =>
  town.perform(decideRequest, { requestId, ...decision }, { actor });
const publish = (seen: readonly string[], actor = town.planner) =>
  town.perform(publishAnswers, { planId: "small", year: 2027, seen }, { actor });

/** The code of the refusal, or its status where a person may not even know. */
async function no(promise: Promise<unknown>): Promise<string | number> {
  const { code, status } = await refusalOf(promise);
  return status === 403 || status === 404 ? status : code;
}

describe("a budget request", () => {
  it("goes from the sheet to the published answer, seen both ways, and is followed up by what was spent", async () => {
    assert.deepEqual(await listSheetsToAsk(town.city.db, "hisho-kocho"), [{ id: sheetId, title: "部分1303" }]);
    const id = await draft();
    assert.deepEqual(await listSheetsToAsk(town.city.db, "hisho-kocho"), []);
    assert.deepEqual(await listPublicRequests(town.city.db, "small"), [], "a draft is the section's own");
    await submit(id);
    const [open] = await listPublicRequests(town.city.db, "small", { node: "13" });
    assert.deepEqual([open?.year, open?.asked, open?.before], [2027, 1_800_000, 1_200_000]);
    await assess(id);
    await decide(id);
    assert.equal(
      (await listPublicRequests(town.city.db, "small"))[0]?.decided,
      undefined,
      "not before it is published",
    );
    assert.equal((await listOpenRequests(town.city.db)).length, 1);
    assert.deepEqual(await publish([id]), { count: 1 });
    const [shown] = await listPublicRequests(town.city.db, "small", { sheetId });
    assert.deepEqual([shown?.decided, shown?.answer, shown?.settled], [1_700_000, decision.answer, 1_650_000]);
    assert.ok(shown !== undefined && !("assessedBy" in shown), "who did it is nobody's business outside");
    assert.deepEqual(
      (await listRequestsOf(town.city.db, sheetId)).map(({ project, state }) => [project, state]),
      [["1303-A", "published"]],
    );
    const steps = await listRequestSteps(town.city.db, id);
    assert.deepEqual(
      steps.map(({ to }) => to),
      ["requested", "assessed", "decided", "published"],
    );
  });

  it("is made by the section's clerk from its own finished sheet, once for a project", async () => {
    for (const [actor, expected] of [
      [town.stranger, 404],
      [town.head, 403],
      [town.finance, 403],
      [town.planner, 403],
    ] as const) {
      assert.equal(await no(draft({}, actor)), expected);
    }
    const early = await town.addSheet("1304", "writing");
    assert.equal(await no(draft({ sheetId: early, project: "1304-A" })), "plan.staff-request-too-early");
    assert.equal(await no(draft({ project: "1401-A" })), "plan.staff-request-project");
    const wrong = draft({ parts: [{ label: "案内", amount: 1 }] });
    assert.equal(await no(wrong), "plan.staff-request-parts");
    await draft();
    assert.equal(await no(draft()), "plan.staff-request-once");
  });

  it("can be made by hand of nobody but in the order of the table: every step by every role", async () => {
    const id = await draft();
    const people = [town.clerk, town.head, town.stranger, town.finance, town.planner];
    const steps = {
      submit: (actor: typeof town.clerk) => submit(id, actor),
      return: (actor: typeof town.clerk) => town.perform(returnRequest, { requestId: id, comment: "直す" }, { actor }),
      assess: (actor: typeof town.clerk) => assess(id, actor),
      decide: (actor: typeof town.clerk) => decide(id, actor),
      back: (actor: typeof town.clerk) => town.perform(takeBack, { requestId: id, comment: "誤り" }, { actor }),
      publish: (actor: typeof town.clerk) => publish([id], actor),
    };
    const mayDo: Record<keyof typeof steps, readonly unknown[]> = {
      submit: [town.head],
      return: [town.finance],
      assess: [town.finance],
      decide: [town.finance],
      back: [town.finance],
      publish: [town.finance, town.planner],
    };
    const fits: Record<string, readonly string[]> = {
      drafted: ["submit"],
      requested: ["return", "assess"],
      assessed: ["decide", "back"],
      decided: ["publish", "back"],
      published: [],
    };
    for (const state of requestStates) {
      for (const [name, step] of Object.entries(steps)) {
        for (const person of people) {
          const isAllowed = mayDo[name as keyof typeof steps].includes(person) && (fits[state] ?? []).includes(name);
          if (isAllowed) continue;
          await refusalOf(step(person));
          assert.equal((await getRequest(town.city.db, id)).state, state, `${name} in ${state} by ${person.name}`);
        }
      }
      if (state === "drafted") await steps.submit(town.head);
      if (state === "requested") await steps.assess(town.finance);
      if (state === "assessed") await steps.decide(town.finance);
      if (state === "decided") await steps.publish(town.planner);
    }
  });

  it("needs another pair of eyes at each turn, whatever roles a person collects", async () => {
    const both = { ...town.clerk, roles: ["clerk", "approver", "finance"] } as const;
    const id = await draft({}, both);
    assert.equal(await no(submit(id, both)), "plan.staff-request-own-draft");
    await submit(id);
    assert.equal(await no(assess(id, both)), "plan.staff-request-four-eyes");
    assert.equal(
      await no(assess(id, { ...town.head, roles: ["approver", "finance"] })),
      "plan.staff-request-four-eyes",
    );
    await assess(id);
    await decide(id);
    assert.equal(await no(publish([id], town.finance)), "plan.staff-request-publisher");
  });

  it("needs them in the database too, behind every program", async () => {
    const id = await draft();
    const { personId } = town.finance;
    const set = (change: ReturnType<typeof sql>) =>
      town.perform(({ tx }) => sql`update plan.budget_request set ${change} where id = ${id}`.execute(tx), undefined);
    assert.equal(await no(set(sql`requested_by = drafted_by`)), "plan.staff-request-own-draft");
    assert.equal(await no(set(sql`assessed_by = drafted_by`)), "plan.staff-request-four-eyes");
    assert.equal(
      await no(set(sql`decided_by = ${personId}, published_by = ${personId}`)),
      "plan.staff-request-publisher",
    );
    assert.equal(await no(set(sql`parts = '[{"label":"x","amount":1}]'`)), "plan.staff-request-parts-sum");
    assert.equal(await no(set(sql`state = 'assessed', assessed = 1, assessment = 'x'`)), "plan.staff-request-state");
    await submit(id);
    assert.equal(await no(set(sql`asked = 1, parts = '[]'`)), "plan.staff-request-handed-in");
    const drop = town.perform(({ tx }) => sql`delete from plan.budget_request`.execute(tx), undefined);
    assert.equal(await no(drop), "plan.staff-request-state");
  });

  it("has one table of steps: the code's and the database's are the same", async () => {
    const { rows } = await sql<{ from: string; to: string }>`
      select from_state as "from", to_state as "to" from plan.request_transition`.execute(town.city.db);
    const inCode = requestStates.flatMap((from) => nextStates[from].map((to) => `${from} ${to}`));
    assert.deepEqual(rows.map(({ from, to }) => `${from} ${to}`).sort(), inCode.sort());
  });

  it("can be mended or dropped as a draft only, and comes back with what to mend", async () => {
    const id = await draft();
    const change = (asked: number) =>
      town.perform(changeRequest, { requestId: id, asked, parts: [], reason: "別の理由" }, { actor: town.clerk });
    await change(1_500_000);
    await submit(id);
    assert.equal(await no(change(1)), "plan.staff-request-handed-in");
    assert.equal(
      await no(town.perform(dropRequest, { requestId: id }, { actor: town.clerk })),
      "plan.staff-request-handed-in",
    );
    await town.perform(returnRequest, { requestId: id, comment: "内訳を書いてください" }, { actor: town.finance });
    assert.equal((await listRequestSteps(town.city.db, id)).at(-1)?.comment, "内訳を書いてください");
    await change(1_600_000);
    assert.equal((await getRequest(town.city.db, id)).asked, 1_600_000);
    await town.perform(dropRequest, { requestId: id }, { actor: town.clerk });
    assert.equal(await town.count("plan.budget_request"), 0);
  });

  it("is published exactly as it was previewed", async () => {
    const id = await draft();
    assert.equal(await no(publish([])), "plan.staff-request-none");
    await submit(id);
    await assess(id);
    await decide(id);
    assert.equal(await no(publish([])), "plan.staff-request-moved");
    await publish([id]);
    const again = town.perform(takeBack, { requestId: id, comment: "誤り" }, { actor: town.finance });
    assert.equal(await no(again), "plan.staff-request-state");
  });
});

describe("人工", () => {
  const type = (efforts: Record<string, string | undefined>, actor = town.clerk) =>
    town.perform(typeEffort, { planId: "small", year: 2025, efforts: new Map(Object.entries(efforts)) }, { actor });

  it("is typed for projects of one's own section, also where only the measure names it", async () => {
    await type({ "1303-A": "0.50", "1304-A": "0.1" });
    assert.equal(await no(type({ "1303-A": "9", "1401-A": "1" })), 404);
    assert.deepEqual(Object.fromEntries(await listEffort(town.city.db, "small", 2025)), {
      "1303-A": "0.50",
      "1304-A": "0.10",
    });
    assert.equal(await no(type({ "1303-A": "1" }, town.finance)), 403);
    await type({ "1303-A": undefined });
    assert.equal((await listEffort(town.city.db, "small", 2025)).has("1303-A"), false);
  });

  it("times the round's unit cost makes the staff cost, rounded for each project so that the sum is theirs", async () => {
    await type({ "1303-A": "0.50", "1304-A": "0.50" });
    const cost = await costOfNode(town.city.db, "small", "13", 2025);
    // 0.5 × 7,654,321 = 3,827,160.5 → 3,827,161, twice
    assert.deepEqual([cost.persons, cost.staffCost, cost.totalCost], ["1.00", 7_654_322, 7_954_322]);
    const direct = await listNodeCosts(town.city.db, "small", 2025);
    assert.equal(direct.get("1304")?.totalCost, 4_127_161);
    assert.equal(direct.get("1303")?.totalCost, undefined, "nothing was settled there");
  });

  it("has no cost in a year without a round", async () => {
    const input = { planId: "small", year: 2020, efforts: new Map([["1303-A", "1"]]) };
    await town.perform(typeEffort, input, { actor: town.clerk });
    const cost = await costOfNode(town.city.db, "small", "1303", 2020);
    assert.deepEqual([cost.persons, cost.staffCost, cost.staffUnitCost], ["1.00", undefined, undefined]);
  });

  it("is not for residents, nor for staff without the role", async () => {
    const auditor = staff("auditor", "hisho-kocho");
    assert.equal(await no(type({ "1303-A": "1" }, auditor)), 403);
  });
});
