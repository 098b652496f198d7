import { z } from "zod";
import { roles } from "../../kernel/actor.ts";
import { locales } from "../../kernel/i18n/locales.ts";
import {
  boxField,
  choiceField,
  dateField,
  fileField,
  kanaField,
  linesField,
  mailField,
  telephoneField,
  textField,
} from "../../kernel/text/fields.ts";
import { readDigits } from "./rules/code.ts";
import { documentKinds } from "./rules/document-kind.ts";
import { readPaperCode } from "./rules/enrolment.ts";
import { addressOf, type MailAddress } from "./rules/mail.ts";
import { safeNext } from "./rules/next-path.ts";
import { markable, registrationDeeds } from "./rules/registration.ts";
import { ageGroups, residences } from "./rules/roster.ts";

export const none = z.strictObject({});
export const id = z.uuid();
export const byId = <Name extends string>(...names: Name[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, id])) as Record<Name, typeof id>);

/** Where to go afterwards: judged, never refused; what is not a path of this site is forgotten. */
export const next = z
  .string()
  .optional()
  .transform((text) => (text === undefined || text === "" ? undefined : safeNext(text)));

const name = textField({ max: 100, signs: 400 });
const kana = kanaField({ max: 100, signs: 400, required: false });
const address = mailField().transform((mail): MailAddress => addressOf(mail));
const optionalAddress = mailField({ required: false }).transform((mail) =>
  mail === undefined ? undefined : addressOf(mail),
);
const reason = textField({ max: 200 });

/** What a passkey's script puts into the form: JSON, judged by the WebAuthn library; here only that it is an object. */
const passkeyAnswer = z
  .string({ error: "field.identity.passkey" })
  .max(20_000, { error: "field.identity.passkey" })
  .transform((text, context): object => {
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
    } catch {
      // said below
    }
    context.addIssue({ code: "custom", message: "field.identity.passkey" });
    return z.NEVER;
  });

const digits = textField({ max: 30 }).transform((text, context) => {
  const read = readDigits(text);
  if (read === undefined) context.addIssue({ code: "custom", message: "field.identity.digits" });
  return read ?? z.NEVER;
});

const paperCode = textField({ max: 40 }).transform((text, context) => {
  const read = readPaperCode(text);
  if (read === undefined) context.addIssue({ code: "custom", message: "field.identity.paper-code" });
  return read ?? z.NEVER;
});

/** A choice that may stay unsaid: nothing, or an empty value. */
const unsaid = <const Value extends string>(values: readonly Value[]) =>
  z
    .enum(["", ...values])
    .optional()
    .transform((value) => (value === undefined || value === "" ? undefined : (value as Value)));
const residence = unsaid(residences);
const age = unsaid(ageGroups);

export const askCodeForm = z.strictObject({ mail: address, next });
export const enterCodeForm = z.strictObject({ digits, next });
export const nameForm = z.strictObject({ name, kana, next });
export const passkeyForm = z.strictObject({ answer: passkeyAnswer, next });
export const newPasskeyForm = z.strictObject({ answer: passkeyAnswer, name: textField({ max: 40 }) });
export const beginVisitForm = z.strictObject({ next });
export const finishVisitForm = z.strictObject({ name: textField({ max: 100, signs: 400, required: false }), kana });
export const paperCodeForm = z.strictObject({ code: paperCode });

export const personForm = z.strictObject({
  name,
  kana,
  telephone: telephoneField({ required: false }),
  locale: choiceField(locales),
});
export const mailForm = z.strictObject({ mail: address });
export const deleteForm = z.strictObject({ sure: z.literal("yes", { error: "field.tick" }) });

export const groupForm = z.strictObject({ name, kana, purpose: linesField({ max: 200 }) });
export const rosterForm = z.strictObject({ name, residence, age });
export const memberForm = z.strictObject({
  role: choiceField(["owner", "officer", "member"]),
  residence,
  age,
  responsible: boxField(),
});
export const inviteForm = z.strictObject({ mail: address, role: choiceField(["owner", "officer", "member"]) });
export const answerForm = z.strictObject({ answer: z.enum(["accept", "decline"]) });
export const documentForm = z.strictObject({
  kind: choiceField(documentKinds),
  file: fileField(),
});

export const searchQuery = z.object({ q: textField({ max: 100, required: false }) });
export const callerForm = z.strictObject({ name, kana, telephone: telephoneField(), mail: optionalAddress });
export const categoryForm = z.strictObject({ category: textField({ max: 60 }), reason });
export const staffForm = z.strictObject({ name, kana, mail: address });
export const grantForm = z.strictObject({
  role: choiceField(roles),
  section: textField({ max: 60 }),
  everywhere: boxField(),
  until: dateField({ required: false }),
  reason,
});
export const reasonForm = z.strictObject({ reason });

const kind = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/);
const words = linesField({ max: 500 });

export const kindParams = z.object({ group: id, kind });
export const importForm = z.strictObject({ file: fileField() });
export const applyForm = z.strictObject({
  district: textField({ max: 60, required: false }),
  sure: z.literal("yes", { error: "field.tick" }),
});
export const changeForm = z.strictObject({ words: linesField({ max: 500, required: false }) });
export const registrationQuery = z.object({
  list: z.enum(["waiting", "returned", "registered", "over"]).default("waiting"),
});

/** One box ticked arrives as a text, several as a list, none not at all. */
const marked = z
  .union([z.array(z.enum(markable)), z.enum(markable).transform((one) => [one])])
  .optional()
  .transform((list) => list ?? []);
export const decideForm = z.strictObject({ deed: choiceField(registrationDeeds), words, marked });
export const answerNoticeForm = z.strictObject({
  answer: z.enum(["taken", "returned"]),
  words: linesField({ max: 500, required: false }),
});
export const deemForm = z.strictObject({
  kind: textField({ max: 60 }),
  until: dateField({ required: false }),
  "deem-reason": textField({ max: 200 }),
});
