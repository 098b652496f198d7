import { addDays } from "../../../../kernel/time/civil-date.ts";
import { openingOf } from "../../rules/opening.ts";
import type { Facility } from "../../types/facility.ts";
import type { Opening, Terms } from "../../types/terms.ts";
import type { Finding } from "../finding.ts";

/** Windows that can be met, refunds that fall, and categories that ask of groups only what groups have. */
export function checkTerms({ terms, categories }: Facility): readonly Finding[] {
  return [
    ...terms.flatMap((each, index) => [
      ...checkWindows(each, ["terms", index]),
      ...each.refund.steps.flatMap((step, row): Finding[] => {
        const before = each.refund.steps[row - 1];
        if (before === undefined) return [];
        const falls = before.daysBefore > step.daysBefore && before.percent > step.percent;
        return falls ? [] : [{ path: ["terms", index, "refund", "steps", row], message: "refund-order" }];
      }),
    ]),
    ...categories.flatMap(({ who, groupCategories }, index): Finding[] =>
      who === "person" && groupCategories !== undefined
        ? [{ path: ["categories", index, "groupCategories"], message: "registration-of-person" }]
        : [],
    ),
  ];
}

function checkWindows({ categories, closes }: Terms, path: Finding["path"]): readonly Finding[] {
  const days = closes.kind === "days" ? closes.days : 0;
  return categories.flatMap(({ opens }, row): Finding[] =>
    isEverOpen(opens, days) ? [] : [{ path: [...path, "categories", row, "opens"], message: "window-empty" }],
  );
}

/** Asked of the last day of a month, the best case for 「1か月前の初日」. */
function isEverOpen(opens: Opening, closesDays: number): boolean {
  const use = "2027-08-31";
  return openingOf(opens, use).day <= addDays(use, -closesDays);
}
