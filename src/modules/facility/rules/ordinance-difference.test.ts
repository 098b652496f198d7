import assert from "node:assert/strict";
import { test } from "node:test";
import { minole, tennis } from "../omitama.fixture.ts";
import type { Facility } from "../types/facility.ts";
import { differenceOf } from "./ordinance-difference.ts";

const dearer: Facility = {
  ...minole,
  effectiveFrom: "2027-04-01",
  fees: {
    ...minole.fees,
    table: minole.fees.table.map((row) =>
      row.spaces.includes("minole-practice-1") ? { ...row, amounts: { ...row.amounts, am: 800 } } : row,
    ),
  },
};

test("a file does not differ from itself, whatever its day and examples", () => {
  const again = { ...JSON.parse(JSON.stringify(minole)), effectiveFrom: "2027-04-01", examples: [] };
  assert.deepEqual(differenceOf(minole, again), { fees: [], fields: [] });
});

test("an amount of the fee table is told by room, column and case, with before and after", () => {
  assert.deepEqual(differenceOf(minole, dearer), {
    fees: [{ spaceId: "minole-practice-1", rate: "am", when: undefined, before: 700, after: 800 }],
    fields: [],
  });
});

test("rows that are put together otherwise but say the same are no difference", () => {
  const split = {
    ...minole,
    fees: {
      ...minole.fees,
      table: minole.fees.table.flatMap((row) => row.spaces.map((one) => ({ ...row, spaces: [one] }))),
    },
  };
  assert.deepEqual(differenceOf(minole, split).fees, []);
});

test("a weekday price and a holiday price are two amounts", () => {
  const table = tennis.fees.table.map((row, index) =>
    index === 1 ? { ...row, amounts: { day: 600, evening: 550 } } : row,
  );
  const { fees } = differenceOf(tennis, { ...tennis, fees: { ...tennis.fees, table } });
  assert.deepEqual(
    fees.map(({ spaceId, rate, before, after }) => [spaceId, rate, before, after]),
    [
      ["tamari-tennis-a", "day", 500, 600],
      ["tamari-tennis-b", "day", 500, 600],
    ],
  );
  assert.deepEqual(fees[0]?.when, { days: ["saturday", "sunday", "holiday"] });
});

test("a field is told with where it stands; a room that is new or gone with all its fields", () => {
  const spaces = minole.spaces.map((space) => (space.id === "minole-kaze" ? { ...space, capacity: 80 } : space));
  const { fields } = differenceOf(minole, { ...minole, spaces });
  assert.deepEqual(fields, [
    { section: "spaces", trail: [minole.spaces[0]?.name], field: "capacity", before: 75, after: 80 },
  ]);
  const gone = differenceOf(minole, { ...minole, spaces: minole.spaces.slice(1) }).fields;
  assert.ok(gone.every(({ section, after }) => section === "spaces" && after === undefined));
  assert.ok(gone.some(({ field, before }) => field === "capacity" && before === 75));
});
