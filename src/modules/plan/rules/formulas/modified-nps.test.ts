import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { exact } from "../number.ts";
import { formulas, type Row } from "./index.ts";

type Answers = {
  readonly recommend: readonly number[];
  readonly join: readonly number[];
  readonly thank: readonly number[];
};

function points({ recommend, join, thank }: Answers, id = "modified-nps") {
  const count = Math.max(recommend.length, join.length, thank.length);
  const rows = Array.from(
    { length: count },
    (_, place): Row => ({
      回答番号: String(place + 1),
      推奨: String(recommend[place] ?? ""),
      参加: String(join[place] ?? ""),
      感謝: String(thank[place] ?? ""),
    }),
  );
  const formula = formulas.get(id);
  assert.ok(formula);
  return formula.compute(rows, { year: 2025 });
}

function npsOf(answers: Answers, id?: string): string {
  const found = points(answers, id);
  assert.ok(found.ok);
  return found.value;
}

/** Ten answers, of which so many are high and so many low. */
function ten(high: number, low: number): readonly number[] {
  return [...Array(high).fill(8), ...Array(low).fill(5), ...Array(10 - high - low).fill(7)];
}

const same = (scores: readonly number[]): Answers => ({ recommend: scores, join: scores, thank: scores });

test("40 to 20, 30 to 30 and 70 to 10 percent make 20 + 0 + 60 = 80 points, and the raw counts are kept", () => {
  const found = points({ recommend: ten(4, 2), join: ten(3, 3), thank: ten(7, 1) });
  assert.ok(found.ok);
  assert.equal(found.value, "80");
  assert.deepEqual(
    found.counts.map(({ label, amount }) => `${label} ${amount}`),
    [
      ...["推奨 10から8 4", "推奨 7と6 4", "推奨 5から0 2"],
      ...["参加 10から8 3", "参加 7と6 4", "参加 5から0 3"],
      ...["感謝 10から8 7", "感謝 7と6 2", "感謝 5から0 1"],
    ],
  );
});

test("all tens are 300 points, all zeros −300, all sevens 0", () => {
  assert.equal(npsOf(same([10, 10])), "300");
  assert.equal(npsOf(same([0, 0])), "-300");
  assert.equal(npsOf(same([7, 7])), "0");
});

test("with the floor a negative sum is 0 points, and the counts still tell it", () => {
  assert.equal(npsOf(same([0]), "modified-nps-from-zero"), "0");
  assert.equal(npsOf(same([10]), "modified-nps-from-zero"), "300");
  const found = points(same([0]), "modified-nps-from-zero");
  assert.ok(found.ok);
  assert.equal(found.counts.find(({ label }) => label === "推奨 5から0")?.amount, "1");
});

test("8 is high, 7 and 6 are neither, 5 is low", () => {
  assert.deepEqual(
    [8, 7, 6, 5].map((score) => npsOf(same([score]))),
    ["300", "0", "0", "-300"],
  );
});

test("a question that was not answered does not count among its answers; one that nobody answered is a problem", () => {
  assert.equal(npsOf({ recommend: [10, 0], join: [10], thank: [10] }), "200");
  const found = points({ recommend: [10], join: [10], thank: [] });
  assert.ok(!found.ok);
  assert.deepEqual(
    found.problems.map(({ column }) => column),
    ["感謝"],
  );
});

test("11, −1 and 7.5 are not answers, and each row says so", () => {
  const found = points(same([11, -1, 7.5]));
  assert.ok(!found.ok);
  assert.deepEqual(
    found.problems.map(({ row }) => row),
    [2, 2, 2, 3, 3, 3, 4, 4, 4],
  );
});

test("the points lie between −300 and 300, whatever is answered, and a better answer never lowers them", () => {
  const scores = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(scores, scores, scores, fc.nat(39), (recommend, join, thank, place) => {
      const before = exact(npsOf({ recommend, join, thank }));
      assert.ok(before.abs().lte(300));
      const better = recommend.map((score, at) => (at === place % recommend.length ? Math.min(10, score + 1) : score));
      assert.ok(exact(npsOf({ recommend: better, join, thank })).gte(before));
    }),
  );
});
