import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import type { Actor, Role } from "../../../../kernel/actor.ts";
import { listAuditOf } from "../../../../kernel/audit/audit.ts";
import { Refusal } from "../../../../kernel/refusal.ts";
import { type TestCity, testCity } from "../../../../kernel/test/city.ts";
import { planModule } from "../../module.ts";
import { hashOf } from "../../rules/revision/canonical.ts";
import { differenceOf } from "../../rules/revision/diff.ts";
import { writePlanXlsx } from "../../schema/revision/excel-write.ts";
import { writePlanYaml } from "../../schema/revision/yaml-write.ts";
import { readPlans } from "../../seeds/revision.ts";
import { findDraft } from "../../store/plan/draft.ts";
import {
  findIndicator,
  findNode,
  findPlan,
  findProject,
  getPlanDocument,
  listIndicatorHistory,
  listIndicators,
  listNodes,
  listProjects,
  listRevisions,
} from "../../store/plan.ts";
import type { PlanDocument } from "../../types/plan.ts";
import { bringPlan } from "./bring-plan.ts";
import { applyDraft, draftPlan, dropDraft } from "./draft.ts";
import { editNode } from "./edit-node.ts";
import { documentOf, otherCity } from "./four-levels.fixture.ts";
import { draftFile } from "./read-file.ts";

const plans = await readPlans(new URL("../../../../../cities/omitama/plans/", import.meta.url));
const comprehensive = plans.find(({ id }) => id === "comprehensive") as PlanDocument;

let town: TestCity;
before(async () => {
  town = await testCity([planModule({ metrics: () => new Map() })]);
});
after(() => town.close());

const staff = (role: Role): Actor => ({
  kind: "staff",
  personId: randomUUID(),
  name: "見本",
  sectionId: "kikaku-chosei",
  sectionName: "企画調整課",
  roles: [role],
  sessionId: randomUUID(),
});
const planner = staff("planner");
const is = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

/** A copy under another id, so that each test has a plan of its own. */
const copy = (id: string, change: (plan: PlanDocument) => Partial<PlanDocument> = () => ({})): PlanDocument => ({
  ...comprehensive,
  ...change(comprehensive),
  id,
});
const bring = (document: PlanDocument, reason = "見直し") => town.perform(bringPlan, { document, reason });

test("a part that a revision drops can still be found, and lives again when it comes back", async () => {
  const { db } = town.city;
  assert.equal(await bring(copy("keep")), 1);
  const without = copy("keep", ({ nodes, indicators, projects }) => ({
    nodes: nodes.filter(({ code }) => !code.startsWith("1303")),
    indicators: indicators.filter(({ id }) => id !== "net-monitors"),
    projects: projects.filter(({ node }) => node !== "1303"),
  }));
  assert.equal(await bring(without, "広聴を別の章へ移す"), 2);
  assert.equal((await findNode(db, "keep", "1303"))?.removedIn, 2);
  assert.equal((await findNode(db, "keep", "1303"))?.title.ja, "広聴の充実");
  assert.equal((await findIndicator(db, "keep", "net-monitors"))?.removedIn, 2);
  assert.equal((await findProject(db, "keep", "1303-A"))?.removedIn, 2);
  assert.ok(!(await listNodes(db, "keep")).some(({ code }) => code === "1303"));
  assert.ok((await listNodes(db, "keep", { includeRemoved: true })).some(({ code }) => code === "1303"));
  assert.equal((await listIndicators(db, "keep")).length, 20);
  assert.equal(await bring(copy("keep"), "もどす"), 3);
  assert.equal((await findNode(db, "keep", "1303"))?.removedIn, undefined);
  assert.deepEqual(
    (await listRevisions(db, "keep")).map(({ number, reason }) => [number, reason]),
    [
      [3, "もどす"],
      [2, "広聴を別の章へ移す"],
      [1, "見直し"],
    ],
  );
  const history = await listIndicatorHistory(db, "keep", "net-monitors");
  assert.deepEqual(
    history.map(({ revision, definition }) => [revision, definition?.id]),
    [
      [1, "net-monitors"],
      [2, undefined],
      [3, "net-monitors"],
    ],
  );
});

test("every revision can be read as it was, whatever came later", async () => {
  const { db } = town.city;
  const first = copy("read");
  await bring(first);
  await bring(copy("read", () => ({ title: { ja: "別の題名" } })));
  assert.deepEqual(await getPlanDocument(db, "read", 1), first);
  assert.equal((await getPlanDocument(db, "read")).title.ja, "別の題名");
  assert.equal((await findPlan(db, "read"))?.revision, 2);
});

test("a document that changes nothing makes no revision", async () => {
  await bring(copy("same"));
  assert.equal(await bring(copy("same")), undefined);
  assert.equal((await listRevisions(town.city.db, "same")).length, 1);
});

test("a target that is changed keeps the one before in the indicator's history", async () => {
  await bring(copy("target"));
  const raised = copy("target", ({ indicators }) => ({
    indicators: indicators.map((one) =>
      one.id === "net-monitors" ? { ...one, target: { year: 2027, rule: "reach" as const, value: "500" } } : one,
    ),
  }));
  await bring(raised);
  const history = await listIndicatorHistory(town.city.db, "target", "net-monitors");
  assert.deepEqual(
    history.map(({ definition }) => definition?.target),
    [
      { year: 2027, rule: "reach", value: "450" },
      { year: 2027, rule: "reach", value: "500" },
    ],
  );
  const difference = differenceOf(copy("target"), raised);
  assert.deepEqual(difference.indicators.changed[0]?.fields, [{ field: "target.value", before: "450", after: "500" }]);
  assert.equal(difference.nodes.changed.length, 0);
});

test("a plan of four levels with other words loads without code", async () => {
  const { db } = town.city;
  await bring(documentOf(otherCity));
  const plan = await findPlan(db, "sougou");
  assert.deepEqual(
    plan?.levels.map(({ name }) => name.ja),
    ["基本目標", "政策", "施策", "基本事業"],
  );
  assert.deepEqual(
    (await listNodes(db, "sougou")).map(({ code }) => code),
    ["I", "I-1", "I-1.1", "I-1.1.a"],
  );
  assert.deepEqual(
    (await listProjects(db, "sougou", { node: "I" })).map(({ code }) => code),
    ["00123"],
  );
});

test("what is applied is what was seen: only planners, only that document, only on that revision", async () => {
  await bring(copy("seen"));
  const changed = copy("seen", () => ({ title: { ja: "見た題名" } }));
  const perform = <I, O>(command: Parameters<typeof town.perform<I, O>>[0], input: I, actor = planner) =>
    town.perform(command, input, { actor });
  for (const role of ["clerk", "approver", "finance", "administrator", "auditor"] as const) {
    await assert.rejects(perform(draftPlan, { document: changed, source: "x" }, staff(role)), is("forbidden"));
  }
  const draftId = await perform(draftPlan, { document: changed, source: "plan.xlsx" });
  assert.equal((await findPlan(town.city.db, "seen"))?.revision, 1, "a draft changes nothing");
  const seen = hashOf(changed);
  await assert.rejects(perform(applyDraft, { draftId, seen, reason: "改定" }, staff("approver")), is("forbidden"));
  const other = { draftId, seen: hashOf(copy("seen")), reason: "改定" };
  await assert.rejects(perform(applyDraft, other), is("plan.staff-base-moved"));
  await bring(copy("seen", () => ({ lead: { ja: "間に入った改定" } })));
  await assert.rejects(perform(applyDraft, { draftId, seen, reason: "改定" }), is("plan.staff-base-moved"));
  await perform(dropDraft, draftId);
  assert.equal(await findDraft(town.city.db, draftId), undefined);
  const again = await perform(draftPlan, { document: changed, source: "plan.xlsx" });
  assert.deepEqual(await perform(applyDraft, { draftId: again, seen, reason: "議会の議決" }), {
    planId: "seen",
    revision: 3,
  });
  const [audited] = await listAuditOf(town.city.db, "plan/seen/3");
  assert.deepEqual([audited?.what, audited?.reason], ["plan.revised", "議会の議決"]);
});

test("of two planners who apply drafts of the same revision at once, one is told to look again", async () => {
  await bring(copy("race"));
  const titles = ["一つめ", "二つめ"];
  const drafts = await Promise.all(
    titles.map(async (ja) => {
      const document = copy("race", () => ({ title: { ja } }));
      const draftId = await town.perform(draftPlan, { document, source: ja }, { actor: planner });
      return { draftId, seen: hashOf(document), reason: "同時の改定" };
    }),
  );
  const results = await Promise.allSettled(
    drafts.map((draft) => town.perform(applyDraft, draft, { actor: staff("planner") })),
  );
  assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  assert.equal((await listRevisions(town.city.db, "race")).length, 2);
});

test("a part that is edited becomes a draft in which nothing else changes", async () => {
  await bring(copy("edit"));
  const draftId = await town.perform(
    editNode,
    {
      planId: "edit",
      code: "1303",
      adoptedOn: "2026-11-25",
      node: { title: { ja: "広聴の充実" }, lead: undefined, isPriority: true, sdgs: [16], sections: [] },
    },
    { actor: planner },
  );
  const draft = await findDraft(town.city.db, draftId);
  const difference = differenceOf(copy("edit"), draft?.document as PlanDocument);
  assert.deepEqual(
    difference.nodes.changed.map(({ id, fields }) => [id, fields.map(({ field }) => field).sort()]),
    [["1303", ["isPriority", "lead.en", "lead.ja", "sdgs", "sections", "title.en"]]],
  );
  assert.deepEqual(
    difference.plan.map(({ field }) => field),
    ["adoptedOn"],
  );
});

const draft = (bytes: Uint8Array | string, name: string, planId?: string) =>
  town.perform(
    draftFile,
    { file: new File([typeof bytes === "string" ? bytes : new Uint8Array(bytes)], name), planId },
    { actor: planner },
  );

test("a file with one mistake brings nothing, and says line or sheet, row and column of it", async () => {
  const wrong = writePlanYaml(copy("wrong")).replace("adoptedOn: 2023-03-01", "adoptedOn: 2023-02-30");
  await assert.rejects(draft(wrong, "wrong.yaml"), (error) => {
    assert.ok(error instanceof Refusal);
    assert.equal(error.code, "plan.staff-file-wrong");
    assert.match(String(error.others[0]?.params["place"]), /^\d+行目 \d+文字目$/);
    return true;
  });
  const twice = copy("wrong", ({ projects }) => ({ projects: [...projects, ...projects.slice(0, 1)] }));
  await assert.rejects(draft(await writePlanXlsx(twice), "wrong.xlsx"), (error) => {
    assert.ok(error instanceof Refusal);
    assert.equal(error.others[0]?.params["place"], `シート「事業」 ${comprehensive.projects.length + 2}行 A列（符号）`);
    return true;
  });
  assert.equal(await findPlan(town.city.db, "wrong"), undefined);
});

test("a file is what its content says: a lying name, another plan's file, other letters and no file at all are refused", async () => {
  const xlsx = await writePlanXlsx(copy("lies"));
  await assert.rejects(draft(xlsx, "plan.yaml"), is("plan.staff-file-kind"));
  await assert.rejects(draft("id: x", "plan.xlsx"), is("plan.staff-file-kind"));
  await assert.rejects(draft(Buffer.from("82a0", "hex"), "plan.yaml"), is("plan.staff-file-letters"));
  await assert.rejects(draft(xlsx, "plan.xlsx", "comprehensive"), is("plan.staff-other-plan"));
  await assert.rejects(draft(new Uint8Array(5 * 1024 * 1024 + 1), "plan.yaml"), is("plan.staff-file-too-big"));
});

test("a plan of 2,000 projects goes through Excel, is brought and revised", async (context) => {
  const [pattern] = comprehensive.projects;
  const projects = Array.from({ length: 2000 }, (_, at) => ({
    ...(pattern as PlanDocument["projects"][number]),
    code: `P-${at}`,
    name: { ja: `事業${at}（見本）` },
  }));
  const large = copy("large", () => ({ projects }));
  const xlsx = await writePlanXlsx(large);
  const begun = performance.now();
  const draftId = await draft(xlsx, "large.xlsx");
  const read = performance.now();
  const applied = { draftId, seen: hashOf(large), reason: "事業一覧の登録" };
  await town.perform(applyDraft, applied, { actor: planner });
  const done = performance.now();
  context.diagnostic(
    `2,000 projects (${Math.round(xlsx.length / 1024)} KB): read and compared in ${Math.round(read - begun)} ms, applied in ${Math.round(done - read)} ms`,
  );
  assert.equal((await listProjects(town.city.db, "large")).length, 2000);
  assert.ok(done - begun < 30_000);
});
