import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { StartFailure } from "../../../../kernel/start-failure.ts";
import { readSheetForm } from "../../schema/sheet-form.ts";
import { roundSteps, type SheetForm, sheetStates } from "../../types/evaluation.ts";
import { findMisorder, proposeDueDates, stepOfState } from "./calendar.ts";
import { costDirections, directionOf, directionTable, isContradiction, resultDirections } from "./direction.ts";
import { listFields, missingFields } from "./fields.ts";
import { awaitedOf, reminderOf } from "./late.ts";
import { isSameAnswers, mergeAnswers } from "./merge.ts";
import { readAnswers } from "./posted.ts";
import { findMove, sheetMoves } from "./states.ts";

const folder = (city: string) => new URL(`../../../../../cities/${city}/sheets/`, import.meta.url);
const measure = readSheetForm(new URL("measure.yaml", folder("omitama")));

test("every pair of result and cost has one direction, or is no direction at all", () => {
  const words = resultDirections.flatMap((result) => costDirections.map((cost) => directionTable[result][cost]));
  assert.deepEqual(words, ["expand", "improve", "improve", "keep", "keep", "improve", undefined, undefined, "shrink"]);
  const chosen = { "result-direction": "down", "cost-direction": "more" };
  assert.equal(directionOf(chosen), undefined);
  assert.equal(isContradiction(measure, chosen), true);
  assert.equal(isContradiction(measure, { "result-direction": "up" }), false);
  assert.equal(directionOf({ ...chosen, "special-direction": "end" }), "end");
});

test("a sheet reaches every state, and from each state but the last there is a way on", () => {
  const reached = new Set(["writing"]);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const { from, to } of sheetMoves) if (reached.has(from)) reached.add(to);
  }
  assert.deepEqual([...reached].sort(), [...sheetStates].sort());
  assert.deepEqual(
    sheetStates.filter((state) => !sheetMoves.some(({ from }) => from === state)),
    ["published"],
  );
  assert.equal(findMove("writing", "published"), undefined);
});

test("a due day that is a day off moves to the next working day, and no step is due before the one before it", () => {
  const due = proposeDueDates(2025, (day) => day === "2026-06-11" || day === "2026-06-12");
  assert.equal(due.write, "2026-06-13");
  assert.equal(findMisorder(due), undefined);
  assert.equal(findMisorder({ ...due, head: "2026-06-01" }), "head");
  assert.deepEqual(Object.keys(due), [...roundSteps]);
});

test("a sheet waits for the step of its state: soon from three days before, late from the day after", () => {
  const round = { due: { write: "2026-06-11" } };
  const at = (today: string) => {
    const awaited = awaitedOf(round, "writing", today);
    return awaited && reminderOf(awaited, today);
  };
  assert.deepEqual(["2026-06-07", "2026-06-08", "2026-06-11", "2026-06-12"].map(at), [
    undefined,
    "soon",
    "soon",
    "late",
  ]);
  assert.equal(awaitedOf(round, "published", "2026-06-12"), undefined);
  assert.deepEqual(
    sheetStates.filter((state) => stepOfState[state] === undefined),
    ["published"],
  );
});

const answers = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom("", "x", "y", "z"), {
  noNullPrototype: true,
});

test("joining drops no text: what only one of two changed is taken, and where both did a person sees both", () => {
  fc.assert(
    fc.property(answers, answers, answers, (base, mine, theirs) => {
      const { answers: merged, conflicts } = mergeAnswers(base, mine, theirs);
      for (const field of ["a", "b", "c", "d"]) {
        const [was, my, their, now] = [base, mine, theirs, merged].map((one) => one[field] ?? "");
        const conflict = conflicts.find((one) => one.field === field);
        if (my === was) assert.equal(now, their);
        else assert.equal(now, my);
        assert.equal(conflict !== undefined, my !== was && their !== was && my !== their);
        if (conflict) assert.deepEqual([conflict.mine, conflict.theirs], [my, their]);
      }
    }),
  );
});

test("who did not type anything gets what the other saved, and the other way round", () => {
  fc.assert(
    fc.property(answers, answers, (base, changed) => {
      assert.ok(isSameAnswers(mergeAnswers(base, base, changed).answers, changed));
      assert.ok(isSameAnswers(mergeAnswers(base, changed, base).answers, changed));
    }),
  );
});

test("a field that fills itself takes no value but a comment, and a field that the form does not have is refused", () => {
  const read = readAnswers(measure, {
    indicators: "450",
    "indicators-comment": "3月31日の数です。",
    strange: "x",
    necessity: "Z",
    headline: "あ".repeat(61),
    purpose: "  目的\u200b ",
  });
  assert.deepEqual(
    read.problems.map(({ name, code }) => [name, code]),
    [
      ["indicators", "plan.sheet-auto"],
      ["strange", "plan.sheet-unknown"],
      ["necessity", "plan.sheet-choice"],
      ["headline", "plan.sheet-long"],
    ],
  );
  assert.deepEqual(read.answers, { indicators: "3月31日の数です。", purpose: "目的" });
});

test("a number may be typed in full width and with separators, and is kept as it is", () => {
  const form = formOf("{ id: hours, kind: number, label: { ja: 時間 } }");
  assert.deepEqual(readAnswers(form, { hours: "１，２３４．５" }).answers, { hours: "1234.5" });
  assert.deepEqual(readAnswers(form, { hours: "1,234" }).answers, { hours: "1234" });
  assert.deepEqual(
    readAnswers(form, { hours: "12人" }).problems.map(({ code }) => code),
    ["plan.sheet-number"],
  );
});

test("what must be filled is asked for, and a field that fills itself never is", () => {
  const missing = missingFields(measure, { purpose: "目的" }).map(({ id }) => id);
  assert.ok(missing.includes("cause") && missing.includes("necessity-reason"));
  assert.ok(!missing.includes("purpose") && !missing.includes("indicators") && !missing.includes("contact"));
});

test("another city adds, renames and reorders fields and chooses its own scale, without code", () => {
  const form = formOf(`{ id: nps, kind: number, required: true, label: { ja: 満足した人の割合 } }
      - { id: purpose, kind: text, label: { ja: ねらい } }
      - { id: rank, kind: choice, required: true, label: { ja: 総合の順位 }, options: [{ value: S, label: { ja: S } }, { value: D, label: { ja: D } }] }`);
  assert.deepEqual(
    listFields(form).map(({ id }) => id),
    ["nps", "purpose", "rank"],
  );
  assert.deepEqual(readAnswers(form, { nps: "72.5", rank: "S" }), {
    answers: { nps: "72.5", rank: "S" },
    problems: [],
  });
  assert.deepEqual(
    missingFields(form, { nps: "72.5" }).map(({ id }) => id),
    ["rank"],
  );
});

test("a form's file says line and column of everything that is wrong", () => {
  const wrong = (field: string) => {
    try {
      formOf(field);
    } catch (error) {
      assert.ok(error instanceof StartFailure);
      return error.message;
    }
    return "";
  };
  assert.match(wrong("{ id: a, kind: auto, label: { ja: あ } }"), /form\.yaml:6:\d+ .*source: goes with kind: auto/);
  assert.match(wrong("{ id: version, kind: text, label: { ja: あ } }"), /word of the page/);
  assert.match(
    wrong("{ id: a, kind: text, label: { ja: あ } }\n      - { id: a, kind: text, label: { ja: い } }"),
    /form\.yaml:7:\d+ .*a stands twice/,
  );
  assert.match(
    wrong("{ id: result-direction, kind: choice, label: { ja: あ }, options: [{ value: better, label: { ja: い } }] }"),
    /knows the values up, keep, down/,
  );
});

function formOf(fields: string): SheetForm {
  const place = mkdtempSync(join(tmpdir(), "sheet-form-"));
  try {
    const file = join(place, "form.yaml");
    writeFileSync(file, `id: measure\nparts:\n  - id: one\n    title: { ja: 一 }\n    fields:\n      - ${fields}\n`);
    return readSheetForm(pathToFileURL(file));
  } finally {
    rmSync(place, { recursive: true });
  }
}
