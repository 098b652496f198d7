import { addMonths } from "../../../../kernel/time/civil-date.ts";
import { lotteryTimes } from "../../rules/lottery-phase.ts";
import type { Facility } from "../../types/facility.ts";
import type { LotteryRule } from "../../types/lottery.ts";
import type { Finding, Path } from "../finding.ts";

/** The instants of a draw follow each other in every month, the short ones too, and end before the month of use. */
export function checkLotteries(facility: Facility): readonly Finding[] {
  return facility.terms.flatMap(({ lottery }, index) =>
    lottery === undefined ? [] : checkOrder(lottery, ["terms", index, "lottery"]),
  );
}

/** Terms that are drawn for together are drawn for by one rule, in whichever facility they stand. */
export function checkLotterySets(facility: Facility, others: readonly Facility[]): readonly Finding[] {
  const rules = [...others, facility].flatMap(({ terms }) => terms.flatMap(({ lottery }) => lottery ?? []));
  return facility.terms.flatMap(({ lottery }, index): Finding[] => {
    const first = lottery?.set === undefined ? undefined : rules.find(({ set }) => set === lottery.set);
    if (lottery === undefined || first === undefined || sameRule(first) === sameRule(lottery)) return [];
    return [
      { path: ["terms", index, "lottery", "set"], message: "lottery-set-differs", params: { id: lottery.set ?? "" } },
    ];
  });
}

/** Articles are each facility's own. */
function sameRule({ article: _article, ...rule }: LotteryRule): string {
  return JSON.stringify(rule);
}

/** Each is after the one before; tried for the months of two years, one of them a leap year. */
function checkOrder(lottery: LotteryRule, path: Path): readonly Finding[] {
  const months = Array.from({ length: 24 }, (_, index) => addMonths("2027-01-01", index));
  for (const month of months) {
    const { opensAt, closesAt, drawAt, resultAt, confirmBy } = lotteryTimes(lottery, month, "Asia/Tokyo");
    const wrong = (
      [
        [opensAt < closesAt, "apply"],
        [closesAt <= drawAt, "drawOn"],
        [drawAt <= resultAt, "resultOn"],
        [resultAt < confirmBy, "confirmUntil"],
        [confirmBy.toISOString().slice(0, 10) <= month, "confirmUntil"],
      ] as const
    ).find(([isRight]) => !isRight);
    if (wrong !== undefined) return [{ path: [...path, wrong[1]], message: "lottery-order" }];
  }
  return [];
}
