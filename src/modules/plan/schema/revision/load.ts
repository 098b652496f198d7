import { readYamlText } from "../../../../kernel/yaml-text.ts";
import type { PlanDocument } from "../../types/plan.ts";
import { checkPlan, type Surroundings, warnOfPlan } from "./checks.ts";
import { describeIssue } from "./describe-issue.ts";
import { type Finding, type Problem, problemAt, type ReadFile, refusedFile, sortProblems } from "./finding.ts";
import { planShape } from "./plan-shape.ts";

export type Loaded =
  | { readonly ok: true; readonly document: PlanDocument; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** At most so many are shown at once: whoever exchanged two columns has thousands of them. */
export const mostProblems = 200;

export function loadPlanYaml(text: string, surroundings: Surroundings = {}): Loaded {
  return loadPlan(readYaml(text), surroundings);
}

function readYaml(text: string): ReadFile {
  const { value, errors, placeOf } = readYamlText(text);
  if (errors.length === 0) return { ok: true, value, placeOf };
  return refusedFile(
    errors.map(({ kind, detail, line, column }) => ({
      place: { line, column },
      finding: { message: kind, params: { detail } },
    })),
  );
}

/**
 * All or nothing: a document, or everything that is wrong with it. The first kind of problem is reported in full: the file
 * itself, then the shape of the fields, then what they say about each other.
 */
export function loadPlan(file: ReadFile, surroundings: Surroundings): Loaded {
  if (!file.ok) return { ok: false, problems: file.problems };
  const { value, placeOf } = file;
  const problemsOf = (findings: readonly Finding[]) =>
    sortProblems(findings.map((finding) => problemAt(placeOf(finding.path, finding.atKey), finding)));
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { ok: false, problems: problemsOf([{ path: [], message: "not-a-mapping" }]) };
  }
  const parsed = planShape.safeParse(value);
  if (!parsed.success) {
    const findings = parsed.error.issues.flatMap((issue) => describeIssue(issue, value));
    return { ok: false, problems: problemsOf(findings) };
  }
  const document = withoutUndefined(parsed.data);
  const findings = checkPlan(document, surroundings);
  if (findings.length > 0) return { ok: false, problems: problemsOf(findings) };
  return { ok: true, document, warnings: problemsOf(warnOfPlan(document, surroundings)) };
}

/** JSON has no undefined: so a document equals itself after it was stored. */
function withoutUndefined(document: PlanDocument): PlanDocument {
  return JSON.parse(JSON.stringify(document)) as PlanDocument;
}
