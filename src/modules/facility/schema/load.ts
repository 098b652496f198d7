import { readYamlText, type YamlText } from "../../../kernel/yaml-text.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility } from "../types/facility.ts";
import { checkFacility } from "./checks/facility.ts";
import { checkNeighbours } from "./checks/neighbours.ts";
import { describeIssue } from "./describe-issue.ts";
import { checkExamples } from "./examples.ts";
import { facilityShape } from "./facility-shape.ts";
import type { Finding } from "./finding.ts";
import { type Problem, problemOf } from "./problem.ts";

export type Loaded =
  | { readonly ok: true; readonly facility: Facility }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What a file can be held against. */
export type Surroundings = {
  readonly areas: readonly { readonly id: string }[];
  /** Zone and holidays, with which the examples are computed. */
  readonly town: Town;
  /** The city's other facilities. */
  readonly others?: readonly Facility[];
};

/**
 * Reads an ordinance file. The first kind of problem that is found is reported in full: YAML, then the shape of the fields,
 * then what they say about each other, then the examples. Without `surroundings` areas and examples are not checked.
 */
export function loadFacilityFile(text: string, fileName: string, surroundings?: Surroundings): Loaded {
  const yaml = readYamlText(text);
  if (yaml.errors.length > 0) return refusedAsYaml(yaml, fileName);
  if (typeof yaml.value !== "object" || yaml.value === null || Array.isArray(yaml.value)) {
    return refused([{ path: [], message: "not-a-mapping" }], yaml, fileName);
  }
  const parsed = facilityShape.safeParse(yaml.value);
  if (!parsed.success) {
    return refused(
      parsed.error.issues.flatMap((issue) => describeIssue(issue, yaml.value)),
      yaml,
      fileName,
    );
  }
  const facility = parsed.data;
  const findings = [
    ...checkFileName(facility, fileName),
    ...checkArea(facility, surroundings),
    ...checkFacility(facility),
    ...checkNeighbours(facility, surroundings?.others ?? []),
  ];
  if (findings.length > 0) return refused(findings, yaml, fileName);
  const failed = surroundings === undefined ? [] : checkExamples(facility, surroundings.town);
  return failed.length > 0 ? refused(failed, yaml, fileName) : { ok: true, facility };
}

function checkFileName(facility: Facility, fileName: string): readonly Finding[] {
  const expected = `${facility.id}.yaml`;
  const base = fileName.split("/").at(-1);
  return base === expected ? [] : [{ path: ["id"], message: "name-differs", params: { expected } }];
}

function checkArea(facility: Facility, surroundings: Surroundings | undefined): readonly Finding[] {
  if (surroundings === undefined || surroundings.areas.some(({ id }) => id === facility.area)) return [];
  return [{ path: ["area"], message: "unknown-reference", params: { what: "area", id: facility.area } }];
}

function refused(findings: readonly Finding[], yaml: YamlText, file: string): Loaded {
  const problems = findings.map((finding) => problemOf(finding, yaml, file));
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

function refusedAsYaml(yaml: YamlText, file: string): Loaded {
  const problems = yaml.errors.map(({ kind, detail, line, column }) => ({
    ...problemOf({ path: [], message: kind, params: { detail } }, yaml, file),
    line,
    column,
  }));
  return { ok: false, problems };
}
