import { translator } from "../../../kernel/i18n/translate.ts";
import { findSpace } from "../rules/facility.ts";
import type { Town } from "../types/calendar.ts";
import type { Example, Expectation } from "../types/example.ts";
import type { Facility } from "../types/facility.ts";
import { sayExpectation } from "./expectation-words.ts";
import type { Finding } from "./finding.ts";
import { runExample, sayStep } from "./run-example.ts";

export type ExampleResult = {
  readonly example: Example;
  readonly isRight: boolean;
  readonly expected: Said;
  readonly got: Said;
  /** How it came about, a line each, in Japanese and in English. */
  readonly derivation: { readonly ja: readonly string[]; readonly en: readonly string[] };
};

type Said = { readonly ja: string; readonly en: string };

/** Examples that lack what their kind of answer needs. */
export function findUnusable(facility: Facility): readonly Finding[] {
  return facility.examples.flatMap((example, index): Finding[] => {
    const missing = neededBy(example).find((field) => example[field] === undefined);
    return missing === undefined
      ? []
      : [{ path: ["examples", index], message: "example-unusable", params: { detail: missing } }];
  });
}

/** One example with its derivation, for whoever wrote the file. Its space exists, as the file was checked before. */
export function tryExample(facility: Facility, example: Example, town: Town): ExampleResult {
  const space = findSpace(facility, example.space);
  if (space === undefined) throw new Error(`${facility.id}: no space ${example.space}`);
  const { got, steps } = runExample(facility, space, example, town);
  return {
    example,
    isRight: describe(got) === describe(example.expect),
    expected: { ja: sayExpectation(ja, example.expect), en: sayExpectation(en, example.expect) },
    got: { ja: sayExpectation(ja, got), en: sayExpectation(en, got) },
    derivation: {
      ja: steps.map((step) => sayStep(ja, step)),
      en: steps.map((step) => sayStep(en, step)),
    },
  };
}

const ja = translator("ja");
const en = translator("en");

function neededBy({ expect }: Example): readonly (keyof Example)[] {
  switch (expect.kind) {
    case "fee":
    case "after-use":
    case "accepted":
    case "refused":
      return ["slots", "category", "purpose", "people"];
    case "opens-on":
    case "closes-on":
      return ["category"];
    case "pay-by":
      return ["slots", "now"];
    case "open":
    case "slots":
    case "refund":
    case "entry":
      return [];
  }
}

/** Fields in one order, whatever the order of the file, so that two can be compared. */
function describe({ kind, ...rest }: Expectation): string {
  const fields = Object.entries(rest)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return [kind, ...fields.map(([name, value]) => `${name} ${value}`)].join(", ");
}
