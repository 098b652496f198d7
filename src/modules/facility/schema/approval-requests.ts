import { z } from "zod";
import { choiceField, linesField } from "../../../kernel/text/fields.ts";
import { id } from "./requests.ts";

/** What comes in about requests that somebody decides. */

export const approvalParams = z.object({ approval: z.uuid() });
export const approvalsQuery = z.object({ list: z.enum(["waiting", "decided"]).catch("waiting").default("waiting") });
export const decideApprovalForm = z.strictObject({
  deed: choiceField(["approve", "refuse"]),
  conditions: z
    .union([id, z.array(id).max(100)])
    .optional()
    .transform((value) => [...new Set([value ?? []].flat())]),
  more: linesField({ max: 1000, required: false }),
  words: linesField({ max: 500, required: false }),
  together: z.literal("yes").optional(),
});
