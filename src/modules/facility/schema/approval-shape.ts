import { z } from "zod";
import { count, id, localText } from "./atoms.ts";
import { condition } from "./conditions.ts";

/** What is decided before it is permitted, and on which conditions; what the fields mean stands in types/approval.ts. */
export const approval = z
  .array(
    z.strictObject({
      when: condition.optional(),
      because: localText,
      article: id,
      daysToDecide: count.default(7),
      decideBefore: count.default(0),
    }),
  )
  .nonempty("empty-list");

export const permitConditions = z
  .array(z.strictObject({ id, text: localText, when: condition.optional(), article: id }))
  .nonempty("empty-list");
