import { type Translate, translator } from "../../../kernel/i18n/translate.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { addDays, listDays } from "../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { priceAfterUse } from "../rules/after-use.ts";
import { listApprovals } from "../rules/approval.ts";
import { openingOn } from "../rules/calendar.ts";
import { caseOf } from "../rules/case.ts";
import { lengthOf, pickSlots, runOfSlots } from "../rules/choice.ts";
import { dayCaseOf } from "../rules/day-type.ts";
import { findCategory, getArticle, getTerms } from "../rules/facility.ts";
import { type CountedUse, judgeLimits, limitGroupsOf } from "../rules/limits.ts";
import { daysOfRun } from "../rules/long-slots.ts";
import { isDrawnFor, lotteryPhase } from "../rules/lottery-phase.ts";
import { judgeMoment, windowOf } from "../rules/opening.ts";
import { payByOf } from "../rules/pay-by.ts";
import { quote } from "../rules/price.ts";
import { readAnswers } from "../rules/questions.ts";
import { refundOf } from "../rules/refund.ts";
import { slotsOn } from "../rules/slots.ts";
import { judgeSpan } from "../rules/span.ts";
import { judgeUse } from "../rules/use.ts";
import { textOf } from "../rules/words.ts";
import type { ApprovalRule } from "../types/approval.ts";
import type { GroupStanding, Use } from "../types/booking.ts";
import type { Town } from "../types/calendar.ts";
import type { Example, ExampleUse, Expectation } from "../types/example.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { PriceLine } from "../types/fee.ts";
import type { LotteryRule } from "../types/lottery.ts";
import type { SlotRun } from "../types/timetable.ts";
import type { Reason, Words } from "../types/words.ts";

/** One step of how an outcome came about. */
export type Step =
  | { readonly kind: "line"; readonly line: PriceLine }
  | { readonly kind: "words"; readonly words: Words };

export type ExampleRun = {
  /** In the form of what was expected, so that the two can be compared field by field. */
  readonly got: Expectation;
  /** The derivation: each line of a price with its article, each reason, in the order in which they came about. */
  readonly steps: readonly Step[];
};

/** An example, computed by the same rules as a booking. */
export function runExample(facility: Facility, space: Space, example: Example, town: Town): ExampleRun {
  const { expect } = example;
  switch (expect.kind) {
    case "open":
      return opening(facility, space, example, expect, town);
    case "slots": {
      const slots = slotsOn(facility, space, example.on, town).map(({ id }) => id);
      return { got: { kind: "slots", slots }, steps: [] };
    }
    case "opens-on":
    case "closes-on":
      return window(facility, space, example, expect, town);
    case "pay-by":
      return payBy(facility, space, example, town);
    case "refund":
      return refund(facility, space, example, expect, town);
    case "entry":
      return entry(facility, space, example, expect, town);
    case "fee":
      return price(facility, space, example, expect, town);
    case "after-use":
      return afterUse(facility, space, example, expect, town);
    case "accepted":
    case "refused":
      return judge(facility, space, example, town);
  }
}

/** One line for a person: 「基本額　大集会室、午前の3時間：1,050円（別表第1）」. */
export function sayStep(t: Translate, step: Step): string {
  if (step.kind === "words") return textOf(t, step.words);
  const { label, explanation, amount, article } = step.line;
  return t.text("facility.example.line", {
    label: textOf(t, label),
    explanation: textOf(t, explanation),
    amount: formatYen(amount, t.locale),
    article: article.title[t.locale] ?? article.title.ja,
  });
}

type Expected<Kind extends Expectation["kind"]> = Expectation & { readonly kind: Kind };

function opening(
  { calendar }: Facility,
  space: Space,
  { on }: Example,
  expect: Expected<"open">,
  town: Town,
): ExampleRun {
  const found = openingOn(calendar, on, town, space.id);
  const words = found.open ? [] : [found.reason];
  return {
    got: { kind: "open", open: found.open, ...becauseOf(expect, words[0]) },
    steps: words.map((one) => ({ kind: "words", words: one })),
  };
}

function window(
  facility: Facility,
  space: Space,
  example: Example,
  expect: Expected<"opens-on"> | Expected<"closes-on">,
  town: Town,
): ExampleRun {
  const found = windowOf(facility, space, example.on, town, { ...example, ...firstDayOf(example) });
  const moment = expect.kind === "opens-on" ? found.opens : found.last;
  const got = {
    kind: expect.kind,
    day: moment?.day ?? "never",
    ...(expect.at === undefined ? {} : { at: moment?.at }),
  };
  return { got, steps: [{ kind: "words", words: windowWords(found) }] };
}

/** From when until when, or that it never opens. */
export function windowWords({ opens, last, minutesBefore }: ReturnType<typeof windowOf>): Words {
  if (opens === undefined) return { key: "facility.tried.never", params: {} };
  const from = { opens: { day: opens.day }, at: { time: opens.at } };
  return last === undefined
    ? { key: "facility.tried.window-minutes", params: { ...from, minutes: minutesBefore } }
    : { key: "facility.tried.window", params: { ...from, closes: { day: last.day }, closesAt: { time: last.at } } };
}

function payBy(facility: Facility, space: Space, example: Example, town: Town): ExampleRun {
  const run = runOfSlots(facility, space, example.on, example.slots ?? []);
  const { payment } = getTerms(facility, space);
  const { day } = payByOf(payment, run, momentOf(example, town), town.zone);
  const { withinDays, daysBefore, article } = payment;
  const params = { withinDays, daysBefore, article: getArticle(facility, article).title };
  return { got: { kind: "pay-by", day }, steps: [{ kind: "words", words: { key: "facility.tried.pay-by", params } }] };
}

function refund(
  facility: Facility,
  space: Space,
  { on, category, purpose, people, answers }: Example,
  expect: Expected<"refund">,
  town: Town,
): ExampleRun {
  const { cancelOn, paid, by = "booker" } = expect;
  const given = { ...dayCaseOf(on, town), category, purpose, people, answers, space: space.id };
  const { amount, reason } = refundOf(getTerms(facility, space).refund, { on: cancelOn, use: on, paid, by, given });
  return {
    got: {
      ...expect,
      ...(expect.refund === undefined ? {} : { refund: amount }),
      ...(expect.full === undefined ? {} : { full: amount === paid }),
    },
    steps: [{ kind: "words", words: reason }],
  };
}

function entry(facility: Facility, space: Space, example: Example, expect: Expected<"entry">, town: Town): ExampleRun {
  const rule = getTerms(facility, space).lottery;
  const isDrawn = rule !== undefined && isDrawnFor(rule, example.on, town);
  const isInTime =
    example.now === undefined ||
    (isDrawn && lotteryPhase(rule, example.on, momentOf(example, town), town.zone, example.category) === "open");
  const accepted = isDrawn && isInTime && expect.entries <= rule.entries.most;
  const wins = Math.min(expect.entries, rule?.wins.most ?? 0);
  return {
    got: { ...expect, accepted, ...(expect.wins === undefined ? {} : { wins }) },
    steps: [{ kind: "words", words: entryWords(facility, rule, { isDrawn, isInTime }) }],
  };
}

function entryWords(
  facility: Facility,
  rule: LotteryRule | undefined,
  { isDrawn, isInTime }: { isDrawn: boolean; isInTime: boolean },
): Words {
  if (rule === undefined || !isDrawn) return { key: "facility.tried.not-drawn", params: {} };
  return {
    key: "facility.tried.entry",
    params: {
      months: rule.forMonth,
      from: rule.apply.from.day,
      to: rule.apply.to.day,
      most: rule.entries.most,
      wins: rule.wins.most,
      time: isInTime ? "in" : "out",
      article: getArticle(facility, rule.article).title,
    },
  };
}

function price(facility: Facility, space: Space, example: Example, expect: Expected<"fee">, town: Town): ExampleRun {
  const picked = pickSlots(facility, space, { on: example.on, slots: example.slots ?? [] }, town);
  if (!picked.ok) return refused(facility, example, picked.reason);
  const use = useOf(facility, space, example);
  const [unanswered] = readAnswers(facility, space, use).reasons;
  if (unanswered !== undefined) return refused(facility, example, unanswered);
  const asked = listApprovals(getTerms(facility, space), caseOf(space, picked.run, use, town));
  const { total, fullPrice, deposit = 0, lines } = quote(facility, space, picked.run, use, town);
  return {
    got: {
      kind: "fee",
      fee: total,
      ...(expect.fullPrice === undefined ? {} : { fullPrice }),
      ...(expect.deposit === undefined ? {} : { deposit }),
      ...(expect.approval === undefined ? {} : { approval: asked.length > 0 }),
    },
    steps: [...lines.map((line) => ({ kind: "line" as const, line })), ...approvalSteps(facility, asked)],
  };
}

function afterUse(
  facility: Facility,
  space: Space,
  example: Example,
  expect: Expected<"after-use">,
  town: Town,
): ExampleRun {
  const run = runOfSlots(facility, space, example.on, example.slots ?? []);
  const { lines, total } = priceAfterUse(facility, space, run, useOf(facility, space, example), expect, town);
  return { got: { ...expect, due: total }, steps: lines.map((line) => ({ kind: "line", line })) };
}

/** The first reason decides, in the order in which a person would meet them: time, moment, use, limits. */
function judge(facility: Facility, space: Space, example: Example, town: Town): ExampleRun {
  const picked = pickSlots(facility, space, { on: example.on, slots: example.slots ?? [] }, town);
  if (!picked.ok) return refused(facility, example, picked.reason);
  const { run } = picked;
  const use = useOf(facility, space, example);
  const asked = { ...example, ...firstDayOf(example) };
  const moment =
    example.now === undefined ? undefined : judgeMoment(facility, space, run, momentOf(example, town), town, asked);
  const reasons = [
    moment,
    ...judgeUse(facility, space, run, use, town),
    ...readAnswers(facility, space, use).reasons,
    judgeAlready(facility, space, example, run, use, town),
  ].filter((reason) => reason !== undefined);
  const [first] = reasons;
  if (first === undefined) {
    const approvals = listApprovals(getTerms(facility, space), caseOf(space, run, use, town));
    const isAsked = example.expect.kind === "accepted" && example.expect.approval !== undefined;
    const got = { kind: "accepted" as const, ...(isAsked ? { approval: approvals.length > 0 } : {}) };
    return { got, steps: approvalSteps(facility, approvals) };
  }
  return refused(facility, example, first, reasons);
}

/** Why somebody decides before it is a permit, a line each. */
function approvalSteps(facility: Facility, approvals: readonly ApprovalRule[]): readonly Step[] {
  return approvals.map(({ because, article }) => ({
    kind: "words",
    words: { key: "facility.tried.approval", params: { because, article: getArticle(facility, article).title } },
  }));
}

/** Days in a row, and limits counted with what is there already. */
function judgeAlready(
  facility: Facility,
  space: Space,
  example: Example,
  run: SlotRun,
  use: Use,
  town: Town,
): Reason | undefined {
  const { on, days = 1, made = [], now } = example;
  const wanted = listDays(on, addDays(on, days)).filter(
    (day) => openingOn(facility.calendar, day, town, space.id).open,
  );
  const inSpace = made.filter((one) => (one.space ?? space.id) === space.id).map((one) => one.on);
  const counted = (one: ExampleUse): CountedUse => {
    const at = facility.spaces.find(({ id }) => id === one.space) ?? space;
    const other = runOfSlots(facility, at, one.on, one.slots ?? run.slots.map(({ id }) => id));
    return countedUse(facility, at, other, use, town);
  };
  return (
    judgeSpan(facility, space, run.lastOn === undefined ? wanted : daysOfRun(run), inSpace, town) ??
    judgeLimits(facility, space, countedUse(facility, space, run, use, town), made.map(counted), {
      today: now?.slice(0, 10) ?? on,
    })
  );
}

function countedUse(facility: Facility, space: Space, run: SlotRun, use: Use, town: Town): CountedUse {
  return {
    facilityId: facility.id,
    spaceId: space.id,
    on: run.on,
    lastOn: run.lastOn,
    slots: run.slots.length,
    minutes: lengthOf(run),
    given: caseOf(space, run, use, town),
    limitGroups: limitGroupsOf(facility, space),
  };
}

function refused(facility: Facility, { expect }: Example, first: Reason, all: readonly Reason[] = [first]): ExampleRun {
  const asked = expect.kind === "refused" ? expect : undefined;
  const words = all.map((reason) => ({ key: `refusal.${reason.code}`, params: reason.params }));
  const cited = first.params.article;
  const article =
    asked?.article !== undefined && getArticle(facility, asked.article).title === cited ? asked.article : "none";
  return {
    got: {
      kind: "refused",
      code: first.code,
      ...(asked === undefined ? {} : becauseOf(asked, words[0])),
      ...(asked?.article === undefined ? {} : { article }),
    },
    steps: words.map((one) => ({ kind: "words", words: one })),
  };
}

/** What was expected if the sentence has these words, the whole sentence if not. */
function becauseOf({ because }: { because?: string | undefined }, words: Words | undefined): { because?: string } {
  if (because === undefined) return {};
  const said = words === undefined ? "" : textOf(ja, words);
  return { because: said.includes(because) ? because : said };
}

/** A category of groups is asked for by a group; declarations count as made, for they are the form's business. */
function useOf(facility: Facility, space: Space, example: Example): Use {
  const { category = "", groupCategories, group } = example;
  const isGroup =
    groupCategories !== undefined || group !== undefined || findCategory(facility, category)?.who === "group";
  return {
    categoryId: category,
    purposeId: example.purpose ?? "",
    people: example.people ?? 0,
    group: isGroup ? { categories: groupCategories ?? [], registration: standingOf(group) } : undefined,
    extras: example.extras ?? {},
    declarations: getTerms(facility, space).declarations.map(({ id }) => id),
    answers: example.answers ?? {},
    grantedReductions: example.granted ?? [],
  };
}

function standingOf(group: Example["group"]): GroupStanding {
  const said = Object.entries(group ?? {}).filter(([, value]) => value !== undefined);
  return { ...inOrder, ...(Object.fromEntries(said) as Partial<GroupStanding>) };
}

const inOrder: GroupStanding = {
  state: "registered",
  members: 1000,
  localMembers: 1000,
  hasResponsibleAdult: true,
  isDeemed: false,
};

function firstDayOf({ on, days }: Example): { firstDay?: string } {
  return days === undefined ? {} : { firstDay: on };
}

function momentOf({ now }: Example, town: Town): Date {
  const [onDay = "", atTime = ""] = now?.split("T") ?? [];
  return instantOf(onDay, atTime, town.zone);
}

const ja = translator("ja");
