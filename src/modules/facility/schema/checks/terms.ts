import { addDays, type CivilDate } from "../../../../kernel/time/civil-date.ts";
import { lastMomentOf, openingOf } from "../../rules/first-day.ts";
import { lastDayOf } from "../../rules/refund.ts";
import type { Facility } from "../../types/facility.ts";
import type { CategoryTerms, Closes, Opening, RefundSteps, Requirement, Terms } from "../../types/terms.ts";
import type { Finding, Path } from "../finding.ts";

/** Windows that can be met, rows that are reached, refunds that fall, and categories that ask of groups what groups have. */
export function checkTerms({ terms, categories }: Facility): readonly Finding[] {
  return [
    ...terms.flatMap((each, index) => [
      ...checkWindows(each, ["terms", index]),
      ...checkReached(each, ["terms", index, "categories"]),
      ...checkSteps(each.refund, ["terms", index, "refund"]),
      ...(each.refund.exceptions ?? []).flatMap((steps, row) =>
        checkSteps(steps, ["terms", index, "refund", "exceptions", row]),
      ),
      ...(each.requires ?? []).flatMap((one, row) => checkNeed(one, ["terms", index, "requires", row, "needs"])),
    ]),
    ...categories.flatMap(({ who, groupCategories }, index): Finding[] =>
      who === "person" && groupCategories !== undefined
        ? [{ path: ["categories", index, "groupCategories"], message: "registration-of-person" }]
        : [],
    ),
  ];
}

function checkWindows({ categories, closes }: Terms, path: Path): readonly Finding[] {
  return categories.flatMap((row, index): Finding[] =>
    isEverOpen(row.opens, row.closes ?? closes)
      ? []
      : [{ path: [...path, "categories", index, "opens"], message: "window-empty" }],
  );
}

/** Asked of the best day: the last one of a month for 「1か月前の初日」, of a year of use for 年度. */
function isEverOpen(opening: Opening, closes: Closes): boolean {
  if (opening.kind === "never" || opening.kind === "date") return true;
  const use = opening.kind === "year" ? addDays(`2028-${opening.startsOn}`, -1) : "2027-08-31";
  const opens = openingOf(opening, use);
  const last = lastMomentOf(closes, use);
  return opens !== undefined && (last === undefined || keyOf(opens) < keyOf(last));
}

function keyOf({ day, at }: { readonly day: CivilDate; readonly at: string }): string {
  return `${day}T${at}`;
}

/** A row behind another of the same category that takes all its cases would never be asked. */
function checkReached({ categories }: Terms, path: Path): readonly Finding[] {
  return categories.flatMap((row, index): Finding[] =>
    categories.slice(0, index).some((before) => takesAllOf(before, row))
      ? [{ path: [...path, index], message: "unreachable-row" }]
      : [],
  );
}

function takesAllOf(before: CategoryTerms, row: CategoryTerms): boolean {
  const holds = (wide: readonly string[] | undefined, narrow: readonly string[] | undefined) =>
    wide === undefined || (narrow?.every((one) => wide.includes(one)) ?? false);
  return (
    before.category === row.category && holds(before.purposes, row.purposes) && holds(before.channels, row.channels)
  );
}

/** Each step has one way of counting; later steps end later and give less. */
function checkSteps({ steps }: RefundSteps, path: Path): readonly Finding[] {
  return steps.flatMap((step, row): Finding[] => {
    const at = [...path, "steps", row];
    if ((step.daysBefore === undefined) === (step.monthsBefore === undefined)) {
      return [{ path: at, message: "refund-counted" }];
    }
    const before = steps[row - 1];
    if (before === undefined) return [];
    const use = "2027-08-31";
    const falls = lastDayOf(before, use) < lastDayOf(step, use) && before.percent > step.percent;
    return falls ? [] : [{ path: at, message: "refund-order" }];
  });
}

function checkNeed({ needs }: Requirement, path: Path): readonly Finding[] {
  const { kind, ...asked } = needs;
  const isEmpty = kind === "case" ? Object.keys(needs.is).length === 0 : Object.keys(asked).length === 0;
  const mustSay = kind === "case" || kind === "members";
  return mustSay && isEmpty ? [{ path, message: "need-empty" }] : [];
}
