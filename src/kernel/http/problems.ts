import type { ZodError } from "zod";
import { messages } from "../i18n/messages.ts";
import type { Refusal } from "../refusal.ts";
import type { Problem, Problems } from "./form.ts";

type Issue = ZodError["issues"][number];

/** What a person is told at each field: the message key that the schema names, or the one for this kind of issue. */
export function problemsOf(error: ZodError): Problems {
  const seen = new Set<string>();
  return error.issues.map(problemOf).filter((problem) => {
    const isFirst = !seen.has(problem.field ?? "");
    seen.add(problem.field ?? "");
    return isFirst;
  });
}

export function problemOfRefusal(refusal: Refusal): Problem {
  return { field: refusal.field, key: `refusal.${refusal.code}`, params: refusal.params };
}

function problemOf(issue: Issue): Problem {
  const [field] = issue.path;
  const { maximum, minimum } = issue as { maximum?: unknown; minimum?: unknown };
  return {
    field: field === undefined ? undefined : String(field),
    key: issue.message in messages.ja ? issue.message : (keyByCode[issue.code ?? ""] ?? "field.invalid"),
    params: {
      ...(typeof maximum === "number" ? { maximum } : {}),
      ...(typeof minimum === "number" ? { minimum } : {}),
      ...("params" in issue ? (issue.params as Problem["params"]) : {}),
    },
  };
}

const keyByCode: Readonly<Record<string, string>> = {
  invalid_type: "field.required",
  too_big: "field.too-long",
  unrecognized_keys: "field.unknown",
};
