import { z } from "zod";
import { wholeNumberField } from "../../../kernel/text/fields.ts";
import { id } from "./requests.ts";

/** What is asked for; what cannot be read counts as not asked. */
export const statisticsQuery = z.object({
  facility: id.optional().catch(undefined),
  space: id.optional().catch(undefined),
  year: z.coerce.number().int().min(1990).max(2199).optional().catch(undefined),
  /** 1 to 12; none for the whole fiscal year. */
  month: z.coerce.number().int().min(1).max(12).optional().catch(undefined),
});

export const costForm = z.strictObject({
  facility: id,
  year: z.coerce.number().int().min(1990).max(2199),
  yen: wholeNumberField({ min: 0, max: 100_000_000_000, unit: "円" }),
});
