import { z } from "zod";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import { addDays, addMonths, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { fiscalYearOf, rangeOfFiscalYear } from "../../../kernel/time/fiscal-year.ts";
import { documentKinds } from "./document-kind.ts";

const key = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/);
const percent = z.int().min(1).max(100);
const text: z.ZodType<LocalText> = z.strictObject({
  ja: z.string().min(1),
  en: z.string().min(1).optional(),
  "ja-easy": z.string().min(1).optional(),
});

/** 登録の種類: what the city asks of a group, and what the group gets by it. From cities/<slug>/groups.yaml. */
export const registrationKind = z
  .strictObject({
    id: key,
    name: text,
    /** For whom it is and what it is good for, in one or two sentences. */
    words: text,
    /** The rule it rests on, as the city cites it. */
    article: z.string().min(1).optional(),
    /** The section that decides; an id of people.yaml. */
    section: key,
    /** True: staff give it to groups that need not apply (行政区, clubs of an association); nothing is asked. */
    isDeemed: z.boolean().default(false),
    asks: z
      .strictObject({
        members: z.int().min(1).max(500).optional(),
        /** So many of a hundred on the roster live, work or learn in the city: exactly as many is enough. */
        localPercent: percent.optional(),
        /** So many of a hundred are under 18, or 65 and older. */
        childPercent: percent.optional(),
        seniorPercent: percent.optional(),
        responsibleAdult: z.boolean().default(false),
        documents: z.array(z.enum(documentKinds)).default([]),
        /** True: the group says to which of the city's areas it belongs. */
        district: z.boolean().default(false),
      })
      .prefault({}),
    /** Until the end of the fiscal year (年度末), or so many years from the first day. */
    validity: z.union([
      z.strictObject({ until: z.literal("fiscal-year-end") }),
      z.strictObject({ years: z.int().min(1).max(10) }),
    ]),
    /** A renewal can be handed in from so many days before the end; reminders go out so many days before it. */
    renewal: z
      .strictObject({
        fromDays: z.int().min(1).max(366).default(60),
        remindDays: z.array(z.int().min(0).max(366)).default([60, 14]),
      })
      .prefault({}),
    /** Categories that it gives while it is valid; those with a share only to groups that reach it. */
    gives: z.array(z.strictObject({ category: key, localPercent: percent.optional() })).default([]),
  })
  .refine(({ isDeemed, asks }) => !isDeemed || asks.members === undefined, {
    error: "a deemed kind asks for no roster",
  });

export type RegistrationKind = z.output<typeof registrationKind>;

export const groupsFile = z
  .strictObject({ kinds: z.array(registrationKind) })
  .refine(({ kinds }) => new Set(kinds.map(({ id }) => id)).size === kinds.length, { error: "two kinds with one id" });

/** The last day on which a registration that begins on this day is valid. */
export function lastDayOf({ validity }: Pick<RegistrationKind, "validity">, from: CivilDate): CivilDate {
  if ("years" in validity) return addDays(addMonths(from, 12 * validity.years), -1);
  return addDays(rangeOfFiscalYear(fiscalYearOf(from)).until, -1);
}

/** From this day on the next term can be asked for. */
export function renewableFrom({ renewal }: Pick<RegistrationKind, "renewal">, validUntil: CivilDate): CivilDate {
  return addDays(validUntil, -renewal.fromDays);
}

/**
 * The reminder that is due: the smallest number of days whose day has come and that was not sent yet. A start after a
 * stop sends one reminder, not all that were missed.
 */
export function reminderDue(
  { renewal }: Pick<RegistrationKind, "renewal">,
  term: { readonly validUntil: CivilDate; readonly reminded: number | undefined },
  today: CivilDate,
): number | undefined {
  const come = renewal.remindDays.filter(
    (days) => addDays(term.validUntil, -days) <= today && today <= term.validUntil,
  );
  if (come.length === 0) return undefined;
  const days = Math.min(...come);
  return term.reminded === undefined || days < term.reminded ? days : undefined;
}
