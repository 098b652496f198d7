import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { emptyTally, sizeOf, tallyUp, verdictsOf } from "./tallies.ts";

const parts = [
  { code: "11", parent: undefined },
  { code: "1101", parent: "11" },
  { code: "1102", parent: "11" },
  { code: "12", parent: undefined },
];

test("a policy counts its own indicators and those of its measures, and no other policy's", () => {
  const tallies = tallyUp(parts, [
    { node: "11", good: 1, late: 0, unknown: 0 },
    { node: "1101", good: 1, late: 2, unknown: 0 },
    { node: "12", good: 0, late: 0, unknown: 3 },
  ]);
  assert.deepEqual(tallies.get("11"), { good: 2, late: 2, unknown: 0 });
  assert.deepEqual(tallies.get("1101"), { good: 1, late: 2, unknown: 0 });
  assert.equal(tallies.get("1102"), undefined);
  assert.deepEqual(tallies.get("12"), { good: 0, late: 0, unknown: 3 });
});

test("whatever hangs where, the tops hold every indicator of a known part exactly once", () => {
  const counts = fc.array(
    fc.record({
      node: fc.constantFrom("11", "1101", "1102", "12"),
      good: fc.nat(9),
      late: fc.nat(9),
      unknown: fc.nat(9),
    }),
  );
  fc.assert(
    fc.property(counts, (list) => {
      const tallies = tallyUp(parts, list);
      const tops = ["11", "12"].reduce((sum, code) => sum + sizeOf(tallies.get(code) ?? emptyTally), 0);
      assert.equal(
        tops,
        list.reduce((sum, count) => sum + sizeOf(count), 0),
      );
    }),
  );
});

test("there is a bead for each indicator", () => {
  assert.deepEqual(verdictsOf({ good: 1, late: 2, unknown: 1 }), ["good", "late", "late", "unknown"]);
});
