import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { exampleStage } from "../stage.fixture.ts";
import { listShown, pagination } from "./pagination.ts";

test("one page needs no pagination", () => {
  assert.equal(pagination(exampleStage().t, { page: 1, pages: 1, href: () => "#" }), undefined);
});

test("the first, the last and the neighbours are shown, and a gap only where two or more are left out", () => {
  assert.deepEqual(listShown(7, 20), [1, undefined, 6, 7, 8, undefined, 20]);
  assert.deepEqual(listShown(4, 20), [1, 2, 3, 4, 5, undefined, 20]);
  assert.deepEqual(listShown(1, 3), [1, 2, 3]);
});

test("pages stand in order, once each, within the list", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (one, other) => {
      const [page, pages] = [Math.min(one, other), Math.max(one, other)];
      const shown = listShown(page, pages).filter((number) => number !== undefined);
      assert.ok(shown.includes(page) && shown[0] === 1 && shown.at(-1) === pages);
      assert.deepEqual(
        shown,
        [...new Set(shown)].sort((a, b) => a - b),
      );
    }),
  );
});
