import { z } from "zod";
import { weekdays } from "../types/calendar.ts";
import { channels, limitCounts, limitPeriods, payWays, refundCauses, repeatKinds } from "../types/terms.ts";
import { approval } from "./approval-shape.ts";
import { count, day, endTime, id, localText, monthDay, percent, time } from "./atoms.ts";
import { dayOfMonth } from "./calendar-shape.ts";
import { condition, nthWeekday } from "./conditions.ts";
import { lottery } from "./lottery-shape.ts";

const atLeastOne = count.min(1, "bad-count");
const some = z.array(id).nonempty("empty-list");

export const category = z.strictObject({
  id,
  name: localText,
  note: localText,
  who: z.enum(["person", "group", "either"]),
  groupCategories: some.optional(),
});

export const purpose = z.strictObject({
  id,
  name: localText,
  note: localText.optional(),
  forbidden: z.strictObject({ because: localText, article: id }).optional(),
});

const opensAt = { at: time.default("00:00"), ifClosed: z.enum(["next-open-day", "next-weekday"]).optional() };
const closesAt = { at: endTime.optional(), ifClosed: z.enum(["previous-open-day", "previous-weekday"]).optional() };
const dayInMonth = z.union([z.literal("first"), z.literal("same"), dayOfMonth]);

const opening = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("days"), days: count, ...opensAt }),
  z.strictObject({ kind: z.literal("months"), months: count, day: dayInMonth, ...opensAt }),
  z.strictObject({
    kind: z.literal("nth"),
    months: count,
    nth: nthWeekday,
    weekday: z.enum(weekdays),
    ...opensAt,
  }),
  z.strictObject({ kind: z.literal("weeks"), weeks: count, weekday: z.enum(weekdays), ...opensAt }),
  z.strictObject({ kind: z.literal("year"), startsOn: monthDay, opensOn: monthDay, ...opensAt }),
  z.strictObject({ kind: z.literal("date"), day, ...opensAt }),
  z.strictObject({ kind: z.literal("never"), because: localText.optional() }),
]);

const closes = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("days"),
    days: count,
    openDays: z.boolean().optional(),
    ...closesAt,
  }),
  z.strictObject({ kind: z.literal("months"), months: count, day: dayInMonth, ...closesAt }),
  z.strictObject({ kind: z.literal("weeks"), weeks: count, weekday: z.enum(weekdays), ...closesAt }),
  z.strictObject({ kind: z.literal("minutes"), minutes: count }),
]);

const need = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("group") }),
  z.strictObject({ kind: z.literal("registered") }),
  z.strictObject({
    kind: z.literal("members"),
    atLeast: atLeastOne.optional(),
    localAtLeast: atLeastOne.optional(),
    localPercent: percent.optional(),
  }),
  z.strictObject({ kind: z.literal("responsible-adult") }),
  z.strictObject({ kind: z.literal("district"), anyOf: some }),
  z.strictObject({ kind: z.literal("group-category"), anyOf: some }),
  z.strictObject({ kind: z.literal("case"), is: condition }),
  z.strictObject({ kind: z.literal("nobody") }),
]);

const refundSteps = {
  steps: z.array(
    z.strictObject({
      percent,
      daysBefore: count.optional(),
      monthsBefore: atLeastOne.optional(),
      counting: z.enum(["day-before", "inclusive"]).optional(),
    }),
  ),
  article: id,
};

export const terms = z.strictObject({
  id,
  categories: z
    .array(
      z.strictObject({
        category: id,
        purposes: some.optional(),
        channels: z.array(z.enum(channels)).nonempty("empty-list").optional(),
        opens: opening,
        closes: closes.optional(),
      }),
    )
    .nonempty("empty-list"),
  closes,
  minPeople: atLeastOne.default(1),
  requires: z
    .array(z.strictObject({ id, when: condition.optional(), needs: need, because: localText, article: id }))
    .optional(),
  limits: z
    .array(
      z.strictObject({
        per: z.enum(limitPeriods),
        count: z.enum(limitCounts),
        most: atLeastOne,
        of: z.literal("person-or-group").default("person-or-group"),
        spaces: z.union([z.enum(["facility", "space", "city"]), some, z.strictObject({ limitGroup: id })]).optional(),
        when: condition.optional(),
        entries: z.enum(["bookings", "lottery"]).optional(),
        article: id,
      }),
    )
    .optional(),
  consecutiveDays: z.strictObject({ most: atLeastOne, countClosed: z.boolean(), article: id }).optional(),
  series: z
    .strictObject({
      kinds: z.array(z.enum(repeatKinds)).nonempty("empty-list"),
      most: count.min(2, "bad-count").max(60, "bad-count"),
      categories: some.optional(),
      opens: z.enum(["each", "first-day"]).default("each"),
      article: id,
    })
    .optional(),
  lottery: lottery.optional(),
  declarations: z.array(z.strictObject({ id, text: localText, article: id })).default([]),
  approval: approval.optional(),
  payment: z
    .strictObject({
      ways: z.array(z.enum(payWays)).nonempty("empty-list"),
      withinDays: count,
      daysBefore: count,
      byDay: z
        .strictObject({
          of: z.enum(["booking", "use"]),
          months: z.int("bad-months").min(-12, "bad-months").max(12, "bad-months"),
          day: z.union([dayOfMonth, z.literal("last")]),
        })
        .optional(),
      at: endTime.optional(),
      deferred: z
        .strictObject({
          ways: z.array(z.enum(payWays)).nonempty("empty-list"),
          categories: z.array(id).nonempty("empty-list").optional(),
          months: z.int("bad-months").min(0, "bad-months").max(12, "bad-months"),
          day: z.union([dayOfMonth, z.literal("last")]),
          article: id,
        })
        .optional(),
      unpaid: z.strictObject({ blocksAfterDays: count, article: id }).optional(),
      article: id,
    })
    .superRefine(({ ways, deferred }, context) => {
      for (const [index, way] of (deferred?.ways ?? []).entries()) {
        if (!ways.includes(way))
          context.addIssue({ code: "custom", path: ["deferred", "ways", index], message: "deferred-way" });
      }
    }),
  refund: z.strictObject({
    ...refundSteps,
    exceptions: z.array(z.strictObject({ ...refundSteps, when: condition })).optional(),
    causes: z
      .array(
        z.strictObject({
          cause: z.enum(refundCauses),
          percent: z.int("bad-share").min(0, "bad-share").max(100, "bad-share"),
        }),
      )
      .optional(),
    roundTo: z.union([z.literal(1), z.literal(10), z.literal(100)]).optional(),
  }),
  changes: z.strictObject({ daysBefore: count, article: id }).optional(),
  penalties: z
    .strictObject({
      noShow: count,
      lateCancel: count,
      lateFrom: count,
      withinDays: atLeastOne,
      suspendAt: atLeastOne,
      suspendForDays: atLeastOne,
      article: id,
    })
    .optional(),
});
