import { instantOf } from "../../../kernel/time/instant.ts";
import { openingOn } from "../rules/calendar.ts";
import { pickSlots } from "../rules/choice.ts";
import { findCategory, findSpace, getTerms } from "../rules/facility.ts";
import { findOpening, judgeMoment } from "../rules/opening.ts";
import { quote } from "../rules/price.ts";
import { refundOf } from "../rules/refund.ts";
import { judgeUse } from "../rules/use.ts";
import type { Use } from "../types/booking.ts";
import type { Town } from "../types/calendar.ts";
import type { Example } from "../types/example.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Finding } from "./finding.ts";

/** The examples inside a file, computed by the same rules as a booking; those that come out differently. */
export function checkExamples(facility: Facility, town: Town): readonly Finding[] {
  return facility.examples.flatMap((example, index): Finding[] => {
    const path = ["examples", index];
    const missing = neededBy(example).find((field) => example[field] === undefined);
    if (missing !== undefined) return [{ path, message: "example-unusable", params: { detail: missing } }];
    const expected = describe(example.expect);
    const got = runExample(facility, example, town);
    const { title } = example;
    return got === expected ? [] : [{ path, message: "example-fails", params: { title, expected, got } }];
  });
}

/** The outcome in the words of the file: "fee: 1570". */
export function runExample(facility: Facility, example: Example, town: Town): string {
  const space = findSpace(facility, example.space);
  if (space === undefined) return "no such space";
  const { expect } = example;
  switch (expect.kind) {
    case "open":
      return describe({ kind: "open", open: openingOn(facility.calendar, example.on, town).open });
    case "opens-on":
      return describe({
        kind: "opens-on",
        day: findOpening(facility, space, example.on, example, town)?.day ?? "never",
      });
    case "refund": {
      const { cancelOn, paid } = expect;
      const rule = getTerms(facility, space).refund;
      const { amount } = refundOf(rule, { on: cancelOn, use: example.on, paid, by: "booker" });
      return describe({ ...expect, refund: amount });
    }
    case "fee":
      return priceOf(facility, space, example, town);
    case "accepted":
    case "refused":
      return judge(facility, space, example, town);
  }
}

function priceOf(facility: Facility, space: Space, example: Example, town: Town): string {
  const picked = pickSlots(facility, space, { on: example.on, slots: example.slots ?? [] }, town);
  if (!picked.ok) return describe({ kind: "refused", code: picked.reason.code });
  const { total, fullPrice } = quote(facility, space, picked.run, useOf(facility, space, example), town);
  const asked = example.expect.kind === "fee" && example.expect.fullPrice !== undefined;
  return describe({ kind: "fee", fee: total, ...(asked ? { fullPrice } : {}) });
}

/** The first reason decides, in the order in which a person would meet them: time, moment, use. */
function judge(facility: Facility, space: Space, example: Example, town: Town): string {
  const picked = pickSlots(facility, space, { on: example.on, slots: example.slots ?? [] }, town);
  if (!picked.ok) return describe({ kind: "refused", code: picked.reason.code });
  const [onDay = "", atTime = ""] = example.now?.split("T") ?? [];
  const now = instantOf(onDay, atTime, town.zone);
  const reason =
    judgeMoment(facility, space, picked.run, now, town, example) ??
    judgeUse(facility, space, picked.run, useOf(facility, space, example), town)[0];
  return describe(reason === undefined ? { kind: "accepted" } : { kind: "refused", code: reason.code });
}

/** A category of groups is asked for by a group; declarations count as made, for they are the form's business. */
function useOf(facility: Facility, space: Space, example: Example): Use {
  const { category = "", groupCategories } = example;
  const isGroup = groupCategories !== undefined || findCategory(facility, category)?.who === "group";
  return {
    categoryId: category,
    purposeId: example.purpose ?? "",
    people: example.people ?? 0,
    group: isGroup ? { categories: groupCategories ?? [] } : undefined,
    extras: example.extras ?? {},
    declarations: getTerms(facility, space).declarations.map(({ id }) => id),
    answers: example.answers ?? {},
    grantedReductions: example.granted ?? [],
  };
}

function neededBy({ expect }: Example): readonly (keyof Example)[] {
  switch (expect.kind) {
    case "fee":
      return ["slots", "category", "purpose", "people"];
    case "accepted":
    case "refused":
      return ["slots", "category", "purpose", "people", "now"];
    case "opens-on":
      return ["category"];
    case "open":
    case "refund":
      return [];
  }
}

function describe(outcome: Example["expect"]): string {
  const { kind, ...rest } = outcome;
  return [kind, ...Object.entries(rest).map(([name, value]) => `${name} ${value}`)].join(", ");
}
