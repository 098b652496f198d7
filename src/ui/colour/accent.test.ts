import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { makeAccent, pairsOf } from "./accent.ts";
import { contrast } from "./contrast.ts";
import type { Mode } from "./ground.ts";

const hues = fc.double({ min: 0, max: 360, noNaN: true });
const modes = fc.constantFrom<Mode>("light", "dark");

test("小美玉市's hue gives the colours that were drawn by hand", () => {
  assert.deepEqual(makeAccent(172), {
    50: "#eefaf5",
    100: "#d8f2e9",
    200: "#b4dfd0",
    500: "#278d73",
    700: "#045e4b",
    800: "#044b3b",
    900: "#05372b",
  });
});

test("every hue can be read, on light and on dark", () => {
  fc.assert(
    fc.property(hues, modes, (hue, mode) => {
      for (const [one, other, least] of pairsOf(makeAccent(hue, mode), mode)) {
        assert.ok(contrast(one, other) >= least, `${one} on ${other}`);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("every colour is six hex digits", () => {
  fc.assert(
    fc.property(hues, modes, (hue, mode) =>
      Object.values(makeAccent(hue, mode)).every((colour) => /^#[0-9a-f]{6}$/.test(colour)),
    ),
  );
});

test("a hue whose colours cannot be judged is refused", () => {
  assert.throws(() => makeAccent(Number.NaN), /contrast/);
});

test("contrast is that of WCAG: 21 for black on white, 4.54 for #767676 on white, the same both ways", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.equal(contrast("#767676", "#ffffff").toFixed(2), "4.54");
  assert.equal(contrast("#ffffff", "#767676"), contrast("#767676", "#ffffff"));
});
