import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ageOn, dayOnWhichAgeIsReached, firstDayOfAge } from "./age.ts";
import { addDays } from "./civil-date.ts";

test("a person is a year older from the birthday on", () => {
  assert.equal(ageOn("2026-12-03", "2008-12-04"), 17);
  assert.equal(ageOn("2026-12-04", "2008-12-04"), 18);
  assert.equal(ageOn("2008-12-04", "2008-12-04"), 0);
});

test("the age is reached when the eve of the birthday ends: born on 1 April is six by 31 March", () => {
  assert.equal(dayOnWhichAgeIsReached("2020-04-01", 6), "2026-03-31");
  assert.equal(dayOnWhichAgeIsReached("2020-04-02", 6), "2026-04-01");
  assert.equal(dayOnWhichAgeIsReached("2020-01-01", 6), "2025-12-31");
});

test("born on 29 February reaches each age on 28 February, in leap years and others", () => {
  for (const years of [1, 2, 3, 4, 18, 20]) {
    const reached = dayOnWhichAgeIsReached("2008-02-29", years);
    assert.equal(reached, `${2008 + years}-02-28`);
    assert.equal(ageOn(reached, "2008-02-29"), years - 1);
    assert.equal(ageOn(addDays(reached, 1), "2008-02-29"), years);
  }
  assert.equal(firstDayOfAge("2008-02-29", 18), "2026-03-01");
  assert.equal(firstDayOfAge("2008-02-29", 20), "2028-02-29");
});

test("from 2000 to 2050 the age rises by one exactly on the first day of each age, for every birthday", () => {
  const days = fc.integer({ min: 0, max: 18_000 });
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 120 }), (born, years) => {
      const bornOn = addDays("2000-01-01", born);
      const first = firstDayOfAge(bornOn, years);
      assert.equal(ageOn(first, bornOn), years);
      assert.equal(ageOn(addDays(first, -1), bornOn), years - 1);
      const [month, day] = [first.slice(5), bornOn.slice(5)];
      assert.equal(month === day || (day === "02-29" && month === "03-01"), true);
    }),
  );
});

test("nobody has an age before being born", () => {
  assert.throws(() => ageOn("2026-12-03", "2026-12-04"), RangeError);
});
