import { z } from "zod";
import { problemsOf } from "../../../kernel/http/problems.ts";
import { textField } from "../../../kernel/text/fields.ts";
import { id, useForm } from "./requests.ts";

/** The booking's form once more, with the room, and the price that the page promised. */
export const changeForm = z.looseObject({ space: id, expected: z.coerce.number().int().min(0) }).transform(readChange);

/** The same at the counter, with the reason that the booker reads. */
export const staffChangeForm = z
  .looseObject({ space: id, expected: z.coerce.number().int().min(0), reason: textField({ max: 100 }) })
  .transform(({ reason, ...form }, context) => {
    const read = readChange(form, context);
    return read === z.NEVER ? z.NEVER : { ...read, reason };
  });

function readChange(
  { space, expected, ...rest }: { space: string; expected: number; [field: string]: unknown },
  context: z.RefinementCtx,
) {
  const parsed = useForm.safeParse(rest);
  if (parsed.success) {
    const { choice, use } = parsed.data;
    return { choice: { spaceId: space, ...choice }, use, expected };
  }
  for (const { field, key, params } of problemsOf(parsed.error)) {
    context.addIssue({ code: "custom", path: field === undefined ? [] : [field], message: key, params: { ...params } });
  }
  return z.NEVER;
}
