import { z } from "zod";
import { locales } from "../../kernel/i18n/locales.ts";
import { parseMail } from "./rules/mail.ts";
import { safeNext } from "./rules/next-path.ts";
import { parseTelephone } from "./rules/telephone.ts";

/** Controls go (line breaks too), the rest stays as entered, in NFC: 髙, 𠮷 and variation selectors are kept. */
function cleanLine(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cs}\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
}

const graphemes = new Intl.Segmenter("ja", { granularity: "grapheme" });

/** Counted as people count: a letter with its variation selector is one. Far too long a text is not counted at all. */
function isLongerThan(text: string, most: number): boolean {
  return text.length > most * 8 || [...graphemes.segment(text)].length > most;
}

function shorten(most: number) {
  return z.string({ error: "field.required" }).transform((text, context) => {
    const clean = text.length > most * 8 ? text : cleanLine(text);
    if (!isLongerThan(clean, most)) return clean;
    context.addIssue({ code: "custom", message: "field.too-long", params: { maximum: most } });
    return z.NEVER;
  });
}

/** A line of text that must say something. */
export function line(options: { most: number }) {
  return shorten(options.most).refine((text) => text !== "", { error: "field.required" });
}

/** The same, and it may be left empty. */
export function optionalLine(options: { most: number }) {
  return shorten(options.most)
    .transform((text) => text || undefined)
    .optional();
}

export const personName = line({ most: 100 });
export const kana = optionalLine({ most: 100 });

export const mail = z
  .string({ error: "field.required" })
  .max(300, { error: "field.identity.mail" })
  .transform((text, context) => {
    if (text.trim() === "") context.addIssue({ code: "custom", message: "field.required" });
    else {
      const parsed = parseMail(text);
      if (parsed !== undefined) return parsed;
      context.addIssue({ code: "custom", message: "field.identity.mail" });
    }
    return z.NEVER;
  });

export const telephone = z
  .string({ error: "field.required" })
  .max(60, { error: "field.identity.telephone" })
  .transform((text, context) => {
    if (text.trim() === "") context.addIssue({ code: "custom", message: "field.required" });
    else {
      const parsed = parseTelephone(text);
      if (parsed !== undefined) return parsed;
      context.addIssue({ code: "custom", message: "field.identity.telephone" });
    }
    return z.NEVER;
  });

const empty = z.literal("").transform(() => undefined);
export const optionalTelephone = z.union([empty, telephone]).optional();
export const optionalMail = z.union([empty, mail]).optional();
export const locale = z.enum(locales, { error: "field.required" });

/** Where to go afterwards: judged, never refused; what is not a path of this site is forgotten. */
export const next = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text === "" ? undefined : safeNext(text)));

export const id = z.uuid();

/** A choice that must be made: 'yes' from a box that is ticked. */
export const ticked = z.literal("yes", { error: "field.required" });
export const box = z
  .literal("yes")
  .optional()
  .transform((value) => value === "yes");

/** What a passkey's script puts into the form: JSON, judged by the WebAuthn library; here only that it is an object. */
export const passkeyAnswer = z
  .string({ error: "field.identity.passkey" })
  .max(20_000, { error: "field.identity.passkey" })
  .transform((text, context) => {
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
    } catch {
      // said below
    }
    context.addIssue({ code: "custom", message: "field.identity.passkey" });
    return z.NEVER;
  });
