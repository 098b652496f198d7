import { z } from "zod";
import { toAsciiDigits } from "../../kernel/text/digits.ts";
import {
  choiceField,
  dateField,
  fileField,
  linesField,
  textField,
  wholeNumberField,
} from "../../kernel/text/fields.ts";
import { isCivilDate } from "../../kernel/time/civil-date.ts";
import { accountKinds, parseHolder } from "./rules/bank-account.ts";
import type { Denomination, Drawer } from "./rules/cash.ts";
import { methods, type PaymentEvent } from "./types.ts";

/** The data of every payment event, for the jobs of modules that listen. */
export const paymentEvent: z.ZodType<PaymentEvent> = z.object({
  paymentId: z.uuid(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  amount: z.int(),
  method: z.enum(methods).nullable(),
  late: z.literal(true).optional(),
  supplements: z.uuid().optional(),
  dueAt: z.iso.datetime().optional(),
}) as z.ZodType<PaymentEvent>;

/** The field of one kind of coin or note: "n1000". */
export const drawerField = (value: Denomination): string => `n${value}`;

const pieces = wholeNumberField({ required: false, min: 0, max: 9_999 });

/** The form that closes a day: how many of each coin and note, the change fund, a reason. */
export const closeDayForm = z
  .strictObject({
    n10000: pieces,
    n5000: pieces,
    n2000: pieces,
    n1000: pieces,
    n500: pieces,
    n100: pieces,
    n50: pieces,
    n10: pieces,
    n5: pieces,
    n1: pieces,
    changeFund: wholeNumberField({ required: false, min: 0, max: 1_000_000, unit: "円" }),
    reason: linesField({ required: false, max: 500 }),
  })
  .transform(({ changeFund = 0, reason, ...counts }) => ({
    changeFund,
    reason,
    drawer: {
      10000: counts.n10000 ?? 0,
      5000: counts.n5000 ?? 0,
      2000: counts.n2000 ?? 0,
      1000: counts.n1000 ?? 0,
      500: counts.n500 ?? 0,
      100: counts.n100 ?? 0,
      50: counts.n50 ?? 0,
      10: counts.n10 ?? 0,
      5: counts.n5 ?? 0,
      1: counts.n1 ?? 0,
    } satisfies Drawer,
  }));

export const takeCashForm = z.strictObject({
  received: wholeNumberField({ min: 1, max: 10_100_000, unit: "円" }),
});

const digits = (pattern: RegExp, error: string) =>
  z
    .string({ error })
    .transform((text) => toAsciiDigits(text).replace(/[-\s]/g, ""))
    .refine((text) => pattern.test(text), { error });

const holder = z.string({ error: "field.required" }).transform((text, context) => {
  const read = parseHolder(text.slice(0, 200));
  if (read.ok) return read.value;
  context.addIssue({ code: "custom", message: read.reason.key, params: read.reason.params });
  return z.NEVER;
});

/** A bank account as people write it: full-width digits and any kana will do. */
export const accountForm = z.strictObject({
  bank: digits(/^\d{4}$/, "field.payment.bank"),
  branch: digits(/^\d{3}$/, "field.payment.branch"),
  kind: choiceField(accountKinds),
  number: digits(/^\d{7}$/, "field.payment.account-number"),
  holder,
});

/** What was shown of who came with it; never its number. */
export const proofs = ["driving-licence", "my-number-card", "residence-card", "passport", "two-papers"] as const;
export const counterAccountForm = accountForm.extend({ proof: choiceField(proofs) });

export const fileForm = z.strictObject({ file: fileField() });
export const slipForm = z.strictObject({ addressee: textField({ required: false, max: 60 }) });
export const proposeForm = z.strictObject({
  action: choiceField(["book", "outside"]),
  number: textField({ required: false, max: 40 }),
  note: linesField({ max: 500 }),
});
export const returnForm = z.strictObject({ reason: linesField({ max: 300 }) });
export const dayForm = z.strictObject({ payOn: dateField() });
export const withdrawForm = z.strictObject({ withdrawOn: dateField() });

export const nothing = z.strictObject({});
/** Which provider's page: only if the city offers several. */
export const goToPayForm = z.strictObject({ provider: z.string().max(31).optional() });

export const paymentParams = z.object({ payment: z.uuid() });
export const refundParams = z.object({ refund: z.uuid() });
export const moneyFileParams = z.object({ moneyfile: z.uuid() });
export const lineParams = z.object({ line: z.uuid() });
export const batchParams = z.object({ batch: z.uuid() });
export const mandateParams = z.object({ mandate: z.uuid() });
export const alarmParams = z.object({ alarm: z.uuid() });
export const dayParams = z.object({ day: z.string().refine(isCivilDate) });
export const providerParams = z.object({ provider: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/) });
/** `since`: seconds at which somebody came back from the provider's page. */
export const paymentQuery = z.object({ since: z.coerce.number().int().optional().catch(undefined) });
