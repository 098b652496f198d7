import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../../../../kernel/actor.ts";
import { Refusal } from "../../../../kernel/refusal.ts";
import { due2025, type EvaluationTown, evaluationTown, wholeAnswers } from "../../evaluation.fixture.ts";
import { refusalOf } from "../../review.fixture.ts";
import type { Answers } from "../../rules/evaluation/merge.ts";
import { findMove, type Mover, sheetMoves } from "../../rules/evaluation/states.ts";
import { listVersions } from "../../store/evaluation/versions.ts";
import { findSheet, listSheets, listSteps } from "../../store/sheet.ts";
import { type SheetState, sheetStates } from "../../types/evaluation.ts";
import { moveSheet } from "./move-sheet.ts";
import { openRound } from "./open-round.ts";
import { changeDueDates } from "./run-round.ts";
import { saveSheet, submitSheet } from "./save-sheet.ts";
import { moveByHand } from "./sheet-in-round.ts";

let town: EvaluationTown;
let roundId: string;
let free: string[];
before(async () => {
  town = await evaluationTown({ connections: 20 });
  const opened = await town.perform(
    openRound,
    { planId: "comprehensive", year: 2025, due: due2025, staffUnitCost: 7_200_000, withProjects: true },
    { actor: town.planner },
  );
  roundId = opened.roundId;
  free = (await listSheets(town.city.db, roundId)).map(({ id }) => id);
});
after(() => town.close());

const run = (query: RawBuilder<unknown>) => town.perform(({ tx }) => query.execute(tx), undefined);

/** A sheet of 秘書広聴課 in this state, whose earlier steps others have made. */
async function sheetIn(state: SheetState, isSelected = false): Promise<string> {
  const id = crypto.randomUUID();
  const frozen =
    state === "final" || state === "published" ? '{"indicators":[],"cost":[],"staff":[],"projects":[]}' : null;
  await run(sql`insert into plan.sheet
      (id, round_id, kind, subject, title, section_id, state, answers, is_selected, selection_reason, is_sample, frozen)
    values (${id}, ${roundId}, 'project', ${id.slice(0, 8)}, '見本', 'hisho-kocho', ${state}, ${JSON.stringify(projectAnswers)},
      ${isSelected}, ${isSelected ? "見本" : null}, true, ${frozen})`);
  await run(sql`insert into plan.sheet_version (sheet_id, version, answers, saved_at)
    values (${id}, 1, ${JSON.stringify(projectAnswers)}, now())`);
  return id;
}
const projectAnswers = Object.fromEntries(Object.entries(wholeAnswers));

/** A sheet of this round that no other test touches, in the hands of 秘書広聴課. */
async function newSheet(): Promise<string> {
  const id = free.pop() ?? "";
  await run(
    sql`update plan.sheet set section_id = 'hisho-kocho', kind = 'measure', subject = ${id.slice(0, 8)} where id = ${id}`,
  );
  return id;
}

test("each move is made by those whom the table names and by nobody else, in every state", async () => {
  const who: Readonly<Record<string, Actor>> = {
    writer: town.writer,
    head: town.head,
    planner: town.planner,
    publisher: town.publisher,
    "another section": await town.addStaff("ほかの課", ["clerk", "approver"], "shimin-kyodo"),
    finance: await town.addStaff("財政課", ["finance"], "zaisei"),
    administrator: await town.addStaff("管理", ["administrator", "auditor"], "joho-seisaku"),
    resident: await town.addResident("山口 はる"),
    visitor: { kind: "visitor" },
    machine: { kind: "system", job: "test" },
  };
  const capacities: Readonly<Record<string, readonly Mover[]>> = {
    writer: ["writer"],
    head: ["head"],
    planner: ["planner"],
    publisher: ["planner", "publisher"],
  };
  let made = 0;
  for (const isSelected of [false, true]) {
    for (const from of sheetStates) {
      if (from === "in-review" || from === "discussing" || from === "answering" ? !isSelected : false) continue;
      const id = await sheetIn(from, isSelected);
      for (const to of sheetStates) {
        const move = findMove(from, to);
        for (const [name, actor] of Object.entries(who)) {
          // Where there is no move at all, those who may do most try it.
          if (move === undefined && !["writer", "head", "publisher"].includes(name)) continue;
          const isAllowed =
            move !== undefined &&
            (move.selected === undefined || move.selected === isSelected) &&
            move.by.some((by) => capacities[name]?.includes(by));
          // Each try is taken back, so that the next one finds the sheet as it was.
          const tried = town.perform(
            async (act) => {
              await moveSheet(act, { sheetId: id, to, comment: "理由" });
              throw new TakenBack();
            },
            undefined,
            { actor },
          );
          const label = `${name} ${from} → ${to}${isSelected ? " selected" : ""}`;
          if (isAllowed) {
            await assert.rejects(tried, TakenBack, label);
            made += 1;
          } else {
            await assert.rejects(tried, (error) => error instanceof Refusal, label);
          }
        }
      }
    }
  }
  assert.ok(made > sheetMoves.length, "the table was not empty");
});

class TakenBack extends Error {}

test("who wrote does not confirm, and who confirmed does not check, whatever roles they hold", async () => {
  const both = await town.addStaff("書いて確かめる人", ["clerk", "approver", "planner"]);
  const id = await newSheet();
  await town.perform(saveSheet, { sheetId: id, version: 1, sent: { purpose: "目的" } }, { actor: both });
  await town.perform(submitSheet, { sheetId: id, version: 2, sent: wholeAnswers }, { actor: town.writer });
  const move = (to: SheetState, actor: Actor) => town.perform(moveSheet, { sheetId: id, to }, { actor });
  // Saved a word of it, though another handed it in.
  assert.equal(await refusalOf(move("checking", both)), "plan.sheet-four-eyes");
  await move("checking", town.head);
  assert.equal(await refusalOf(move("checked", both)), "plan.sheet-four-eyes");
  await move("checked", town.planner);
  // PostgreSQL says the same without the code.
  const headed = run(sql`update plan.sheet set headed_by = written_by where id = ${id}`);
  assert.equal(await refusalOf(headed), "plan.sheet-four-eyes");
});

test("another section's clerk reads and does not write, and a move with an errand of its own has no way round it", async () => {
  const other = await town.addStaff("ほかの課の人", ["clerk"], "shimin-kyodo");
  const id = await newSheet();
  const save = town.perform(saveSheet, { sheetId: id, version: 1, sent: {} }, { actor: other });
  assert.equal(await refusalOf(save), "forbidden");
  const answering = await sheetIn("answering", true);
  const params = { round: roundId, sheet: answering };
  const final = town.perform((act) => moveByHand(act, params, { to: "final" }), undefined, { actor: town.planner });
  assert.equal(await refusalOf(final), "plan.sheet-move");
});

test("a draft may lack anything; handing in asks for every required field, and writes nothing if one is missing", async () => {
  const id = await newSheet();
  const { cause: _, ...without } = wholeAnswers;
  await town.perform(saveSheet, { sheetId: id, version: 1, sent: { purpose: "目的" } }, { actor: town.writer });
  const submit = (sent: Readonly<Record<string, string>>) =>
    town.perform(submitSheet, { sheetId: id, version: 2, sent }, { actor: town.writer });
  await assert.rejects(submit(without), (error) => {
    assert.ok(error instanceof Refusal);
    assert.deepEqual(
      [error.code, error.status, error.field, error.others.length],
      ["plan.sheet-missing", 422, "cause", 0],
    );
    return true;
  });
  assert.deepEqual((await findSheet(town.city.db, id))?.answers, { purpose: "目的" });
  const down = { ...wholeAnswers, "result-direction": "down", "cost-direction": "more" };
  assert.equal(await refusalOf(submit(down)), "plan.sheet-direction");
  assert.equal(await refusalOf(submit({ ...wholeAnswers, indicators: "450" })), "plan.sheet-auto");
  await submit(wholeAnswers);
  assert.equal((await findSheet(town.city.db, id))?.state, "with-head");
});

test("a returned sheet carries its reasons by field, and is confirmed anew", async () => {
  const id = await newSheet();
  await town.perform(submitSheet, { sheetId: id, version: 1, sent: wholeAnswers }, { actor: town.writer });
  await town.perform(moveSheet, { sheetId: id, to: "checking" }, { actor: town.head });
  const back = (marks: { field: string; words: string }[]) =>
    town.perform(moveSheet, { sheetId: id, to: "writing", marks }, { actor: town.planner });
  assert.equal(await refusalOf(back([])), "plan.sheet-reason");
  assert.equal(await refusalOf(back([{ field: "strange", words: "直す" }])), "not-found");
  const returned = await back([{ field: "cause", words: "回数を入れてください。" }]);
  assert.deepEqual(returned.marks, [{ field: "cause", words: "回数を入れてください。" }]);
  assert.deepEqual([returned.headedBy, returned.checkedBy], [undefined, undefined]);
  await town.drain();
  assert.ok(await wasTold(town.writer.personId, "plan-evaluation.returned"));
  await town.perform(submitSheet, { sheetId: id, version: 2, sent: wholeAnswers }, { actor: town.writer });
  assert.deepEqual((await findSheet(town.city.db, id))?.marks, []);
  assert.equal((await listSteps(town.city.db, id)).length, 4);
});

test("two who save at once lose no word: other fields are joined, the same field is shown to the second", async () => {
  const second = await town.addStaff("二人め", ["clerk"]);
  const save = (actor: Actor, id: string, sent: Readonly<Record<string, string>>) =>
    town.perform(saveSheet, { sheetId: id, version: 1, sent }, { actor });

  for (let round = 0; round < 5; round++) {
    const id = await sheetIn("writing");
    const base = { ...projectAnswers };
    const results = await Promise.allSettled([
      save(town.writer, id, withoutStrange({ ...base, purpose: `一人め ${round}` })),
      save(second, id, withoutStrange({ ...base, issues: `二人め ${round}` })),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["fulfilled", "fulfilled"],
    );
    const answers: Answers = (await findSheet(town.city.db, id))?.answers ?? {};
    assert.deepEqual([answers.purpose, answers.issues], [`一人め ${round}`, `二人め ${round}`]);
    assert.equal((await listVersions(town.city.db, id)).length, 3);
  }

  const id = await sheetIn("writing");
  const results = await Promise.allSettled([
    save(town.writer, id, withoutStrange({ ...projectAnswers, purpose: "一人めの文" })),
    save(second, id, withoutStrange({ ...projectAnswers, purpose: "二人めの文" })),
  ]);
  const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  assert.equal(refused.length, 1, "exactly one of them is asked");
  assert.ok(refused[0] instanceof Refusal);
  assert.deepEqual([refused[0].code, refused[0].others[0]?.field], ["plan.sheet-edited", "purpose"]);

  // The other's text, as it stood beside one's own, can be chosen; what was saved before stays in the history.
  const first = await findSheet(town.city.db, id);
  const sent = withoutStrange({ ...projectAnswers, purpose: "残さない文", issues: "三人めの文" });
  const chosen = { sheetId: id, version: 2, sent, take: ["purpose"] };
  const { answers } = await town.perform(saveSheet, chosen, { actor: second });
  assert.deepEqual([answers.purpose, answers.issues], [first?.answers.purpose, "三人めの文"]);
});

test("control: the same two savings without a look at the version lose a text, in every round", async () => {
  let lost = 0;
  for (let round = 0; round < 5; round++) {
    const id = await sheetIn("writing");
    // What a form does that sends all its fields and knows no version.
    const blind = (changes: object) =>
      run(sql`update plan.sheet set answers = ${JSON.stringify({ ...projectAnswers, ...changes })} where id = ${id}`);
    await Promise.all([blind({ purpose: "一人め" }), blind({ issues: "二人め" })]);
    const answers: Answers = (await findSheet(town.city.db, id))?.answers ?? {};
    if (answers.purpose !== "一人め" || answers.issues !== "二人め") lost += 1;
  }
  assert.equal(lost, 5);
});

test("who is awaited gets one mail for each step and day, however often the morning's job runs; a new day is a new mail", async () => {
  const mails = async () =>
    (await sql`select id from notice.message where kind like 'plan-evaluation.%'`.execute(town.city.db)).rows.length;
  const began = await mails();
  town.clock.set("2026-06-07T07:20:00+09:00");
  await town.runJob("plan.remind-of-sheets");
  assert.equal(await mails(), began, "four days before nobody is reminded");
  town.clock.set("2026-06-08T07:20:00+09:00");
  await town.runJob("plan.remind-of-sheets");
  const soon = await mails();
  assert.ok(soon > began);
  assert.ok(await wasTold(town.writer.personId, "plan-evaluation.soon"));
  await town.runJob("plan.remind-of-sheets");
  town.clock.set("2026-06-10T07:20:00+09:00");
  await town.runJob("plan.remind-of-sheets");
  assert.equal(await mails(), soon, "once for each step");
  town.clock.set("2026-06-12T07:20:00+09:00");
  await town.runJob("plan.remind-of-sheets");
  assert.ok(await wasTold(town.writer.personId, "plan-evaluation.late"));
  const late = await mails();
  const due = { ...due2025, write: "2026-06-16" };
  await town.perform(changeDueDates, { roundId, due }, { actor: town.planner });
  town.clock.set("2026-06-13T07:20:00+09:00");
  await town.runJob("plan.remind-of-sheets");
  assert.ok((await mails()) > late);
});

async function wasTold(personId: string, kind: string): Promise<boolean> {
  const { rows } = await sql`select id from notice.message where person_id = ${personId} and kind = ${kind}`.execute(
    town.city.db,
  );
  return rows.length > 0;
}

/** The project's form lacks some of the measure's fields. */
function withoutStrange({ cause: _, ...answers }: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return answers;
}
