import { z } from "zod";
import type { FormValues, Problems } from "../../../kernel/http/form.ts";
import { problemsOf } from "../../../kernel/http/problems.ts";
import {
  choiceField,
  dateField,
  kanaField,
  mailField,
  telephoneField,
  textField,
} from "../../../kernel/text/fields.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { addressOf } from "../../identity/index.ts";
import type { UseAsked } from "../commands/plan-use.ts";
import { bookingStates } from "../types/booking.ts";
import { payWays, refundCauses } from "../types/terms.ts";
import { day, id, slotIds, useForm } from "./requests.ts";

/** What comes in on the staff's side. */

const person = z.uuid();

/** How a board is printed: see pages/staff/board-paper.ts. */
export const paper = z.enum(["public", "names"]).optional().catch(undefined);
export const boardQuery = z.object({ day, print: paper, person: person.optional().catch(undefined) });

export const listQuery = z.object({
  q: z.string().max(40).optional().catch(undefined),
  day,
  facility: id.optional().catch(undefined),
  state: z.enum(bookingStates).optional().catch(undefined),
});

/** "Ｍ７ｋ ２ｘ４" → "M7K-2X4"; undefined if it cannot be a booking's number. */
export function readBookingNumber(text: string): string | undefined {
  const plain = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]|ー/gu, "");
  return /^[A-HJ-NP-Z2-9]{6}$/.test(plain) ? `${plain.slice(0, 3)}-${plain.slice(3)}` : undefined;
}

/** The answers so far of a booking at the counter, as an address carries them. They are judged by readAnswers. */
export const answersQuery = z.record(
  z.string().max(80),
  z.union([z.string().max(400), z.array(z.string().max(80)).max(96)]),
);

export type Answers = {
  readonly spaceId: string | undefined;
  readonly on: CivilDate | undefined;
  readonly slots: readonly string[];
  readonly personId: string | undefined;
};

const answers = z.object({
  space: id.optional().catch(undefined),
  on: dateField({ required: false }).catch(undefined),
  slots: slotIds.catch([]),
  person: person.optional().catch(undefined),
});

/** What of the answers can be used; the rest counts as not yet answered. */
export function readAnswers(values: FormValues): Answers {
  const { space, on, slots, person } = answers.parse(values);
  return { spaceId: space, on, slots, personId: person };
}

/** How it will be used, by the same form as the resident's. */
export function readUse(values: FormValues): { ok: true; use: UseAsked } | { ok: false; problems: Problems } {
  const parsed = useForm.safeParse(withoutOwn(values));
  return parsed.success ? { ok: true, use: parsed.data.use } : { ok: false, problems: problemsOf(parsed.error) };
}

const own: ReadonlySet<string> = new Set(["space", "person", "step", "q", "way"]);

function withoutOwn(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !own.has(name)));
}

/** Only where the ordinance lets some pay when it was used. */
const way = choiceField(payWays, { required: false });

/** The resident's form, with the space and the person for whom it is booked. */
export const counterForm = z
  .looseObject({ space: id, person, way })
  .transform(({ space, person, way, ...rest }, context) => {
    const parsed = useForm.safeParse(rest);
    if (parsed.success) return { spaceId: space, bookerId: person, way, ...parsed.data };
    for (const { field, key, params } of problemsOf(parsed.error)) {
      context.addIssue({
        code: "custom",
        path: field === undefined ? [] : [field],
        message: key,
        params: { ...params },
      });
    }
    return z.NEVER;
  });

export const callerForm = z.strictObject({
  space: id,
  on: dateField(),
  slots: slotIds,
  name: textField({ max: 100 }),
  kana: kanaField({ max: 100, required: false }),
  telephone: telephoneField(),
  mail: mailField({ required: false }).transform((mail) => (mail === undefined ? undefined : addressOf(mail))),
});

const yen = z.coerce.number().int().min(0);

/** What the page promised for each cause that it offered: if the rule gives another sum by now, it is asked again. */
export const staffCancelForm = z.strictObject({
  by: choiceField(["booker", ...refundCauses]),
  reason: textField({ max: 200 }),
  booker: yen,
  city: yen,
  weather: yen.optional(),
  disaster: yen.optional(),
  illness: yen.optional(),
});

export const blockForm = z.strictObject({
  space: id,
  on: dateField(),
  slots: slotIds,
  kind: choiceField(["closure", "use"]),
  reason: textField({ max: 100 }),
});
