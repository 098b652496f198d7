import assert from "node:assert/strict";
import { test } from "node:test";
import { judge } from "../rules/achievement/judge.ts";
import { getRuleSet } from "../rules/rule-sets.ts";
import type { IndicatorDefinition } from "../types/indicator.ts";
import { readWhatIf } from "./figure-what-if.ts";

const monitors: IndicatorDefinition = {
  id: "net-monitors",
  node: "1303",
  name: { ja: "ネットモニター" },
  unit: { ja: "人" },
  kind: "stock",
  better: "up",
  decimals: 0,
  baseline: { year: 2021, value: "261" },
  target: { year: 2027, rule: "reach", value: "450" },
  milestones: [],
  ruleSet: undefined,
  feed: { by: "hand" },
  breaks: [],
  rule: { ja: "登録している人の数です。" },
  sections: [],
};
const rules = { ruleSet: "machimigaki-pace", isRuleSet: (id: string) => id === "tama-3" };
const actuals = [{ year: 2025, value: "349", certainty: "final" }] as const;
const verdictOf = (asked: Record<string, string>) => {
  const read = readWhatIf(asked, monitors, rules);
  assert.ok(read.ok);
  const years = { baselineYear: 2021, targetYear: 2027 };
  return judge(read.definition, years, actuals, 2025, getRuleSet("machimigaki-pace")).verdict;
};

test("without a question the indicator is judged as it is; with a lower target otherwise", () => {
  assert.equal(verdictOf({}), "late");
  assert.equal(verdictOf({ target: "４００人" }), "good");
});

test("another target and other yearly targets are read as figures; a rule set that is none is not taken", () => {
  const read = readWhatIf({ target: "420", "m.2025": "350", "m.2024": "", rules: "nothing" }, monitors, rules);
  assert.ok(read.ok);
  assert.deepEqual(read.definition.milestones, [{ year: 2025, value: "350" }]);
  assert.equal(read.ruleSet, "machimigaki-pace");
  const other = readWhatIf({ rules: "tama-3" }, monitors, rules);
  assert.equal(other.ok && other.ruleSet, "tama-3");
});

test("what cannot be read is said at its field", () => {
  const read = readWhatIf({ target: "四百", "m.2025": "3,5" }, monitors, rules);
  assert.deepEqual(!read.ok && read.problems.map(({ field }) => field), ["target", "m.2025"]);
});
