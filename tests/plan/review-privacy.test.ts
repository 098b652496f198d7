import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { isInAudience, visitor } from "../../src/kernel/actor.ts";
import { readPdf } from "../../src/kernel/documents/read-pdf.fixture.ts";
import { methodOf, type Route } from "../../src/kernel/http/route.ts";
import { nameReviewer } from "../../src/modules/plan/commands/review/name-reviewer.ts";
import { type Resident, type Staff, settlePlan } from "../../src/modules/plan/review.fixture.ts";
import { type Browser, type Site, startSite } from "../site.fixture.ts";

/** Words that nobody else may ever see, and words that nobody else may see before the board begins. */
const notes = "ひみつの覚え書き";
const comment = "まだ出していない意見";

let site: Site;
let plan: Awaited<ReturnType<typeof settlePlan>>;
let people: Readonly<Record<"chair" | "second" | "third" | "stranger", Resident>>;
let sheet: string;

before(async () => {
  site = await startSite();
  plan = await settlePlan(site);
  const [chair, second, third, stranger] = await Promise.all(
    ["大和田 文子", "皆川 翔", "立原 ゆき", "山口 はる"].map((name) => plan.addResident(name)),
  );
  people = { chair, second, third, stranger } as typeof people;
  for (const who of [people.chair, people.second, people.third]) {
    const naming = { personId: who.personId, publicTitle: "市民代表", isChair: who === people.chair };
    await site.perform(nameReviewer, { roundId: plan.roundId, ...naming }, { actor: plan.planner });
  }
  sheet = await plan.addSheet(plan.roundId, "1303");
});
after(() => site.close());

const signIn = (who: Resident | Staff): Promise<Browser> =>
  // biome-ignore lint/suspicious/noExplicitAny: the fixtures of two modules name the same actors
  site.signIn({ ...who, sessionId: randomUUID() } as any);
const review = {
  "score-necessity": "A",
  "score-effectiveness": "B",
  "score-efficiency": "B",
  "score-fairness": "A",
  verdict: "improve",
  comment,
  notes,
};

/** All that a browser can be shown by GET, at every address that can be made of what there is. */
async function everythingFor(who: Resident | Staff | undefined): Promise<ReadonlyMap<string, string>> {
  const browser = who === undefined ? site.browser() : await signIn(who);
  const values: Readonly<Record<string, string>> = {
    round: plan.roundId,
    sheet,
    plan: plan.planId,
    subject: "1303",
    code: "1303",
    year: "2025",
    reviewer: people.second.personId,
    person: people.second.personId,
    promise: "0",
  };
  const shown = new Map<string, string>();
  for (const route of site.routes.filter((one) => isToBeSeen(one, who))) {
    const path = route.path.replace(/:([a-z-]+)/gi, (param, name: string) => values[name] ?? param);
    if (!path.includes(":")) shown.set(path, (await browser.get(path)).text);
  }
  return shown;
}

/** Who is refused by the audience is tested with all routes in tests/permissions; the catalogue shows no records. */
function isToBeSeen(route: Route, who: Resident | Staff | undefined): boolean {
  return methodOf(route) === "GET" && isInAudience(who ?? visitor, route.who) && !route.path.startsWith("/_catalogue");
}

async function findLeaks(
  secrets: Readonly<Record<string, string>>,
  to: readonly (Resident | Staff | undefined)[],
): Promise<string[]> {
  const leaks: string[] = [];
  for (const who of to) {
    for (const [path, text] of await everythingFor(who)) {
      for (const [name, secret] of Object.entries(secrets)) {
        if (text.includes(secret)) leaks.push(`${who?.name ?? "a visitor"} reads the ${name} at ${path}`);
      }
    }
  }
  return leaks;
}

test("a reviewer's pages are 404 to a resident who is no reviewer, and refuse staff", async () => {
  const stranger = await signIn(people.stranger);
  const planner = await signIn(plan.planner);
  for (const path of [
    "/my/reviews",
    `/my/reviews/${sheet}`,
    `/my/reviews/${sheet}/board`,
    `/my/reviews/${plan.roundId}/pack.pdf`,
  ]) {
    assert.equal((await stranger.get(path)).status, 404, path);
    assert.equal((await planner.get(path)).status, 403, path);
  }
  const second = await signIn(people.second);
  assert.equal((await second.get(`/my/reviews/${sheet}/board`)).status, 404, "the board's page is the chair's");
  assert.equal((await second.get(`/my/reviews/${randomUUID()}`)).status, 404);
  assert.equal((await stranger.post(`/my/reviews/${sheet}`, { ...review, do: "hand-in" })).status, 404);
});

test("a reviewer sees the sheet without the section's own fields, saves a draft, is told what is missing, hands in", async () => {
  const browser = await signIn(people.second);
  const list = await browser.get("/my/reviews");
  assert.match(list.text, /広聴の充実/);
  assert.match(list.text, /まだ書いていません/);
  const page = await browser.get(`/my/reviews/${sheet}`);
  assert.match(page.text, /市民の声を聴く/);
  assert.doesNotMatch(page.text, /内線4455/);

  const path = `/my/reviews/${sheet}`;
  const lacking = await browser.post(path, { "score-necessity": "A", comment: "半分", do: "hand-in" });
  assert.equal(lacking.status, 422);
  assert.match(lacking.text, /提出するには、ここに答えてください/);
  assert.match(lacking.text, /半分/, "what was typed is kept");
  assert.equal((await browser.post(path, { ...review, do: "save" })).status, 303);
  assert.match((await browser.get(path)).text, new RegExp(notes));
  assert.equal((await browser.post(path, { ...review, do: "hand-in" })).location, "/my/reviews");
  assert.match((await browser.get(path)).text, /取りもどして書き直す/);
});

test("before the board begins nobody but its writer is shown a review, on any page or in any data", async () => {
  const others = [undefined, people.chair, people.third, people.stranger, plan.planner, plan.writer, plan.head];
  assert.deepEqual(await findLeaks({ notes, comment }, others), []);
});

test("the notes stay private after the board began, after the verdict and after the answer; the comment is read by those who may", async () => {
  const post = async (who: Resident | Staff, path: string, form: Record<string, string> = {}) => {
    const given = await (await signIn(who)).post(path, form);
    assert.equal(given.status, 303, `${path}: ${given.text.slice(0, 4000)}`);
  };
  const others = [undefined, people.chair, people.third, people.stranger, plan.planner, plan.writer, plan.head];
  const base = `/staff/evaluation/${plan.roundId}/sheets/${sheet}`;
  await post(people.chair, `/my/reviews/${sheet}`, {
    ...review,
    comment: "委員長の意見",
    notes: "委員長の覚え",
    do: "hand-in",
  });
  await post(plan.planner, `${base}/review/discuss`, { reason: "一人欠席" });
  assert.deepEqual(
    await findLeaks({ notes, comment }, others),
    [`大和田 文子 reads the comment at /my/reviews/${sheet}/board`],
    "the chair, side by side; nobody else",
  );

  const verdict = { verdict: "improve", "votes-improve": "２", comment: "生かし方を返すこと。" };
  await post(people.chair, `/my/reviews/${sheet}/board`, verdict);
  const answer = { stance: "accept", words: "60日以内に知らせます。", "what-1": "知らせる", "until-1": "2027-03-31" };
  await post(plan.writer, `${base}/answer`, { ...answer, do: "ask" });
  const head = await signIn(plan.head);
  const read = await head.get(`${base}/answer`);
  const writtenAt = /name="written-at" value="([^"]+)"/.exec(read.text)?.[1] ?? "";
  await post(plan.head, `${base}/answer/approve`, { "written-at": writtenAt });
  assert.equal(await plan.stateOf(sheet), "final");
  assert.deepEqual(await findLeaks({ notes }, others), []);
  assert.match((await head.get("/staff/promises")).text, /知らせる/);
  await post(plan.writer, `/staff/promises/${sheet}/0`, { outcome: "kept", words: "42日で知らせた" });
  await plan.run(sql`update plan.sheet set state = 'published', published_at = now() where id = ${sheet}`);
  assert.deepEqual(await findLeaks({ notes }, [undefined, people.third, plan.planner]), []);
});

test("the paper of one reviewer holds no word of another's review", async () => {
  const next = await plan.addSheet(plan.roundId, "1304");
  const path = `/my/reviews/${next}`;
  assert.equal((await (await signIn(people.second)).post(path, { ...review, do: "hand-in" })).status, 303);
  const { bytes, status } = await packOf(people.third);
  assert.equal(status, 200);
  const { text } = await readPdf(bytes);
  assert.ok(text.includes("1304広聴の充実"));
  assert.ok(!text.includes(notes) && !text.includes(comment) && !text.includes("内線4455"));
});

async function packOf(who: Resident): Promise<{ bytes: Uint8Array; status: number }> {
  const browser = await signIn(who);
  const cookie = [...browser.cookies].map((pair) => pair.join("=")).join("; ");
  const request = new Request(`http://localhost/my/reviews/${plan.roundId}/pack.pdf`, { headers: { cookie } });
  const response = await site.web.fetch(request, { address: "127.0.0.1" });
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
}
