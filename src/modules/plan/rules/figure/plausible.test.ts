import assert from "node:assert/strict";
import { test } from "node:test";
import { doubtAbout } from "./plausible.ts";

const monitors = {
  kind: "stock",
  unit: { ja: "人" },
  baseline: { year: 2021, value: "261" },
  target: { year: 2027, rule: "reach", value: "450" },
} as const;

test("ten times last year's value is asked again, nine times is not", () => {
  assert.equal(doubtAbout(monitors, "3490", "349"), "ten-times");
  assert.equal(doubtAbout(monitors, "34.9", "349"), "tenth");
  assert.equal(doubtAbout(monitors, "3141", "349"), undefined);
});

test("nothing is compared with nought or with nothing", () => {
  assert.equal(doubtAbout(monitors, "3490", "0"), undefined);
  assert.equal(doubtAbout(monitors, "0", "349"), undefined);
  assert.equal(doubtAbout(monitors, "3490", undefined), undefined);
});

test("a share above a hundred and a count below nought are asked again", () => {
  const share = { ...monitors, kind: "ratio", unit: { ja: "%" } } as const;
  assert.equal(doubtAbout(share, "129", "92"), "over-hundred");
  assert.equal(doubtAbout(monitors, "-349", "322"), "negative");
});

test("a rate that is negative by nature may be negative", () => {
  const rate = {
    kind: "ratio",
    unit: { ja: "%" },
    baseline: { year: 2021, value: "-0.98" },
    target: { year: 2027, rule: "reach", value: "-0.18" },
  } as const;
  assert.equal(doubtAbout(rate, "-0.62", "-0.70"), undefined);
  assert.equal(doubtAbout(rate, "-6.2", "-0.62"), "ten-times");
});
