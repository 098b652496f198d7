import { type Case, fits } from "../../rules/condition.ts";
import type { Facility, Space } from "../../types/facility.ts";
import type { FeeRow } from "../../types/fee.ts";
import type { Finding } from "../finding.ts";
import { applies, canBeMet, listCases, type Rate, ratesOf } from "./fee-cases.ts";

/**
 * The fee table answers every case that can be booked exactly once. All cases that its rows can tell apart are tried: each
 * space with its bands or periods, kinds of day, categories that may book it, purposes it serves, people and answers.
 */
export function checkFees(facility: Facility): readonly Finding[] {
  const unknown = checkRates(facility);
  if (unknown.length > 0) return unknown;
  const used = new Set<string>();
  const findings = facility.spaces.flatMap((space) =>
    ratesOf(facility, space).flatMap((rate) => checkRate(facility, space, rate, used)),
  );
  return findings.length > 0 ? findings : [...checkUnused(facility, used), ...checkConditions(facility)];
}

type NumberedRow = readonly [number, FeeRow];

function checkRate(facility: Facility, space: Space, rate: Rate, used: Set<string>): readonly Finding[] {
  const rows = [...facility.fees.table.entries()].filter(
    ([, row]) => row.spaces.includes(space.id) && Object.hasOwn(row.amounts, rate.id),
  );
  const cases = listCases(
    facility,
    space,
    rate,
    rows.map(([, row]) => row),
  );
  const place = { space: space.id, rate: rate.id };
  if (cases === undefined) return [{ path: ["fees", "table"], message: "fee-too-many-cases", params: place }];
  const kinds = new Set(rows.flatMap(([, { of }]) => of ?? []));
  for (const given of cases) {
    const fitting = rows.filter(([, row]) => fits(row.when, given));
    for (const [index] of fitting) used.add(`${index} ${rate.id}`);
    const params = { ...place, case: describe(given, (month) => `month ${month}`) };
    const said = { ja: { case: describe(given, (month) => `${month}月`) }, en: {} };
    const second = fitting.find(([, row], at) => fitting.slice(0, at).some(([, other]) => isSame(row, other)));
    if (second !== undefined) return [{ path: ["fees", "table", second[0]], message: "fee-overlap", params, said }];
    const counts = [...kinds].filter((of) => isAsked(facility, space, of, given)).length;
    if (isGap(fitting, rate, counts)) return [{ path: ["fees", "table"], message: "fee-gap", params, said }];
    const unasked = fitting.find(([, { of }]) => of !== undefined && !isAsked(facility, space, of, given));
    if (unasked !== undefined) {
      return [{ path: ["fees", "table", unasked[0], "of"], message: "count-not-asked", params, said }];
    }
  }
  return [];
}

/** Two rows may stand side by side only where each counts another kind of people. */
function isSame(a: FeeRow, b: FeeRow): boolean {
  return a.of === undefined || b.of === undefined || a.of === b.of;
}

/**
 * Where adults pay by the head, a row for children that is missing would let them in for nothing without a word. Only what is
 * asked in this case is missing: who sells by the head is not asked for square metres.
 */
function isGap(fitting: readonly NumberedRow[], { isRequired }: Rate, counts: number): boolean {
  if (fitting.length === 0) return isRequired;
  const counted = fitting.flatMap(([, { of }]) => of ?? []);
  return counted.length > 0 && counted.length < counts;
}

function isAsked(facility: Facility, space: Space, questionId: string, { category = "", purpose = "" }: Case): boolean {
  const question = facility.questions.find(({ id }) => id === questionId);
  return question !== undefined && applies(question, space, category, purpose);
}

/** An amount for a column that none of the row's spaces has. */
function checkRates(facility: Facility): readonly Finding[] {
  return facility.fees.table.flatMap((row, index) => {
    const known = facility.spaces
      .filter(({ id }) => row.spaces.includes(id))
      .flatMap((space) => ratesOf(facility, space));
    return Object.keys(row.amounts)
      .filter((id) => !known.some((rate) => rate.id === id))
      .map((id) => ({
        path: ["fees", "table", index, "amounts", id],
        atKey: true,
        message: "unknown-reference" as const,
        params: { what: "rate", id },
      }));
  });
}

/** An amount that no case ever asks for. */
function checkUnused(facility: Facility, used: ReadonlySet<string>): readonly Finding[] {
  return facility.fees.table.flatMap((row, index) =>
    Object.keys(row.amounts)
      .filter((rate) => !used.has(`${index} ${rate}`))
      .map((rate) => ({
        path: ["fees", "table", index, "amounts", rate],
        atKey: true,
        message: "unreachable-row" as const,
      })),
  );
}

/** Coefficients, reductions and the like for cases that cannot be booked: a category of no terms, a purpose of no space. */
function checkConditions(facility: Facility): readonly Finding[] {
  return (["coefficients", "reductions", "extras", "takings", "deposits", "overrun"] as const).flatMap((list) =>
    (facility.fees[list] ?? []).flatMap(({ when }, index): Finding[] =>
      when === undefined || canBeMet(facility, when)
        ? []
        : [{ path: ["fees", list, index], message: "unreachable-row" }],
    ),
  );
}

function describe(
  { dayType, month, on, category, purpose, people, answers = {} }: Case,
  sayMonth: (month: number) => string,
): string {
  const said = Object.entries(answers).map(
    ([id, answer]) => `${id} ${answer === true ? "yes" : answer === false ? "no" : answer}`,
  );
  const day = on === undefined ? [dayType, sayMonth(month)] : [dayType, on.slice(5)];
  return [
    ...day,
    category,
    purpose,
    ...(people === undefined || people <= 1 ? [] : [`people ${people}`]),
    ...said,
  ].join(", ");
}
