import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { BoardRoom } from "./board.ts";
import { foldFree } from "./board-list.ts";

const free = (fromHour: number, toHour: number) => ({ fromHour, toHour, href: `/${fromHour}`, label: `${fromHour}` });
const choose = { href: "/choose", label: (from: number, to: number) => `${from}-${to}` };
const room = (...times: readonly BoardRoom["free"][number][]): BoardRoom => ({
  name: "",
  bars: [],
  free: times,
  choose,
});

test("free hours that follow one another are one line, which leads to where the hours are chosen", () => {
  assert.deepEqual(foldFree(room(free(9, 10), free(10, 11), free(11, 12))), [
    { fromHour: 9, toHour: 12, href: "/choose", label: "9-12" },
  ]);
});

test("a free time that stands alone leads to its own booking, and a gap parts two lines", () => {
  assert.deepEqual(foldFree(room(free(9, 12), free(13, 17))), [free(9, 12), free(13, 17)]);
});

test("folding loses no free hour, invents none, and leaves no two lines that touch", () => {
  const hours = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { maxLength: 24 });
  fc.assert(
    fc.property(hours, (list) => {
      const lines = foldFree(room(...list.map((hour) => free(hour, hour + 1))));
      const said = lines.flatMap(({ fromHour, toHour }) =>
        Array.from({ length: toHour - fromHour }, (_, at) => fromHour + at),
      );
      assert.deepEqual(
        said,
        [...list].sort((a, b) => a - b),
      );
      for (const [at, line] of lines.entries()) assert.notEqual(line.toHour, lines[at + 1]?.fromHour);
    }),
  );
});
