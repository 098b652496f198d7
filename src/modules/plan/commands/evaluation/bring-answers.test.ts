import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { Refusal } from "../../../../kernel/refusal.ts";
import { writeAnswerTable } from "../../documents/answer-table.ts";
import { type ReportTown, reportTown } from "../../documents/report.fixture.ts";
import { listVersions } from "../../store/evaluation/versions.ts";
import { findRound, findSheet } from "../../store/sheet.ts";
import { bringAnswers } from "./bring-answers.ts";

let town: ReportTown;
before(async () => {
  town = await reportTown();
});
after(() => town.close());

async function draft() {
  const sheet = await findSheet(town.db, town.draft);
  const round = sheet && (await findRound(town.db, sheet.roundId));
  assert.ok(sheet && round);
  return { sheet, round };
}

test("a file that was downloaded and filled in becomes the draft's words, the old ones stay in its history, and again it changes nothing", async () => {
  const { sheet, round } = await draft();
  const bytes = await writeAnswerTable(round.forms.measure, [
    { ...sheet, answers: { ...sheet.answers, why: "=新しい理由です。", "result-direction": "up" } },
  ]);
  const brought = { roundId: round.id, kind: "measure" as const, bytes };
  const actor = town.planner;
  assert.deepEqual(await town.perform(bringAnswers, brought, { actor }), { sheets: 1 });
  const now = await findSheet(town.db, sheet.id);
  assert.equal(now?.version, sheet.version + 1);
  assert.equal(now?.answers["result-direction"], "up");
  assert.equal(now?.answers["why"], "=新しい理由です。");
  assert.equal(now?.answers["extension"], sheet.answers["extension"]);
  const [last] = await listVersions(town.db, sheet.id);
  assert.deepEqual([last?.version, last?.savedBy], [sheet.version + 1, actor.personId]);
  assert.deepEqual(await town.perform(bringAnswers, brought, { actor }), { sheets: 0 });
});

test("one mistake and nothing of the file is written; a file that is no table, and a closed round, are refused", async () => {
  const { sheet, round } = await draft();
  const csv = (text: string) => ({
    roundId: round.id,
    kind: "measure" as const,
    bytes: new TextEncoder().encode(text),
  });
  const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
  const wrong = csv("番号,備考\n");
  await assert.rejects(town.perform(bringAnswers, wrong), refused("plan.staff-answers-columns"));
  const half = csv('"番号","why"\n"1302","書いてはいけない"\n"1303","公表した"\n');
  await assert.rejects(town.perform(bringAnswers, half), refused("plan.staff-answers-not-writing"));
  assert.deepEqual(await findSheet(town.db, sheet.id), sheet);
  await assert.rejects(
    town.perform(bringAnswers, { roundId: round.id, kind: "measure", bytes: new Uint8Array([1, 0, 2]) }),
    refused("plan.staff-answers-file"),
  );
  await town.run(sql`update plan.round set state = 'closed' where id = ${round.id}`);
  await assert.rejects(town.perform(bringAnswers, half), refused("plan.round-closed"));
});
