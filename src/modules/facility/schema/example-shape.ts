import { z } from "zod";
import { channels, refundCauses } from "../types/terms.ts";
import { count, day, endTime, id, text, time, yen } from "./atoms.ts";

const moment = z.string().refine((value) => {
  const [onDay = "", atTime = ""] = value.split("T");
  return day.safeParse(onDay).success && time.safeParse(atTime).success;
}, "bad-moment");

const standing = z.strictObject({
  state: z.enum(["none", "applied", "registered", "expired", "suspended", "refused"]).optional(),
  validFrom: day.optional(),
  validUntil: day.optional(),
  members: count.optional(),
  localMembers: count.optional(),
  hasResponsibleAdult: z.boolean().optional(),
  district: id.optional(),
  isDeemed: z.boolean().optional(),
});

const slots = z.array(z.string());

/** A worked case; what its fields mean stands in types/example.ts. */
export const example = z.strictObject({
  title: text,
  space: id,
  on: day,
  slots: slots.optional(),
  category: id.optional(),
  purpose: id.optional(),
  people: count.optional(),
  groupCategories: z.array(id).optional(),
  extras: z.record(id, count).optional(),
  answers: z.record(id, z.union([text, z.number(), z.boolean()])).optional(),
  granted: z.array(id).optional(),
  group: standing.optional(),
  now: moment.optional(),
  channel: z.enum(channels).optional(),
  days: count.min(1, "bad-count").max(366, "bad-count").optional(),
  made: z.array(z.strictObject({ on: day, space: id.optional(), slots: slots.optional() })).optional(),
  expect: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("fee"),
      fee: yen,
      fullPrice: yen.optional(),
      deposit: yen.optional(),
      approval: z.boolean().optional(),
    }),
    z.strictObject({
      kind: z.literal("after-use"),
      due: z.int("bad-yen"),
      overMinutes: count.optional(),
      answers: z.record(id, yen).optional(),
      minutes: z.record(id, count).optional(),
    }),
    z.strictObject({
      kind: z.literal("refused"),
      code: z.string().startsWith("facility.", "bad-code"),
      because: text.optional(),
      article: id.optional(),
    }),
    z.strictObject({ kind: z.literal("accepted"), approval: z.boolean().optional() }),
    z.strictObject({ kind: z.literal("open"), open: z.boolean(), because: text.optional() }),
    z.strictObject({ kind: z.literal("slots"), slots }),
    z.strictObject({ kind: z.literal("opens-on"), day, at: time.optional() }),
    z.strictObject({ kind: z.literal("closes-on"), day, at: endTime.optional() }),
    z.strictObject({ kind: z.literal("pay-by"), day }),
    z.strictObject({
      kind: z.literal("refund"),
      cancelOn: day,
      paid: count,
      refund: count.optional(),
      full: z.boolean().optional(),
      by: z.enum(["booker", ...refundCauses]).optional(),
    }),
    z.strictObject({
      kind: z.literal("entry"),
      entries: count.min(1, "bad-count"),
      accepted: z.boolean(),
      wins: count.optional(),
    }),
  ]),
});
