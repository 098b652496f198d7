import assert from "node:assert/strict";
import { test } from "node:test";
import { at, minole, omitama, pick } from "../omitama.fixture.ts";
import { usedDuring } from "./choice.ts";
import { entryDuring, graceDuring } from "./entry.ts";

const used = usedDuring(pick(minole, "minole-kaze-office", "2026-12-04", "night"), omitama.zone);

test("the doors open a quarter of an hour before and stay open a quarter of an hour after", () => {
  assert.deepEqual(entryDuring(minole.entry, used), { from: at("2026-12-04T17:45"), until: at("2026-12-04T22:15") });
});

test("after that there is half an hour for lights and things left behind", () => {
  assert.deepEqual(graceDuring(minole.entry, used), { from: at("2026-12-04T22:15"), until: at("2026-12-04T22:45") });
});
