import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { due2025, type EvaluationTown, evaluationTown, omitama, wholeAnswers } from "../../evaluation.fixture.ts";
import { refusalOf } from "../../review.fixture.ts";
import { missingFields } from "../../rules/evaluation/fields.ts";
import { sheetMoves } from "../../rules/evaluation/states.ts";
import { seedEvaluation } from "../../seeds/evaluation.ts";
import { seedFigure } from "../../seeds/figure.ts";
import { listPublishedSheets, listRounds, listSheets, listSteps } from "../../store/sheet.ts";
import type { Sheet } from "../../types/evaluation.ts";
import { moveSheet } from "./move-sheet.ts";
import { openRound } from "./open-round.ts";
import { changeDueDates, closeRound, publishRound } from "./run-round.ts";
import { submitSheet } from "./save-sheet.ts";

let town: EvaluationTown;
let roundId: string;
before(async () => {
  town = await evaluationTown();
  const opened = await open(2025);
  roundId = opened.roundId;
});
after(() => town.close());

const open = (year: number, withProjects = false) =>
  town.perform(
    openRound,
    { planId: "comprehensive", year, due: due2025, staffUnitCost: 7_200_000, withProjects },
    { actor: town.planner },
  );

async function sheetOf(subject: string, round = roundId): Promise<Sheet> {
  const sheet = (await listSheets(town.city.db, round)).find((one) => one.subject === subject);
  assert.ok(sheet);
  return sheet;
}

async function bringToChecked(subject: string): Promise<Sheet> {
  const { id, version } = await sheetOf(subject);
  await town.perform(submitSheet, { sheetId: id, version, sent: wholeAnswers }, { actor: town.writer });
  await town.perform(moveSheet, { sheetId: id, to: "checking" }, { actor: town.head });
  return town.perform(moveSheet, { sheetId: id, to: "checked" }, { actor: town.planner });
}

test("a round has one sheet for each measure of the plan, in the plan's order, with its section and its own copy of the forms", async () => {
  const sheets = await listSheets(town.city.db, roundId);
  assert.equal(sheets.length, 25);
  assert.deepEqual(
    sheets.map(({ subject }) => subject),
    sheets.map(({ subject }) => subject).sort(),
  );
  assert.equal((await sheetOf("1303")).sectionId, "hisho-kocho");
  const [round] = (await listRounds(town.city.db, "comprehensive")).filter(({ id }) => id === roundId);
  await town.perform(
    ({ tx }) => sql`update plan.sheet_form set form = '{"id": "other", "parts": []}'`.execute(tx),
    undefined,
  );
  assert.equal(round?.forms.measure.id, "measure");
});

test("a year is evaluated once, with days that follow each other", async () => {
  await seedEvaluationForms();
  assert.equal(await refusalOf(open(2025)), "plan.round-exists");
  const due = { ...due2025, head: "2026-06-01" };
  assert.equal(
    await refusalOf(town.perform(changeDueDates, { roundId, due }, { actor: town.planner })),
    "plan.round-due-order",
  );
});

test("projects get sheets of their own where the planner wants them", async () => {
  const { sheets, roundId: other } = await open(2019, true);
  const kinds = (await listSheets(town.city.db, other)).map(({ kind }) => kind);
  assert.ok(kinds.includes("project"));
  assert.equal(kinds.length, sheets);
});

test("the figures are frozen on the day on which a sheet becomes final, and public with all others at once", async () => {
  const { id } = await bringToChecked("1303");
  const final = await town.perform(moveSheet, { sheetId: id, to: "final" }, { actor: town.planner });
  assert.equal(final.frozen?.indicators[0]?.id, "net-monitors");
  const wrong = town.perform(publishRound, { roundId, sheetIds: [] }, { actor: town.publisher });
  assert.equal(await refusalOf(wrong), "plan.round-preview");
  const { published } = await town.perform(publishRound, { roundId, sheetIds: [id] }, { actor: town.publisher });
  assert.equal(published, 1);
  const [sheet] = await listPublishedSheets(town.city.db, "comprehensive", { subject: "1303", year: 2025 });
  assert.equal(sheet?.answers.headline, wholeAnswers.headline);
  assert.deepEqual(
    (await listSteps(town.city.db, id)).map(({ to }) => to),
    ["with-head", "checking", "checked", "final", "published"],
  );
});

test("who finished a sheet does not publish it", async () => {
  const { id } = await bringToChecked("1304");
  await town.perform(moveSheet, { sheetId: id, to: "final" }, { actor: town.publisher });
  const publish = town.perform(publishRound, { roundId, sheetIds: [id] }, { actor: town.publisher });
  assert.equal(await refusalOf(publish), "plan.round-preview");
  const alone = town.perform(moveSheet, { sheetId: id, to: "published" }, { actor: town.publisher });
  assert.equal(await refusalOf(alone), "plan.sheet-four-eyes");
});

test("PostgreSQL refuses a move that the table does not name, a change of what is public, and words that change on the way", async () => {
  const { rows } = await sql<{ from_state: string; to_state: string }>`select * from plan.sheet_move`.execute(
    town.city.db,
  );
  const written = rows.map(({ from_state, to_state }) => `${from_state} ${to_state}`).sort();
  assert.deepEqual(written, sheetMoves.map(({ from, to }) => `${from} ${to}`).sort());

  const change = (query: ReturnType<typeof sql>) => town.perform(({ tx }) => query.execute(tx), undefined);
  const { id } = await sheetOf("1101");
  assert.equal(
    await refusalOf(change(sql`update plan.sheet set state = 'checked' where id = ${id}`)),
    "plan.sheet-move",
  );
  assert.equal(
    await refusalOf(change(sql`update plan.sheet set title = '別の題' where id = ${(await sheetOf("1303")).id}`)),
    "plan.sheet-published",
  );
  assert.equal(
    await refusalOf(change(sql`update plan.sheet set answers = '{}' where id = ${(await sheetOf("1304")).id}`)),
    "plan.sheet-words-stay",
  );
});

test("a round with sheets that are not public is closed only when that is said, and then stands still", async () => {
  const { roundId: old } = await open(2018);
  const close = (anyway: boolean) => town.perform(closeRound, { roundId: old, anyway }, { actor: town.planner });
  assert.equal(await refusalOf(close(false)), "plan.round-unfinished");
  await close(true);
  const { id, version } = await sheetOf("1303", old);
  const late = town.perform(submitSheet, { sheetId: id, version, sent: wholeAnswers }, { actor: town.writer });
  assert.equal(await refusalOf(late), "plan.round-closed");
});

test("what a subject is for is carried over from the year before", async () => {
  const { roundId: next } = await open(2026);
  const { answers } = await sheetOf("1303", next);
  assert.equal(answers.purpose, wholeAnswers.purpose);
  assert.equal(answers.cause, undefined);
});

test("the samples are marked, nobody stands behind them, and 1303 says what the look's page says", async () => {
  const samples = await evaluationTown({ now: "2026-11-25T10:20:00+09:00" });
  try {
    await seedFigure(samples.city, omitama);
    await seedEvaluation(samples.city, omitama);
    // Started again, nothing comes twice.
    await seedEvaluation(samples.city, omitama);
    const [round, before] = await listRounds(samples.city.db, "comprehensive");
    assert.deepEqual([round?.year, round?.state, before?.year, before?.state], [2025, "open", 2024, "closed"]);
    const sheets = await listSheets(samples.city.db, round?.id ?? "");
    assert.deepEqual(
      (["measure", "project"] as const).map((kind) => sheets.filter((one) => one.kind === kind).length),
      [25, 4],
    );
    const ofProject = sheets.find(({ subject }) => subject === "1303-A");
    assert.deepEqual(
      [ofProject?.title, ofProject?.sectionId, ofProject?.state],
      ["おみたまネットモニター運営事業（見本）", "hisho-kocho", "published"],
    );
    assert.ok(round);
    for (const { kind, answers, state } of sheets.filter((one) => one.state === "published")) {
      assert.deepEqual(missingFields(round.forms[kind], answers), [], state);
    }
    assert.ok(sheets.every(({ isSample, writtenBy, publishedBy }) => isSample && !writtenBy && !publishedBy));
    const sheet = sheets.find(({ subject }) => subject === "1303");
    assert.equal(sheet?.answers.headline, "機会はふえたが、若い人に届いていない");
    const [indicator] = sheet?.frozen?.indicators ?? [];
    assert.deepEqual(
      [indicator?.verdict, indicator?.years.at(-1)?.value, indicator?.years.at(-1)?.expected],
      ["late", "349", "387"],
    );
  } finally {
    await samples.close();
  }
});

async function seedEvaluationForms(): Promise<void> {
  const { city } = town;
  await seedEvaluation({ ...city, demo: false }, omitama);
}
