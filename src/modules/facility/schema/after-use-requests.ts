import { z } from "zod";
import { parseWholeNumber } from "../../../kernel/text/digits.ts";
import { boxField, choiceField, linesField, timeField, wholeNumberField } from "../../../kernel/text/fields.ts";
import { offences } from "../rules/penalty.ts";
import type { AfterUse } from "../types/fee.ts";

const choiceOrNothing = z
  .string()
  .max(80)
  .optional()
  .transform((value) => value || undefined);

/**
 * When it really ended, and one field for each thing that is known only then: answer.takings=120000, minutes.heating=90. What
 * the names mean is checked against the ordinance by the rules.
 */
export const afterUseForm = z
  .object({
    ended: timeField({ required: false, asEnd: true }),
    /** It ended after midnight. */
    nextDay: boxField(),
    /** Why a recording is corrected. */
    reason: linesField({ max: 500, required: false }),
    expected: z.coerce.number().int().min(-10_000_000).max(10_000_000).optional(),
  })
  .catchall(z.string().max(20))
  .transform(({ ended, nextDay, reason, expected, ...rest }, context) => {
    const read = (prefix: "answer." | "minutes.", unit: string, most: number) =>
      Object.fromEntries(
        Object.entries(rest).flatMap(([name, typed]) => {
          if (!name.startsWith(prefix) || typeof typed !== "string" || typed.trim() === "") return [];
          const number = parseWholeNumber(typed, unit);
          if (number.ok && number.value >= 0 && number.value <= most)
            return [[name.slice(prefix.length), number.value]];
          context.addIssue({ code: "custom", path: [name], message: "field.number" });
          return [];
        }),
      );
    for (const name of Object.keys(rest)) {
      if (!/^(answer|minutes)\.[a-z0-9-]{1,60}$/.test(name))
        context.addIssue({ code: "custom", path: [name], message: "field.unknown" });
    }
    // Twelve hours at the most: later it is a slip of the pen.
    if (nextDay && ended !== undefined && ended > "12:00")
      context.addIssue({ code: "custom", path: ["ended"], message: "field.facility.next-day" });
    return {
      ended,
      nextDay,
      reason,
      expected,
      answers: read("answer.", "円", 1_000_000_000),
      minutes: read("minutes.", "分", 1440),
    };
  });

export type AfterUseTyped = z.output<typeof afterUseForm>;
export type Known = Required<AfterUse>;

/** How much of a deposit stays, and why; nothing is written where nothing stays. */
export const depositForm = z
  .strictObject({
    keep: wholeNumberField({ required: false, min: 0, max: 10_000_000, unit: "円" }),
    article: choiceOrNothing,
    reason: linesField({ max: 500, required: false }),
  })
  .transform(({ keep = 0, ...rest }) => ({ keep, ...rest }));

export const offenceForm = z.strictObject({
  offence: choiceField(offences),
  outcome: choiceField(["confirmed", "dismissed"]),
  words: linesField({ max: 300, required: false }),
});
export const penaltyParams = z.object({ penalty: z.uuid() });
export const appealForm = z.strictObject({ words: linesField({ max: 500 }) });
export const appealDecisionForm = z.strictObject({
  deed: choiceField(["keep", "lift"]),
  words: linesField({ max: 500 }),
});
