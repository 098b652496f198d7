import { cleanText } from "../../../../kernel/text/clean.ts";
import { toAsciiDigits } from "../../../../kernel/text/digits.ts";
import { isLongerThan } from "../../../../kernel/text/graphemes.ts";
import type { SheetField, SheetForm } from "../../types/evaluation.ts";
import { listFields } from "./fields.ts";
import type { Answers } from "./merge.ts";

/** A comment beside a figure that fills itself is sent under this name; under the field's own name nothing may come. */
export const commentName = (field: string) => `${field}-comment`;

export const inputName = ({ id, kind }: Pick<SheetField, "id" | "kind">) => (kind === "auto" ? commentName(id) : id);

/** Letters of a comment beside a figure. */
export const longestComment = 300;

export type AnswerProblem = {
  /** The input's name. */
  readonly name: string;
  readonly code:
    | "plan.sheet-auto"
    | "plan.sheet-unknown"
    | "plan.sheet-choice"
    | "plan.sheet-number"
    | "plan.sheet-long";
  readonly limit?: number;
};

/** What was sent, by field, cleaned; a field that was not sent is empty. Nothing is asked for: a draft may lack anything. */
export function readAnswers(
  form: SheetForm,
  sent: Readonly<Record<string, string>>,
): { readonly answers: Answers; readonly problems: readonly AnswerProblem[] } {
  const fields = listFields(form);
  const names = new Map(fields.map((field) => [inputName(field), field]));
  const automatic = new Set(fields.filter(({ kind }) => kind === "auto").map(({ id }) => id));
  const answers: Record<string, string> = {};
  const problems: AnswerProblem[] = [];
  for (const [name, text] of Object.entries(sent)) {
    const field = names.get(name);
    if (field === undefined) {
      problems.push({ name, code: automatic.has(name) ? "plan.sheet-auto" : "plan.sheet-unknown" });
      continue;
    }
    const read = readAnswer(field, text);
    if (typeof read !== "string") problems.push({ name, ...read });
    else if (read !== "") answers[field.id] = read;
  }
  return { answers, problems };
}

function readAnswer(field: SheetField, text: string): string | Omit<AnswerProblem, "name"> {
  const clean = cleanText(text, { lines: field.kind === "long-text" || field.kind === "auto" });
  if (!clean.ok) return { code: "plan.sheet-unknown" };
  const words = clean.value;
  if (words === "") return "";
  switch (field.kind) {
    case "choice":
      return field.options.some(({ value }) => value === words) ? words : { code: "plan.sheet-choice" };
    case "number": {
      const digits = toAsciiDigits(words.replace(/[,，]/g, ""));
      return /^[-−]?\d{1,15}(\.\d{1,6})?$/.test(digits) ? digits.replace("−", "-") : { code: "plan.sheet-number" };
    }
    default: {
      const limit = field.kind === "auto" ? longestComment : (field.maxLength ?? 400);
      return isLongerThan(words, limit) ? { code: "plan.sheet-long", limit } : words;
    }
  }
}
