import assert from "node:assert/strict";
import { test } from "node:test";
import { stay } from "../../long-uses.fixture.ts";
import { gym } from "../../omitama.fixture.ts";
import type { Facility } from "../../types/facility.ts";
import { checkFacility } from "./facility.ts";
import { checkLongUses } from "./long-bands.ts";

const messages = (facility: Facility) =>
  checkLongUses(facility).map(({ message, path }) => `${message} ${path.join(".")}`);

test("houses of nights, and houses without them, are right as they are", () => {
  for (const facility of [stay, gym]) assert.deepEqual(messages(facility), []);
  assert.deepEqual(checkFacility(stay), []);
});

test("a room that is lent by the night cannot be drawn for: a draw is of single days", () => {
  const lottery = {} as NonNullable<Facility["terms"][number]["lottery"]>;
  const drawn = { ...stay, terms: stay.terms.map((terms) => ({ ...terms, lottery })) };
  assert.deepEqual(messages(drawn), ["long-lottery terms.0.lottery"]);
});

test("lights from dusk on belong to a day: a room that is lent by the night has none", () => {
  const extras = stay.fees.extras.map((extra) => ({ ...extra, litFrom: { 1: "17:00" } }));
  assert.deepEqual(
    messages({ ...stay, fees: { ...stay.fees, extras } }),
    extras.map((_, index) => `long-lights fees.extras.${index}.litFrom`),
  );
});
