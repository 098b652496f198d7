import type { Actual } from "../../types/indicator.ts";
import type { Words } from "../../types/words.ts";
import { decimalsBeside, type Exact, roundTo } from "../number.ts";
import { type Case, isAtLeastAsGood } from "./case.ts";
import { digitsBeside, distanceIn, sortOf, valueIn } from "./figure-words.ts";

/**
 * 令和7年度は349人でした。あるべきところ（387人）より、38人少ない数です。
 * このままの進み方だと、令和9年度は393人で、目標の450人に届きません。
 */
export function findingOf(about: Case, found: Actual, outlook: Exact | undefined): readonly Words[] {
  return [positionOf(about), ...outlookWords(about, outlook), ...provisionalWords(found)];
}

function positionOf(about: Case): Words {
  const { definition, actual, target, expected, year, isReached, isFinal } = about;
  const params = { year: { year }, actual: valueIn(definition, actual), target: valueIn(definition, target) };
  if (isReached) {
    return { key: isFinal ? "plan.rule.finding.reached-at-last" : "plan.rule.finding.reached-early", params };
  }
  if (isFinal) {
    const missed = {
      ...params,
      gap: distanceIn(definition, actual.minus(target)),
      what: sideOf(about, actual, target),
    };
    return { key: "plan.rule.finding.missed", params: missed };
  }
  if (expected === undefined) return { key: "plan.rule.finding.plain", params };
  const path = definition.kind === "rank" ? roundTo(expected, 0) : expected;
  const digits = digitsBeside(definition, path, actual);
  const places = { year: { year }, actual: params.actual, expected: valueIn(definition, path, digits) };
  if (actual.eq(path)) return { key: "plan.rule.finding.on-path", params: places };
  const gap = distanceIn(definition, actual.minus(path), digits);
  return { key: "plan.rule.finding.off-path", params: { ...places, gap, what: sideOf(about, actual, path) } };
}

/** fewer · more · smaller · larger · lower · higher · behind · ahead: the words for where a figure lies. */
function sideOf({ definition }: Case, value: Exact, than: Exact): string {
  const isMore = value.gt(than);
  const [more, less] = sides[sortOf(definition)];
  return isMore ? more : less;
}

const sides = {
  count: ["more", "fewer"],
  amount: ["larger", "smaller"],
  level: ["higher", "lower"],
  // The 400th place is a larger number and a worse rank than the 377th.
  rank: ["behind", "ahead"],
} as const;

function outlookWords(about: Case, outlook: Exact | undefined): readonly Words[] {
  const { definition, target, targetYear, isReached, isContrary } = about;
  if (outlook === undefined || isReached) return [];
  const holds = isAtLeastAsGood(definition, outlook, target);
  const decimals = decimalsBeside(outlook, target, definition.decimals);
  return [
    {
      key: "plan.rule.finding.outlook",
      params: {
        year: { year: targetYear },
        outlook: valueIn(definition, outlook, decimals),
        target: valueIn(definition, target),
        what: isContrary ? (holds ? "holds" : "breaks") : holds ? "reaches" : "misses",
      },
    },
  ];
}

export function provisionalWords({ certainty }: Actual): readonly Words[] {
  return certainty === "provisional" ? [{ key: "plan.rule.finding.provisional", params: {} }] : [];
}
