import { readYamlText, type YamlPlace, type YamlText } from "../../../kernel/yaml-text.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility } from "../types/facility.ts";
import { checkFacility } from "./checks/facility.ts";
import { checkLotterySets } from "./checks/lottery.ts";
import { checkNeighbours } from "./checks/neighbours.ts";
import { describeIssue } from "./describe-issue.ts";
import { type ExampleResult, findUnusable, tryExample } from "./examples.ts";
import { facilityShape } from "./facility-shape.ts";
import type { Finding } from "./finding.ts";
import { type Problem, problemOf } from "./problem.ts";
import { warnOf } from "./warnings.ts";

export type Loaded =
  | { readonly ok: true; readonly facility: Facility }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What a file can be held against. */
export type Surroundings = {
  /** Missing: areas are not checked. */
  readonly areas?: readonly { readonly id: string }[] | undefined;
  /** Zone and holidays, with which the examples are computed. */
  readonly town: Town;
  /** The city's other facilities; other versions of the same one are left out. */
  readonly others?: readonly Facility[];
};

/** An example with its derivation, and where in the file it stands. */
export type TriedExample = ExampleResult & { readonly at: YamlPlace };

/** All that can be said of a file. It is right if there are no problems; failing examples are problems as well. */
export type Examined = {
  /** As far as its fields are right and fit together, even if examples fail. */
  readonly facility: Facility | undefined;
  readonly problems: readonly Problem[];
  /** What is allowed and may still not be meant: texts without English. */
  readonly warnings: readonly Problem[];
  readonly examples: readonly TriedExample[];
};

/** Reads an ordinance file: the facility, or what is wrong. Without `surroundings` areas and examples are not checked. */
export function loadFacilityFile(text: string, fileName: string, surroundings?: Surroundings): Loaded {
  const { facility, problems } = examineFacilityFile(text, fileName, surroundings);
  return facility === undefined || problems.length > 0 ? { ok: false, problems } : { ok: true, facility };
}

/**
 * The first kind of problem that is found is reported in full: YAML, then the shape of the fields, then what they say about
 * each other, then the examples. A text that was pasted has no file name.
 */
export function examineFacilityFile(text: string, fileName: string | undefined, surroundings?: Surroundings): Examined {
  const file = fileName ?? "";
  const yaml = readYamlText(text);
  if (yaml.errors.length > 0) return refusedAsYaml(yaml, file);
  if (typeof yaml.value !== "object" || yaml.value === null || Array.isArray(yaml.value)) {
    return refused([{ path: [], message: "not-a-mapping" }], yaml, file);
  }
  const parsed = facilityShape.safeParse(yaml.value);
  if (!parsed.success) {
    return refused(
      parsed.error.issues.flatMap((issue) => describeIssue(issue, yaml.value)),
      yaml,
      file,
    );
  }
  const facility = parsed.data;
  const others = (surroundings?.others ?? []).filter(({ id }) => id !== facility.id);
  const findings = [
    ...(fileName === undefined ? [] : checkFileName(facility, fileName)),
    ...checkArea(facility, surroundings?.areas),
    ...checkFacility(facility),
    ...checkNeighbours(facility, others),
    ...checkLotterySets(facility, others),
  ];
  if (findings.length > 0) return refused(findings, yaml, file);
  const warnings = warnOf(facility).map((finding) => problemOf(finding, yaml, file));
  if (surroundings === undefined) return { facility, problems: [], warnings, examples: [] };
  return { ...tryExamples(facility, surroundings.town, yaml, file), warnings };
}

function tryExamples(facility: Facility, town: Town, yaml: YamlText, file: string): Omit<Examined, "warnings"> {
  const unusable = findUnusable(facility);
  if (unusable.length > 0) return refused(unusable, yaml, file);
  const examples = facility.examples.map((example, index) => ({
    ...tryExample(facility, example, town),
    at: yaml.placeOf(["examples", index]),
  }));
  const failed = examples.flatMap(({ example: { title }, isRight, expected, got }, index): Finding[] =>
    isRight
      ? []
      : [
          {
            path: ["examples", index],
            message: "example-fails",
            params: { title },
            said: { ja: { expected: expected.ja, got: got.ja }, en: { expected: expected.en, got: got.en } },
          },
        ],
  );
  return { facility, problems: failed.map((finding) => problemOf(finding, yaml, file)), examples };
}

/** `minole.yaml`; a version that comes later stands beside it as `minole@2027-04-01.yaml`. */
function checkFileName({ id, effectiveFrom }: Facility, fileName: string): readonly Finding[] {
  const base = fileName.split("/").at(-1);
  if (base === `${id}.yaml` || base === `${id}@${effectiveFrom}.yaml`) return [];
  const isDated = base?.startsWith(`${id}@`);
  return isDated
    ? [{ path: ["effectiveFrom"], message: "name-differs", params: { expected: `${id}@${effectiveFrom}.yaml` } }]
    : [{ path: ["id"], message: "name-differs", params: { expected: `${id}.yaml` } }];
}

function checkArea({ area }: Facility, areas: Surroundings["areas"]): readonly Finding[] {
  if (areas === undefined || areas.some(({ id }) => id === area)) return [];
  return [{ path: ["area"], message: "unknown-reference", params: { what: "area", id: area } }];
}

function refused(findings: readonly Finding[], yaml: YamlText, file: string): Examined {
  const problems = findings.map((finding) => problemOf(finding, yaml, file));
  return withProblems(problems.sort((a, b) => a.line - b.line || a.column - b.column));
}

function refusedAsYaml(yaml: YamlText, file: string): Examined {
  return withProblems(
    yaml.errors.map(({ kind, slip, detail, line, column }) => ({
      ...problemOf({ path: [], message: slip === undefined ? kind : `yaml-${slip}`, params: { detail } }, yaml, file),
      line,
      column,
    })),
  );
}

function withProblems(problems: readonly Problem[]): Examined {
  return { facility: undefined, problems, warnings: [], examples: [] };
}
