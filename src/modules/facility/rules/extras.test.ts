import assert from "node:assert/strict";
import { test } from "node:test";
import { getSpace, minole, pick, tennis } from "../omitama.fixture.ts";
import { listExtras } from "./extras.ts";

function offered(spaceId: string, on: string, ...slots: string[]): readonly (readonly [string, number])[] {
  return listExtras(minole, getSpace(minole, spaceId), pick(minole, spaceId, on, ...slots)).map(({ extra, amount }) => [
    extra.id,
    amount,
  ]);
}

test("the form offers what this room has in this month, with what it would cost for this time", () => {
  assert.deepEqual(offered("minole-kaze-office", "2026-12-04", "night"), [["heating", 450]]);
  assert.deepEqual(offered("minole-kaze", "2026-12-04", "am", "pm"), [
    ["heating", 2700],
    ["roll-back-chairs", 1100],
    ["hall-piano", 1100],
  ]);
  assert.deepEqual(offered("minole-kaze-office", "2026-07-14", "night"), [["cooling", 450]]);
  assert.deepEqual(offered("minole-practice-1", "2026-10-14", "night"), []);
});

test("lights are never offered: they are charged when it is dark", () => {
  const run = pick(tennis, "tamari-tennis-a", "2026-12-03", "17:00");
  assert.deepEqual(listExtras(tennis, getSpace(tennis, "tamari-tennis-a"), run), []);
});
