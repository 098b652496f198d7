import assert from "node:assert/strict";
import { test } from "node:test";
import { findWrong, makeFacility, named, noRounding } from "../../fees.fixture.ts";

const amounts = { am: 300, pm: 300, night: 300 };
const row = (more: object = {}) => ({ spaces: ["hall-room"], amounts, article: "table", ...more });
const count = (id: string, more: object = {}) => ({ id, name: named(id), kind: "count", ...more });
const yesNo = (id: string) => ({ id, name: named(id), kind: "yes-no" });
const fees = (...table: object[]) => ({ table, rounding: noRounding });
const adults = row({ per: "person", of: "adults" });
const children = row({ per: "person", of: "children" });

test("a row for adults and one for children stand side by side; the same kind twice, or one beside a plain row, does not", () => {
  const questions = [count("adults"), count("children")];
  makeFacility({ questions, fees: fees(adults, children) });
  assert.deepEqual(findWrong({ questions, fees: fees(adults, adults) })[0], "fee-overlap");
  assert.deepEqual(findWrong({ questions, fees: fees(adults, row()) })[0], "fee-overlap");
});

test("children without a row on weekdays would come in for nothing: that is a gap", () => {
  const questions = [count("adults"), count("children")];
  const weekend = { ...children, when: { days: ["saturday", "sunday", "holiday"] } };
  assert.deepEqual(findWrong({ questions, fees: fees(adults, weekend) })[0], "fee-gap");
});

test("two purposes that pay by different counts leave no gap: who is asked for sellers is not asked for square metres", () => {
  const questions = [count("sellers", { purposes: ["sport"] }), count("area", { purposes: ["meeting"] })];
  const small = { purposes: ["meeting", "sport"], questions };
  const sellers = row({ per: "person", of: "sellers", when: { purposes: ["sport"] } });
  const area = row({ per: "person", of: "area", when: { purposes: ["meeting"] } });
  makeFacility({ ...small, fees: fees(sellers, area) });
  assert.deepEqual(findWrong({ ...small, fees: fees(sellers) })[0], "fee-gap");
});

test("a price by the head asks all who pay by it", () => {
  const small = { purposes: ["meeting", "sport"], fees: fees(adults) };
  makeFacility({ ...small, questions: [count("adults")] });
  assert.deepEqual(
    findWrong({ ...small, questions: [count("adults", { purposes: ["sport"] })] })[0],
    "count-not-asked",
  );
});

test("rows may be told apart by answers to questions that some are not asked, if others answer for them", () => {
  const questions = [{ id: "ticket", name: named("入場料"), kind: "yen", purposes: ["concert"] }];
  const small = { purposes: ["meeting", "concert"], questions };
  const meeting = row({ when: { purposes: ["meeting"] } });
  const free = row({ when: { answers: { ticket: { to: 0 } } } });
  const paid = row({ when: { answers: { ticket: { from: 1 } } } });
  makeFacility({ ...small, fees: fees(meeting, free, paid) });
  assert.deepEqual(findWrong({ ...small, fees: fees(free, paid) })[0], "fee-gap");
  assert.deepEqual(findWrong({ ...small, fees: fees(meeting, free) })[0], "fee-gap");
});

test("fifty questions that no row asks for do not make the check any longer", () => {
  const questions = Array.from({ length: 50 }, (_, index) => yesNo(`q-${index}`));
  const begun = performance.now();
  makeFacility({ questions, fees: fees(row()) });
  assert.ok(performance.now() - begun < 1_000);
});

test("rows that tell more cases apart than can be tried are refused instead of tried", () => {
  const questions = Array.from({ length: 20 }, (_, index) => yesNo(`q-${index}`));
  const all = (value: string) => Object.fromEntries(questions.map(({ id }) => [id, value]));
  const begun = performance.now();
  assert.deepEqual(
    findWrong({
      questions,
      fees: fees(row({ when: { answers: all("yes") } }), row({ when: { answers: all("no") } })),
    })[0],
    "fee-too-many-cases",
  );
  assert.ok(performance.now() - begun < 1_000);
});

test("a row for the second Sunday leaves every other day to the rest of the table", () => {
  const others = (...days: string[]) =>
    row({
      when: {
        nth: [{ weekday: "sunday", nth: [1, 3, 4, 5] }, ...days.map((weekday) => ({ weekday, nth: [1, 2, 3, 4, 5] }))],
      },
    });
  const second = row({ when: { nth: [{ weekday: "sunday", nth: [2] }] } });
  const week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
  makeFacility({ fees: fees(second, others(...week)) });
  assert.deepEqual(findWrong({ fees: fees(second, others(...week.slice(1))) })[0], "fee-gap");
  assert.deepEqual(findWrong({ fees: fees(second, row()) })[0], "fee-overlap");
});
