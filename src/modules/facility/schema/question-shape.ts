import { z } from "zod";
import { questionKinds } from "../types/question.ts";
import { id, localText, yen } from "./atoms.ts";

const ids = z.array(id).nonempty("empty-list").optional();
const named = { id, name: localText, note: localText.optional() };

/** Which of the fields belong to which kind, checks/questions.ts says. */
export const question = z.strictObject({
  ...named,
  kind: z.enum(questionKinds),
  options: z.array(z.strictObject(named)).min(2, "options-of-two").optional(),
  spaces: ids,
  purposes: ids,
  categories: ids,
  most: yen.min(1, "bad-count").optional(),
  askAfterUse: z.boolean().optional(),
});
