import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Site, startSite } from "../../../../tests/site.fixture.ts";
import { indicatorsShape, plansShape, planWithPartsShape } from "../schema/public-api.ts";
import { seedBudget } from "../seeds/budget.ts";
import { seedEvaluation } from "../seeds/evaluation.ts";
import { seedFigure } from "../seeds/figure.ts";
import { seedRevisions } from "../seeds/revision.ts";

let site: Site;
before(async () => {
  site = await startSite();
  const folder = new URL("../../../../cities/omitama/", import.meta.url);
  await seedRevisions(site.city, folder);
  await seedFigure(site.city, folder);
  await seedBudget(site.city, folder);
});
after(() => site.close());

const look = async (path: string, status = 200) => {
  const { status: got, text } = await site.browser().get(path);
  assert.equal(got, status, path);
  return text;
};

test("the front says how the 21 indicators of the real plan stand, in words, and that the figures are samples", async () => {
  const text = await look("/plans/comprehensive");
  assert.match(text, /21の成果指標の、今の様子/);
  assert.match(text, /6つの基本施策/);
  const counts = [...text.matchAll(/<dd><b>(\d+)<\/b>本/g)].map(([, count]) => Number(count));
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    21,
  );
  assert.match(text, /数字は見本です/);
  assert.match(text, /\/opendata\/plan\.indicators\.csv/);
});

test("a measure shows the verdict first, four figures, a drawing with its table, and where each figure comes from", async () => {
  const text = await look("/plans/comprehensive/parts/1303");
  const place = (words: string) => {
    const at = text.indexOf(words);
    assert.ok(at > 0, words);
    return at;
  };
  assert.ok(place('class="verdict') < place('class="figures"'));
  assert.ok(place('class="figures"') < place('<svg class="chart__desk"'));
  assert.match(text, /令和7年度は349人でした/);
  assert.match(text, /あるべきところ 387人/);
  assert.match(text, /同じ数を表で/);
  assert.match(text, /「実績 349人」は、どこから来た数か/);
  assert.match(text, /「おくれ」と判定した計算/);
  assert.match(text, /たて軸は250人から/);
});

test("every indicator's page is there, in three languages, and none prints a number that is not one", async () => {
  const answer = JSON.parse(await look("/api/v1/plans/comprehensive/indicators"));
  const { indicators } = indicatorsShape.parse(answer);
  assert.equal(indicators.length, 21);
  for (const { id } of indicators) {
    for (const language of ["ja", "en", "ja-easy"]) {
      const browser = site.browser();
      browser.cookies.set("language", language);
      const { status, text } = await browser.get(`/plans/comprehensive/indicators/${id}`);
      assert.equal(status, 200);
      assert.doesNotMatch(text, /NaN|undefined|Infinity|\[object|plan\.[a-z]+\.[a-z]+[^a-z.]/, `${id} ${language}`);
    }
  }
});

test("a ceiling is never given a share of the way, and what cannot be measured has no line", async () => {
  const text = await look("/plans/comprehensive/indicators");
  const row = (name: string) => text.split("<tr").find((part) => part.includes(name)) ?? "";
  assert.doesNotMatch(row("経常収支比率"), /polish__/);
  assert.match(row("経常収支比率"), /以下/);
  assert.doesNotMatch(row("修正NPS"), /polish__/);
  assert.match(row("修正NPS"), /測れない/);
});

test("the list narrows by verdict, and an unknown condition is as none", async () => {
  const late = await look("/plans/comprehensive/indicators?verdict=late&part=&priority=");
  assert.match(late, /7本の成果指標/);
  assert.doesNotMatch(late, /status--good/);
  assert.match(await look("/plans/comprehensive/indicators?verdict=nonsense"), /21本の成果指標/);
});

test("the search finds a word however it is written, and says so if there is none", async () => {
  const q = (words: string) => look(`/plans/comprehensive/search?q=${encodeURIComponent(words)}`);
  assert.match(await q("ネットモニター"), /おみたまネットモニター登録者数/);
  assert.match(await q("ﾈｯﾄﾓﾆﾀｰ"), /おみたまネットモニター登録者数/);
  assert.match(await q("%_"), /この計画の中にありません/);
  assert.match(await q("<script>"), /この計画の中にありません/);
});

test("two years stand side by side with what improved, and 経常収支比率 improves as it falls", async () => {
  const text = await look("/plans/comprehensive/compare?from=2024&to=2025");
  const row = text.split("<tr").find((part) => part.includes("経常収支比率")) ?? "";
  assert.match(row, /よくなった/);
  assert.match(row, /−0\.8/);
});

test("what does not exist is not found", async () => {
  for (const path of [
    "/plans/none",
    "/plans/comprehensive/parts/9999",
    "/plans/comprehensive/indicators/none",
    "/plans/comprehensive/projects/none",
    "/plans/comprehensive/evaluations/2025/9999",
    "/plans/comprehensive/projects?node=9999",
    "/api/v1/plans/none",
  ]) {
    await look(path, 404);
  }
});

test("programs get the same as the document promises", async () => {
  const { plans } = plansShape.parse(JSON.parse(await look("/api/v1/plans")));
  assert.ok(plans.some(({ id }) => id === "comprehensive"));
  const plan = planWithPartsShape.parse(JSON.parse(await look("/api/v1/plans/comprehensive")));
  assert.equal(plan.parts.filter(({ level }) => level === "policy").length, 6);
  const { indicators } = indicatorsShape.parse(JSON.parse(await look("/api/v1/plans/comprehensive/indicators")));
  const monitors = indicators.find(({ id }) => id === "net-monitors");
  const value = monitors?.values.find(({ year }) => year === 2025);
  assert.equal(value?.value, "349");
  assert.equal(value?.achievement.verdict, "late");
  assert.equal(value?.achievement.expected, "387");
  assert.equal(value?.origin?.sample, true);
});

test("the indicators come page by page, each once, with the origins of their own values", async () => {
  const path = "/api/v1/plans/comprehensive/indicators";
  const whole = indicatorsShape.parse(JSON.parse(await look(path)));
  assert.deepEqual([whole.page, whole.pages, whole.count, whole.indicators.length], [1, 1, 21, 21]);
  const pages = await Promise.all(
    [1, 2, 3, 4].map(async (page) => indicatorsShape.parse(JSON.parse(await look(`${path}?perPage=8&page=${page}`)))),
  );
  assert.deepEqual(
    pages.map(({ pages, indicators }) => [pages, indicators.length]),
    [8, 8, 5, 0].map((length) => [3, length]),
  );
  assert.deepEqual(
    pages.flatMap(({ indicators }) => indicators),
    whole.indicators,
  );
  assert.ok(whole.indicators.every(({ values }) => values.every(({ value, origin }) => !value || origin)));
  for (const wrong of ["page=0", "page=x", "perPage=101", "size=3"]) await look(`${path}?${wrong}`, 422);
});

test("the document of the interface says how values are read page by page, and what a program sends with its key", async () => {
  const { paths, components } = JSON.parse(await look("/api/v1/openapi.json"));
  const { get } = paths["/api/v1/plans/{plan}/indicators"];
  assert.deepEqual(
    get.parameters.map((one: { name: string; in: string; required: boolean }) => [one.name, one.in, one.required]),
    [
      ["plan", "path", true],
      ["page", "query", false],
      ["perPage", "query", false],
    ],
  );
  const { post } = paths["/api/v1/plans/{plan}/values"];
  assert.deepEqual(post.security, [{ key: [] }]);
  assert.equal(components.securitySchemes.key.scheme, "bearer");
  const { schema } = post.requestBody.content["application/json"];
  assert.deepEqual(schema.required, ["values"]);
  assert.deepEqual(schema.properties.values.items.required, ["indicator", "year", "value", "source"]);
  assert.equal(schema.properties.values.maxItems, 500);
  assert.deepEqual(Object.keys(post.responses), ["200", "202", "400", "401", "409", "422", "429"]);
  assert.deepEqual(
    post.parameters.map((one: { name: string; in: string }) => [one.name, one.in]),
    [
      ["plan", "path"],
      ["Idempotency-Key", "header"],
    ],
  );
});

test("a question is seen by nobody before staff have looked, and then without a name; the mail says nothing of it", async () => {
  const asker = await site.addResident("山口 はる");
  const mine = await site.signIn(asker);
  const path = "/plans/comprehensive/parts/1303";
  const sent = await mine.post(`${path}/questions`, {
    words: "若い人には、どう聞きますか。\n<b>教えて</b>",
    penName: "",
  });
  assert.equal(sent.status, 303);
  assert.doesNotMatch(await look(path), /どう聞きますか/);
  assert.match((await mine.get(path)).text, /どう聞きますか。<br>&lt;b&gt;教えて/);

  const staff = await site.addStaff("planner", "企画 の人");
  const desk = await site.signIn(staff);
  const list = (await desk.get("/staff/plan/comprehensive/questions")).text;
  const id = /questions\/([0-9a-f-]{36})/.exec(list)?.[1] ?? "";
  assert.doesNotMatch((await desk.get(`/staff/plan/comprehensive/questions/${id}`)).text, /山口/);
  const answered = await desk.post(`/staff/plan/comprehensive/questions/${id}/answer`, {
    answer: "高校で案内します。",
  });
  assert.equal(answered.status, 303);
  const shown = await look(path);
  assert.match(shown, /どう聞きますか/);
  assert.match(shown, /高校で案内します。/);
  assert.match(shown, /名前なし/);
  assert.doesNotMatch(shown, /山口|企画 の人/);
  await site.drain();
  const mail = site.post.mails.find(({ subject }) => subject.includes("質問や意見に答えました"));
  assert.ok(mail !== undefined);
  assert.doesNotMatch(`${mail.subject}${mail.text}`, /若い人|高校/);
});

test("a person has at most three questions waiting, and a clerk of another section answers none", async () => {
  const asker = await site.signIn(await site.addResident("佐藤 みのり"));
  const path = "/plans/comprehensive/parts/1301/questions";
  for (let n = 1; n <= 3; n++) assert.equal((await asker.post(path, { words: `質問 ${n}` })).status, 303);
  const fourth = await asker.post(path, { words: "質問 4" });
  assert.equal(fourth.status, 409);
  assert.match(fourth.text, /待っている質問や意見が3つあります/);
  assert.match(fourth.text, /質問 4/);
  assert.equal((await asker.post(path, { words: "あ".repeat(1001) })).status, 422);

  const clerk = await site.signIn(await site.addStaff("clerk", "別の課の人"));
  const listed = (
    await (await site.signIn(await site.addStaff("planner", "企画"))).get("/staff/plan/comprehensive/questions")
  ).text;
  const id = /questions\/([0-9a-f-]{36})/.exec(listed)?.[1] ?? "";
  assert.equal((await clerk.get(`/staff/plan/comprehensive/questions/${id}`)).status, 404);
  for (const [what, said] of [
    ["show", {}],
    ["answer", { answer: "はい。" }],
    ["decline", { reason: "いたずら" }],
  ] as const) {
    const tried = await clerk.post(`/staff/plan/comprehensive/questions/${id}/${what}`, said);
    assert.ok(tried.status === 403 || tried.status === 404, what);
  }
});

test("a measure shows what each of its projects costs and where its newest sheet wants to go, marked as a sample", async () => {
  const path = "/plans/comprehensive/parts/1303";
  const before = await look(path);
  assert.match(before, /おみたまネットモニター運営事業/);
  assert.doesNotMatch(before, /evaluations\/2025\/1303-A/);
  await seedEvaluation(site.city, new URL("../../../../cities/omitama/", import.meta.url));
  const text = await look(path);
  const row = text.split("<tr").find((part) => part.includes("ネットモニター運営事業")) ?? "";
  assert.match(row, /円/);
  assert.match(row, /<a class="inline" href="\/plans\/comprehensive\/evaluations\/2025\/1303-A">拡充<\/a>/);
  const other = text.split("<tr").find((part) => part.includes("市長と話す会")) ?? "";
  assert.match(other, />改善</);
  assert.match(text, /ここに書いてある意見、答え、金額は見本です/);
  assert.match(await look("/plans/comprehensive/evaluations/2025/1303-A"), /答える人は多いが、登録する人が若くない/);
  assert.match(await look("/plans/comprehensive/projects/1303-A"), /答える人は多いが、登録する人が若くない/);
  const year = "/plans/comprehensive/evaluations/2025";
  assert.match(await look(`${year}/1303`), /<h1>広聴の充実<\/h1>/);
  const visitor = site.browser();
  await visitor.get(`${year}/1303?lang=en`);
  assert.match((await visitor.get(`${year}/1303`)).text, /<h1>Listening to citizens<\/h1>/);
  assert.match((await visitor.get(year)).text, />Listening to citizens<\/a>/);
});
