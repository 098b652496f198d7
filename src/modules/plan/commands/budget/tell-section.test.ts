import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { type EvaluationTown, evaluationTown } from "../../evaluation.fixture.ts";
import { listRequestsOf } from "../../store/budget.ts";
import { draftRequest } from "./draft-request.ts";
import { assessRequest, decideRequest, publishAnswers, returnRequest, submitRequest } from "./move-request.ts";

let town: EvaluationTown;
let finance: Awaited<ReturnType<EvaluationTown["addStaff"]>>;
let sheetId: string;
before(async () => {
  town = await evaluationTown();
  finance = await town.addStaff("小松崎 優", ["finance"], "zaisei");
  const roundId = randomUUID();
  sheetId = randomUUID();
  await sql`insert into plan.round (id, plan_id, year, state, due, forms, staff_unit_cost)
    values (${roundId}, 'comprehensive', 2025, 'open', '{}', '{}', 7000000)`.execute(town.city.db);
  await sql`insert into plan.sheet (id, round_id, kind, subject, title, section_id, state, is_sample, frozen)
    values (${sheetId}, ${roundId}, 'measure', '1303', '広聴の充実', 'hisho-kocho', 'published', true, '{}')`.execute(
    town.city.db,
  );
});
after(() => town.close());

async function mails(kind: string) {
  const { rows } = await sql<{ person_id: string; params: Record<string, unknown>; link: string }>`
    select person_id, params, link from notice.message where kind = ${kind} order by person_id`.execute(town.city.db);
  return rows;
}

async function newRequest(project: string): Promise<string> {
  const asking = { sheetId, project, asked: 500_000, parts: [], reason: "見本の理由" };
  const { id } = await town.perform(draftRequest, asking, { actor: town.writer });
  await town.perform(submitRequest, { requestId: id }, { actor: town.head });
  return id;
}

test("a request that comes back is told to the section's writer and head once, without the reason and the amount", async () => {
  const id = await newRequest("1303-A");
  await town.drain();
  assert.deepEqual(await mails("plan-budget.returned"), [], "handing in is no news for the section");
  const back = { requestId: id, comment: "内訳を書いてください" };
  await town.perform(returnRequest, back, { actor: finance });
  await town.drain();
  const told = await mails("plan-budget.returned");
  assert.deepEqual(
    told.map(({ person_id }) => person_id),
    [town.writer.personId, town.head.personId].sort(),
  );
  assert.equal(told[0]?.link, `/staff/budget/requests/${id}`);
  assert.doesNotMatch(JSON.stringify(told), /内訳|500000/);
  const sent = town.sender.mails.filter(({ subject }) => subject === "予算要求が戻ってきました");
  assert.equal(sent.length, 2);
  assert.match(sent[0]?.text.replace(/\s/g, "") ?? "", /おみたまネットモニター運営事業（見本）の令和9年度の予算要求に/);

  await town.perform(submitRequest, { requestId: id }, { actor: town.head });
  await town.perform(returnRequest, back, { actor: finance });
  await town.drain();
  assert.equal((await mails("plan-budget.returned")).length, 4, "a second return is told again");
});

test("published answers are told to those who asked: one mail each, with how many", async () => {
  const [first] = await listRequestsOf(town.city.db, sheetId);
  assert.ok(first);
  await town.perform(submitRequest, { requestId: first.id }, { actor: town.head });
  const ids = [first.id, await newRequest("1303-B")];
  for (const requestId of ids) {
    await town.perform(assessRequest, { requestId, amount: 400_000, reason: "よい" }, { actor: finance });
    const decided = { requestId, amount: 400_000, decidedOn: "2027-03-19", answer: "認めました。" };
    await town.perform(decideRequest, decided, { actor: finance });
  }
  await town.drain();
  assert.deepEqual(await mails("plan-budget.answered"), [], "nothing before it is published");
  const all = { planId: "comprehensive", year: first.year, seen: ids };
  await town.perform(publishAnswers, all, { actor: town.planner });
  await town.drain();
  const told = await mails("plan-budget.answered");
  assert.deepEqual(
    told.map(({ person_id, params, link }) => [person_id, params["count"], link]),
    [town.writer.personId, town.head.personId]
      .sort()
      .map((id) => [id, 2, `/staff/budget/comprehensive/${first.year}/requests`]),
  );
  assert.doesNotMatch(JSON.stringify(told), /400000|認めました/);
});
