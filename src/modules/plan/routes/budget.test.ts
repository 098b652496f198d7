import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { keyOn, startWeb } from "../../payment/web.fixture.ts";
import { type BudgetTown, budgetModule, budgetTown } from "../commands/budget/budget.fixture.ts";
import { listBudget, listEffort, listOutputs, listRequests } from "../store/budget.ts";

let town: BudgetTown;
let web: ReturnType<typeof startWeb>;
let sheetId: string;
before(async () => {
  town = await budgetTown();
  web = startWeb(town.city, budgetModule);
  sheetId = await town.addSheet("1303");
});
after(() => town.close());

type Visitor = ReturnType<typeof web.browser>;

const head = "事業コード,年度,区分,国庫支出金,県支出金,地方債,その他,一般財源,合計";

async function upload(visitor: Visitor, text: string, unit = "") {
  const path = "/staff/budget/small/import";
  const body = new FormData();
  body.set("form-key", keyOn((await visitor.get(path)).text, path));
  body.set("file", new File([text], "予算.csv"));
  body.set("unit", unit);
  return visitor.ask(path, { method: "POST", body });
}

/** Sends the form as the page gave it. */
async function send(visitor: Visitor, page: string, action: string, fields: Record<string, string>) {
  return visitor.send((await visitor.get(page)).text, action, fields);
}

describe("the import's pages", () => {
  it("show what would change before anything does, and then do it", async () => {
    const finance = web.browser(town.finance);
    const lines = [
      "1303-A,2026,当初,0,0,0,0,1200,1200",
      "1303-A,2025,当初,0,0,0,0,0,0",
      "1303-A,2025,決算,0,0,0,0,5,5",
    ];
    const read = await upload(finance, ["単位：千円", head, ...lines].join("\n"));
    assert.equal(read.status, 303);
    const page = await finance.get(read.location ?? "");
    assert.match(page.text, /1,200,000/);
    assert.deepEqual(await listBudget(town.city.db, "small"), []);
    const digest = /name="digest" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
    const done = await send(finance, read.location ?? "", read.location ?? "", { digest });
    assert.equal(done.status, 303);
    assert.equal((await listBudget(town.city.db, "small")).length, 3);
    assert.match((await finance.get(read.location ?? "")).text, /もう取り込みました/);
  });

  it("say what is wrong with its row, and ask for a unit that is not stated", async () => {
    const finance = web.browser(town.finance);
    const wrong = await upload(
      finance,
      ["単位：円", head, "9999,2026,当初,0,0,0,0,1,1", "1303-A,2026,当初,0,0,0,0,1,2"].join("\n"),
    );
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /3行目　事業コード「9999」は、この計画にありません/);
    assert.match(wrong.text, /4行目　財源の合計は1円ですが、合計の列は2円です/);
    const bare = await upload(finance, [head, "1303-A,2026,当初,0,0,0,0,1,1"].join("\n"));
    assert.equal(bare.status, 422);
    assert.match(bare.text, /円か千円かを選んでください/);
  });

  it("are finance's alone", async () => {
    for (const actor of [town.clerk, town.head, town.planner]) {
      assert.equal((await web.browser(actor).get("/staff/budget/small/import")).status, 403);
    }
    assert.match((await web.browser().get("/staff/budget")).location ?? "", /^\/staff\/sign-in/);
    const resident = {
      kind: "resident",
      personId: crypto.randomUUID(),
      name: "山口",
      sessionId: crypto.randomUUID(),
    } as const;
    assert.equal((await web.browser(resident).get("/staff/budget")).status, 403);
  });

  it("give a template and the year's amounts as files", async () => {
    const finance = web.browser(town.finance);
    const template = await finance.get("/staff/budget/small/import/template.xlsx");
    assert.match(template.headers.get("content-type") ?? "", /spreadsheetml/);
    const csv = await finance.get("/staff/budget/small/2026/budget.csv");
    assert.match(csv.text, /単位：円[\s\S]*"1303-A","事業1303-A",2026,"当初",0,0,0,0,1200000,1200000/);
    assert.equal((await finance.get("/staff/budget/nowhere/2026/budget.csv")).status, 404);
  });
});

describe("the pages of a year", () => {
  it("say that a rate over a budget of zero cannot be calculated", async () => {
    const { text } = await web.browser(town.planner).get("/staff/budget/small/2025");
    assert.match(text, /計算できません/);
    assert.match(text, /部分1303/);
    const project = await web.browser(town.planner).get("/staff/budget/small/2025/projects/1303-A");
    assert.match(project.text, /計算できません/);
  });

  it("find projects by code and name in any width, and say that they rank nothing", async () => {
    const planner = web.browser(town.planner);
    const { text } = await planner.get(`/staff/budget/small/2025?q=${encodeURIComponent("１３０４－Ａ")}`);
    const list = text.slice(text.indexOf('id="projects"'), text.indexOf('id="by-node"'));
    assert.match(list, /1304-A/);
    assert.doesNotMatch(list, /1303-B/);
    assert.match((await planner.get("/staff/budget")).text, /自動の順位や点数はつけません/);
  });

  it("keep what was typed in a grid, and mark the wrong cell", async () => {
    const clerk = web.browser(town.clerk);
    const path = "/staff/budget/small/2025/effort";
    const wrong = await send(clerk, path, path, { "p.1303-A": "半分", "p.1303-B": "0.25" });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /id="p.1303-A"[^>]*value="半分"[^>]*aria-invalid="true"/);
    assert.equal((await listEffort(town.city.db, "small", 2025)).size, 0);
    const good = await send(clerk, path, path, { "p.1303-A": "０．５", "p.1303-B": "" });
    assert.equal(good.status, 303);
    assert.deepEqual(Object.fromEntries(await listEffort(town.city.db, "small", 2025)), { "1303-A": "0.50" });
  });

  it("take the output of one's own project only, and give the cost of one", async () => {
    const path = "/staff/budget/small/2025/projects/1303-A";
    const fields = { name: "調査", unit: "回", amount: "4" };
    assert.equal((await send(web.browser(town.clerk), path, path, fields)).status, 303);
    assert.equal((await listOutputs(town.city.db, "small", "1303-A"))[0]?.amount, "4.00");
    const { text } = await web.browser(town.clerk).get(path);
    // (5,000 + 0.5 × 7,654,321) ÷ 4
    assert.match(text, /958,040/);
    const stranger = await web.browser(town.stranger).get(path);
    assert.doesNotMatch(stranger.text, /name="amount"/);
  });
});

describe("a request's pages", () => {
  it("lead from the sheet to the published answer, each person seeing only what is theirs to do", async () => {
    const [clerk, chief, finance, planner] = [town.clerk, town.head, town.finance, town.planner].map((actor) =>
      web.browser(actor),
    ) as [Visitor, Visitor, Visitor, Visitor];
    assert.match((await clerk.get("/staff/budget")).text, new RegExp(`/staff/budget/sheets/${sheetId}`));
    const ask = `/staff/budget/sheets/${sheetId}`;
    assert.match((await clerk.get(`${ask}?project=1303-A`)).text, /令和8年度の当初予算は1,200,000円/);
    const wrong = await send(clerk, `${ask}?project=1303-A`, ask, {
      project: "1303-A",
      asked: "1800000",
      reason: "改善の判定",
      "part-label-1": "知らせる",
      "part-amount-1": "450000",
      "part-label-2": "案内",
    });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /value="450000"/, "what was typed is kept");
    const drafted = await send(clerk, `${ask}?project=1303-A`, ask, {
      project: "1303-A",
      asked: "１，８００，０００円",
      reason: "改善の判定",
      "part-label-1": "知らせる",
      "part-amount-1": "450000",
      "part-label-2": "案内",
      "part-amount-2": "150,000",
    });
    assert.equal(drafted.status, 303);
    const path = drafted.location ?? "";
    assert.doesNotMatch((await finance.get(path)).text, /\/assess"/);
    assert.match((await chief.get("/staff/budget")).text, new RegExp(path));
    assert.equal((await send(chief, path, `${path}/submit`, {})).status, 303);
    assert.doesNotMatch((await clerk.get(path)).text, /\/edit|\/submit"/);
    assert.equal((await clerk.get(`${path}/edit`)).status, 404);
    const empty = await send(finance, path, `${path}/assess`, { assessed: "", assessment: "" });
    assert.equal(empty.status, 422);
    const assessed = { assessed: "1700000", assessment: "案内は今の費用で" };
    assert.equal((await send(finance, path, `${path}/assess`, assessed)).status, 303);
    const decided = { decided: "1,700,000", "decided-on": "令和9年3月19日", answer: "知らせるしくみを認めました。" };
    assert.equal((await send(finance, path, `${path}/decide`, decided)).status, 303);
    const publish = "/staff/budget/small/2027/publish";
    const preview = await planner.get(publish);
    assert.match(preview.text, /知らせるしくみを認めました/);
    const seen = /name="seen" value="([^"]+)"/.exec(preview.text)?.[1] ?? "";
    assert.equal(
      (await send(finance, publish, publish, { seen })).status,
      409,
      "who wrote the answer does not publish it",
    );
    assert.equal((await send(planner, publish, publish, { seen })).status, 303);
    assert.equal((await listRequests(town.city.db, "small", 2027))[0]?.state, "published");
    assert.match((await planner.get("/staff/budget/small/2027/requests")).text, /公表した/);
    assert.match((await clerk.get(ask)).text, new RegExp(path), "the sheet leads to its request");
  });
});
