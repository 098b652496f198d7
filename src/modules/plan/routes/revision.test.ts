import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { type Browser, type Site, startSite } from "../../../../tests/site.fixture.ts";
import { loadPlanYaml } from "../schema/revision/load.ts";
import { writePlanYaml } from "../schema/revision/yaml-write.ts";
import { seedRevisions } from "../seeds/revision.ts";
import { findPlan, getPlanDocument } from "../store/plan.ts";

const omitama = new URL("../../../../cities/omitama/", import.meta.url);

let site: Site;
before(async () => {
  site = await startSite();
  await seedRevisions(site.city, omitama);
});
after(() => site.close());

async function browserOf(role: "planner" | "clerk"): Promise<Browser> {
  const person = await site.addStaff(role, `職員 ${role}`);
  return site.signIn({ ...person, sessionId: randomUUID() });
}

/** The form of the page, with a file in it. */
function upload(browser: Browser, path: string, file: { name: string; text: string }) {
  const body = new FormData();
  body.set("form-key", browser.keyFor(path));
  body.set("file", new File([file.text], file.name));
  return browser.ask(path, { method: "POST", body, headers: { "sec-fetch-site": "same-origin" } });
}

test("a planner uploads a changed plan, sees what changes, applies it, and everybody reads it in the revision", async () => {
  const planner = await browserOf("planner");
  const visitor = site.browser();
  const exported = await visitor.get("/plans/comprehensive/plan.yaml");
  assert.equal(exported.status, 200);
  const changed = exported.text
    .replace("広聴の充実", "声を聴く")
    .replace("adoptedOn: 2023-03-01", "adoptedOn: 2026-11-01");
  const path = "/staff/plan/comprehensive/import";
  assert.match((await planner.get(path)).text, /違いを見る/);
  const sent = await upload(planner, path, { name: "plan.yaml", text: changed });
  assert.equal(sent.status, 303, sent.text.slice(0, 2000));
  const draftPath = String(sent.location);
  const preview = await planner.get(draftPath);
  assert.match(preview.text, /広聴の充実/);
  assert.match(preview.text, /声を聴く/);
  assert.match(preview.text, /令和8年11月1日/);
  assert.match((await visitor.get("/plans/comprehensive/parts/1303")).text, /広聴の充実/, "nothing has changed yet");
  const seen = /name="seen" value="([0-9a-f]{64})"/.exec(preview.text)?.[1] ?? "";
  assert.equal((await planner.post(draftPath, { seen })).status, 422, "a reason is asked for");
  const applied = await planner.post(draftPath, { seen, reason: "言葉をやさしくしました" });
  assert.equal(applied.location, "/plans/comprehensive/revisions/2");
  const revision = await visitor.get("/plans/comprehensive/revisions/2");
  assert.match(revision.text, /言葉をやさしくしました/);
  assert.match(revision.text, /声を聴く/);
  assert.match((await visitor.get("/plans/comprehensive/revisions")).text, /第2版/);
  await visitor.get("/plans/comprehensive/revisions/2?lang=en");
  assert.match((await visitor.get("/plans/comprehensive/revisions/2")).text, /Adopted on/);
});

test("who presses without having chosen a file is told to choose one", async () => {
  const planner = await browserOf("planner");
  for (const path of ["/staff/plan/comprehensive/import", "/staff/plan/import"]) {
    await planner.get(path);
    // As a browser sends it: a file without name and content.
    const sent = await upload(planner, path, { name: "", text: "" });
    assert.equal(sent.status, 422, path);
    assert.match(sent.text, /ファイルを選んでください。/);
    assert.doesNotMatch(sent.text, /書いてください。<\/a>/);
  }
});

test("a metric that no module counts and a section that nobody knows are said before a plan is applied, and refuse nothing", async () => {
  const planner = await browserOf("planner");
  const good = writePlanYaml(await getPlanDocument(site.city.db, "dx"));
  const draft = async (text: string) => {
    const sent = await upload(planner, "/staff/plan/dx/import", { name: "dx.yaml", text });
    assert.equal(sent.status, 303, sent.text.slice(0, 2000));
    return { path: String(sent.location), text: (await planner.get(String(sent.location))).text };
  };
  const changed = good.replace(/adoptedOn: \S+/, "adoptedOn: 2026-11-02");
  assert.match(changed, /facility\.web-share/);
  assert.doesNotMatch((await draft(changed)).text, /いまこのシステムにありません/, "metrics of this house are known");

  const odd = changed.replace("facility.web-share", "facility.nobody-counts").replace("joho-seisaku", "no-section");
  const { path, text } = await draft(odd);
  assert.match(text, /「facility\.nobody-counts」という数え方は、いまこのシステムにありません/);
  assert.match(text, /no-section/);
  const seen = /name="seen" value="([0-9a-f]{64})"/.exec(text)?.[1] ?? "";
  assert.equal((await planner.post(path, { seen, reason: "数え方は、あとで作る" })).status, 303);
  assert.equal((await findPlan(site.city.db, "dx"))?.revision, 2);
});

test("a measure that a revision drops keeps its page: it says since when and where it went, with its last text", async () => {
  const planner = await browserOf("planner");
  const visitor = site.browser();
  const measure = "/plans/comprehensive/parts/1401";
  const before = await getPlanDocument(site.city.db, "comprehensive");
  const own = before.indicators.filter(({ node }) => node === "1401");
  assert.ok(own.length > 0);
  assert.doesNotMatch((await visitor.get(measure)).text, /今の計画にはありません/);
  const isOf1401 = (code: string | undefined) => code?.startsWith("1401") ?? false;
  const text = writePlanYaml({
    ...before,
    adoptedOn: "2026-11-15",
    nodes: before.nodes.filter(({ code }) => !isOf1401(code)),
    indicators: before.indicators.filter(({ node }) => !isOf1401(node)),
    projects: before.projects.filter(({ node }) => !isOf1401(node)),
  });
  const sent = await upload(planner, "/staff/plan/comprehensive/import", { name: "plan.yaml", text });
  assert.equal(sent.status, 303, sent.text.slice(0, 2000));
  const preview = (await planner.get(String(sent.location))).text;
  assert.match(preview, /これまでのリンクも、そのまま開けます/);
  const seen = /name="seen" value="([0-9a-f]{64})"/.exec(preview)?.[1] ?? "";
  const reason = "1402の施策にまとめました";
  assert.equal((await planner.post(String(sent.location), { seen, reason })).status, 303);
  const number = (await findPlan(site.city.db, "comprehensive"))?.revision;

  const title = before.nodes.find(({ code }) => code === "1401")?.title.ja ?? "";
  for (const path of [measure, `/plans/comprehensive/indicators/${own[0]?.id}`]) {
    const old = await visitor.get(path);
    assert.equal(old.status, 200, path);
    assert.ok(old.text.includes(`これは、令和8年11月15日の第${number}版で計画から外れました。`), path);
    assert.ok(old.text.includes(reason), path);
    assert.ok(old.text.includes(`href="/plans/comprehensive/revisions/${number}"`), path);
  }
  assert.ok((await visitor.get(measure)).text.includes(title), "its last text");
  assert.match((await visitor.get(`/plans/comprehensive/revisions/${number}`)).text, /なくなったもの（\d+）/);
  const policy = (await visitor.get("/plans/comprehensive/parts/14")).text;
  assert.ok(!policy.includes(`href="${measure}"`), "nothing of today leads there");
  await visitor.get(`${measure}?lang=en`);
  assert.match((await visitor.get(measure)).text, /left the plan with revision \d+ of (15 )?November/);
});

test("everything that is wrong with a file is listed, each with its line, and nothing is kept", async () => {
  const planner = await browserOf("planner");
  const before = (await findPlan(site.city.db, "dx"))?.revision;
  const good = writePlanYaml(await getPlanDocument(site.city.db, "dx"));
  const bad = good.replace("level: pillar", "level: pilar").replace("kind: ratio", "kind: ration");
  const answer = await upload(planner, "/staff/plan/dx/import", { name: "dx.yaml", text: bad });
  assert.equal(answer.status, 422);
  assert.match(answer.text, /ファイルに直すところが1あります/);
  assert.match(answer.text, /\d+行目 \d+文字目：次のどれかを書きます/);
  assert.equal((await findPlan(site.city.db, "dx"))?.revision, before);
});

test("a part is changed by a form, seen as a difference, and the export says it", async () => {
  const planner = await browserOf("planner");
  const path = "/staff/plan/dx/edit/A";
  assert.match((await planner.get("/staff/plan/dx/edit")).text, /市民のための手続き/);
  assert.match((await planner.get(path)).text, /SDGs/);
  const fields = [
    ["title", "市民の手続き"],
    ["lead", "来なくても済むようにします。"],
    ["sdgs", "9、18"],
    ["sections", "joho-seisaku"],
    ["adoptedOn", "2026-11-20"],
  ] as const;
  assert.equal((await planner.post(path, fields)).status, 422, "there are 17 goals");
  const good = fields.map(([name, value]) => [name, name === "sdgs" ? "9、16" : value] as const);
  const sent = await planner.post(path, good);
  assert.equal(sent.status, 303, sent.text.slice(0, 1500));
  const preview = await planner.get(String(sent.location));
  const seen = /name="seen" value="([0-9a-f]{64})"/.exec(preview.text)?.[1] ?? "";
  assert.equal((await planner.post(String(sent.location), { seen, reason: "題名を短くした" })).status, 303);
  const loaded = loadPlanYaml((await site.browser().get("/plans/dx/plan.yaml")).text);
  assert.ok(loaded.ok);
  assert.equal(loaded.document.nodes[0]?.title.ja, "市民の手続き");
});

test("a clerk may neither bring nor change nor see a draft, and a visitor is asked to sign in", async () => {
  const clerk = await browserOf("clerk");
  for (const path of [
    "/staff/plan/import",
    "/staff/plan/dx/import",
    "/staff/plan/dx/edit",
    "/staff/plan/dx/edit/A",
    "/staff/plan/template.xlsx",
    `/staff/plan/drafts/${randomUUID()}`,
  ]) {
    assert.equal((await clerk.get(path)).status, 403, path);
    assert.notEqual((await site.browser().get(path)).status, 200, path);
  }
  assert.equal((await upload(clerk, "/staff/plan/dx/import", { name: "dx.yaml", text: "id: dx" })).status, 403);
});

test("revisions, drafts and plans that do not exist are not found", async () => {
  const planner = await browserOf("planner");
  for (const path of [
    "/plans/none/revisions",
    "/plans/dx/revisions/99",
    "/plans/none/plan.yaml",
    "/plans/none/plan.xlsx",
  ]) {
    assert.equal((await site.browser().get(path)).status, 404, path);
  }
  for (const path of [`/staff/plan/drafts/${randomUUID()}`, "/staff/plan/none/import", "/staff/plan/dx/edit/Z"]) {
    assert.equal((await planner.get(path)).status, 404, path);
  }
});
