import Big from "big.js";
import { z } from "zod";
import { cleanText } from "../../../../kernel/text/clean.ts";
import { isCivilDate } from "../../../../kernel/time/civil-date.ts";

/**
 * The small pieces of which a plan's file is made. Custom messages are keys of `plan-data.staff.file.*`; what zod finds by itself
 * (missing, wrong type, unknown key) is put into words in describe-issue.ts.
 */

export const planId = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, "bad-id");
export const indicatorId = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, "bad-id");
/** Sections, rule sets, metrics, formulas, levels: names that others gave. */
export const name = z.string().regex(/^[a-z][a-zA-Z0-9.-]{0,60}$/, "bad-id");
/** 1303, 1303-2, A.1: as the plan prints it. A number without quotes would lose a leading zero. */
export const code = z.string("code-is-text").regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,40}$/, "bad-code");

export const text = (maximum: number) =>
  z.string().transform((typed, context) => {
    const clean = cleanText(typed);
    if (!clean.ok) context.addIssue({ code: "custom", message: "broken-text" });
    else if (clean.value === "") context.addIssue({ code: "custom", message: "empty-text" });
    else if (clean.value.length > maximum) context.addIssue({ code: "custom", message: "too-long-text" });
    return clean.ok ? clean.value : "";
  });

/** 「名」 alone is Japanese; other languages stand beside it: { ja: …, en: …, ja-easy: … }. */
export const localText = (maximum: number) =>
  z.preprocess(
    (value) => (typeof value === "string" ? { ja: value } : value),
    z.strictObject({
      ja: text(maximum),
      en: text(maximum * 3).optional(),
      "ja-easy": text(maximum * 3).optional(),
    }),
  );

export const day = z.string().refine(isCivilDate, "bad-day");
export const year = z.int("bad-year").min(1950, "bad-year").max(2150, "bad-year");

/** An exact number, typed as 44.0, -0.98 or "3942178"; kept without what says nothing: 44, -0.98, 3942178. */
export const decimal = z.union([z.number(), z.string()]).transform((typed, context) => {
  const plain = String(typed).normalize("NFKC").replace(/[−‐–]/gu, "-").replaceAll(",", "").trim();
  if (!/^-?\d{1,18}(\.\d{1,9})?$/.test(plain)) {
    context.addIssue({ code: "custom", message: "bad-number" });
    return "0";
  }
  const exact = new Big(plain);
  return exact.eq(0) ? "0" : exact.toFixed();
});

/** A field that may be left out: the key is then missing, so that a document is the same after any way of storing it. */
export const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  schema.optional().transform((value): z.output<Schema> | undefined => value);

export const flag = z.boolean("bad-flag").default(false);
export const listOf = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).max(20_000, "too-many").default([]);
