import type { Sheet } from "../../types/evaluation.ts";

export type Answers = Sheet["answers"];

export type Merge = {
  /** What both agree on, what only one of them changed, and mine where both did. */
  readonly answers: Answers;
  /** Fields that both changed, each in another way: a person chooses. */
  readonly conflicts: readonly { readonly field: string; readonly mine: string; readonly theirs: string }[];
};

/** Three versions by field: what both began with, what I typed, and what somebody saved meanwhile. No text is dropped. */
export function mergeAnswers(base: Answers, mine: Answers, theirs: Answers): Merge {
  const fields = new Set([base, mine, theirs].flatMap(Object.keys));
  const answers: Record<string, string> = {};
  const conflicts: Merge["conflicts"][number][] = [];
  for (const field of fields) {
    const [was = "", my = "", their = ""] = [base[field], mine[field], theirs[field]];
    const merged = my === was ? their : my;
    if (merged !== "") answers[field] = merged;
    if (my !== was && their !== was && my !== their) conflicts.push({ field, mine: my, theirs: their });
  }
  return { answers, conflicts };
}

/** Equal where every field is; an empty answer is none. */
export function isSameAnswers(a: Answers, b: Answers): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((field) => (a[field] ?? "") === (b[field] ?? ""));
}
