import { z } from "zod";
import { choiceField, dateField, textField, timeField } from "../../../kernel/text/fields.ts";
import { daysBetween } from "../../../kernel/time/civil-date.ts";
import { type ClosureAsked, closureKinds } from "../types/closure.ts";
import { id } from "./requests.ts";

/** What comes in about closures. */

const spaces = z
  .union([z.string(), z.array(z.string()).max(200)])
  .optional()
  .transform((value) => [...new Set([value ?? []].flat())])
  .pipe(z.array(id));

const fields = {
  facility: id,
  spaces,
  first: dateField(),
  last: dateField(),
  from: timeField({ required: false }),
  to: timeField({ required: false, asEnd: true }),
  kind: choiceField(closureKinds),
  words: textField({ max: 100 }),
};

/** What stands in the address of the page that shows the list. */
export const closureQuery = z.strictObject(fields).transform(readAsked);

export const closureForm = z
  .strictObject({ ...fields, mark: z.string().regex(/^[0-9a-f]{32}$/) })
  .transform(({ mark, ...rest }, context) => {
    const asked = readAsked(rest, context);
    return asked === z.NEVER ? z.NEVER : { ...asked, mark };
  });

type Fields = z.output<z.ZodObject<typeof fields>>;

/** A range of more than a year is a calendar's affair, and not a closure. */
const mostDays = 366;

function readAsked(form: Fields, context: z.RefinementCtx): ClosureAsked {
  const { facility, spaces: spaceIds, first, last, from, to, kind, words } = form;
  const wrong = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (spaceIds.length === 0) wrong("spaces", "field.required");
  if (last < first) wrong("last", "field.closure-days");
  else if (daysBetween(first, last) >= mostDays) wrong("last", "field.closure-too-long");
  if ((from === undefined) !== (to === undefined)) wrong(from === undefined ? "from" : "to", "field.required");
  if (from !== undefined && to !== undefined && from >= to) wrong("to", "field.closure-hours");
  const hours = from === undefined || to === undefined ? undefined : { from, to };
  return { facilityId: facility, spaceIds, firstOn: first, lastOn: last, hours, kind, words };
}

export const closureParams = z.object({ closure: z.uuid() });
export const closureCallParams = z.object({ closure: z.uuid(), booking: z.uuid() });
export const liftForm = z.strictObject({ reason: textField({ max: 100 }) });
export const closurePageQuery = z.object({ names: z.literal("1").optional().catch(undefined) });
