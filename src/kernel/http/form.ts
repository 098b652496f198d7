import type { Params } from "../i18n/translate.ts";

/** What was typed, by field name; several values only where the form offers several. Files are not kept. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>;

export type Problem = {
  /** The field's name, or undefined if the whole form is meant. */
  readonly field: string | undefined;
  /** Message key with its placeholders: `field.required`, `refusal.booking.taken`. */
  readonly key: string;
  readonly params: Params;
};

export type Problems = readonly Problem[];

export const noProblems: Problems = [];

export function problemAt(problems: Problems, field: string): Problem | undefined {
  return problems.find((problem) => problem.field === field);
}

/** The one value that was typed into a field, or "". */
export function typed(values: FormValues, field: string): string {
  const value = values[field];
  return typeof value === "string" ? value : (value?.[0] ?? "");
}

export function typedAll(values: FormValues, field: string): readonly string[] {
  const value = values[field];
  return typeof value === "string" ? [value] : (value ?? []);
}
