import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { blocksOf, columnsOf } from "./blocks.ts";
import type { BoardRoom } from "./board.ts";
import { barsAt } from "./board-list.ts";

const hours = [9, 10, 11, 12, 13, 14, 15, 16];

test("an entry that begins within an hour divides every hour into four columns", () => {
  const room = (fromHour: number): BoardRoom => ({
    name: "",
    bars: [{ fromHour, toHour: 12, look: "ok", title: "" }],
    free: [],
  });
  assert.equal(columnsOf(hours, [{ name: "", rooms: [room(9)] }]).perHour, 1);
  assert.equal(columnsOf(hours, [{ name: "", rooms: [room(9.5)] }]).perHour, 4);
});

const quarter = fc.integer({ min: 32, max: 70 }).map((quarters) => quarters / 4);
const bar = fc.record({
  fromHour: quarter,
  toHour: quarter,
  look: fc.constant("ok" as const),
  title: fc.constant(""),
  rooms: fc.integer({ min: 1, max: 3 }),
});
const rooms = fc.array(
  fc.record({ name: fc.constant(""), bars: fc.array(bar, { maxLength: 4 }), free: fc.constant([]) }),
  { minLength: 1, maxLength: 4 },
);

test("whatever the day holds, the cells and those that reach down from above fill each row exactly", () => {
  fc.assert(
    fc.property(rooms, (list) => {
      const columns = columnsOf(hours, [{ name: "", rooms: list }]);
      const width = columns.last - columns.first;
      const filled = list.map(() => 0);
      blocksOf(list, columns).forEach((blocks, at) => {
        for (const { columns: wide, bar: found } of blocks) {
          assert.ok(wide > 0);
          for (let row = at; row < Math.min(at + (found?.rooms ?? 1), list.length); row++) {
            filled[row] = (filled[row] ?? 0) + wide;
          }
        }
      });
      assert.deepEqual(
        filled,
        list.map(() => width),
      );
    }),
  );
});

test("on a phone a whole hall stands at each of its parts", () => {
  const whole = { fromHour: 13, toHour: 17, look: "ok" as const, title: "音楽祭", rooms: 3 };
  const list = [[whole], [], [], []].map((bars) => ({ name: "", bars, free: [] }));
  assert.deepEqual(
    list.map((_, at) => barsAt(list, at).length),
    [1, 1, 1, 0],
  );
});
