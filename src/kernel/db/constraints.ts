import { Refusal } from "../refusal.ts";

/** Constraint name → refusal code, from all modules' manifests. */
export type ConstraintTable = ReadonlyMap<string, string>;

/** exclusion, unique, check, foreign key: PostgreSQL said no to a rule that has a name. */
const ruleViolations = new Set(["23P01", "23505", "23514", "23503"]);

/** What a person is told when PostgreSQL is the judge; any other error stays what it is. */
export function refusalOf(error: unknown, constraints: ConstraintTable): unknown {
  const { code, constraint } = (error ?? {}) as { code?: string; constraint?: string };
  if (code === undefined || constraint === undefined || !ruleViolations.has(code)) return error;
  const refusal = constraints.get(constraint);
  return refusal === undefined ? error : new Refusal(refusal, { status: 409, cause: error });
}
