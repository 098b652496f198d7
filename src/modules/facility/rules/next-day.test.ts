import assert from "node:assert/strict";
import { test } from "node:test";
import { findWrong, makeFacility, noRounding, priceOf, rule } from "../fees.fixture.ts";

const amounts = { am: 1000, pm: 1000, night: 1000 };
const row = (more: object = {}) => ({ spaces: ["hall-room"], amounts, article: "table", ...more });
const dear = row({ when: { nextDay: ["sunday", "holiday"] }, amounts: { am: 1500, pm: 1500, night: 1500 } });
const fees = (...table: object[]) => ({ table, rounding: noRounding });

test("the night before a Sunday or a holiday is dear, whatever day it is itself", () => {
  const usual = row({ when: { nextDay: ["weekday", "saturday"] } });
  const facility = makeFacility({ fees: fees(usual, dear) });
  const priceOn = (on: string) => priceOf(facility, ["night"], { on }).total;
  // 28 April 2026 is a Tuesday before 昭和の日, 3 and 4 May are holidays before holidays, 6 May one before a Thursday.
  assert.deepEqual(["2026-04-28", "2026-05-03", "2026-05-04"].map(priceOn), [1500, 1500, 1500]);
  assert.deepEqual(["2026-05-08", "2026-05-09", "2026-05-10", "2026-05-06"].map(priceOn), [1000, 1500, 1000, 1000]);
});

test("rows by the next day leave no gap and do not overlap", () => {
  assert.equal(findWrong({ fees: fees(dear, row({ when: { nextDay: ["weekday"] } })) })[0], "fee-gap");
  assert.equal(findWrong({ fees: fees(dear, row()) })[0], "fee-overlap");
  assert.equal(findWrong({ fees: fees(dear, row({ when: { days: ["weekday"] } })) })[0], "fee-overlap");
});

test("a Saturday never comes before a weekday that is no holiday: a coefficient for that is never used", () => {
  const never = { ...rule("never"), when: { days: ["saturday"], nextDay: ["weekday"] }, multiply: 2 };
  assert.equal(findWrong({ fees: { ...fees(row()), coefficients: [never] } })[0], "unreachable-row");
});
