import { slotsOfTimetable } from "../../rules/slots.ts";
import type { Facility } from "../../types/facility.ts";
import type { PaymentRule, Terms } from "../../types/terms.ts";
import type { Finding, Path } from "../finding.ts";
import { type ConditionMention, listConditions, mentionsIn } from "./conditions.ts";

type What = "unit" | "timetable" | "terms" | "door" | "article" | ConditionMention;

/** A mention of something by its id, and where it stands. */
type Mention = { readonly what: What; readonly id: string; readonly path: Path };

/** Whatever is mentioned exists, and whatever exists (but articles, which may explain more than is used) is mentioned. */
export function checkReferences(facility: Facility): readonly Finding[] {
  const known = knownIds(facility);
  const mentions = listMentions(facility);
  return [
    ...mentions
      .filter(({ what, id }) => !known[what].includes(id))
      .map(({ what, id, path }) => ({ path, message: "unknown-reference" as const, params: { what, id } })),
    ...(["unit", "timetable", "terms", "door", "purpose"] as const).flatMap((what) =>
      known[what].flatMap((id, index) =>
        mentions.some((mention) => mention.what === what && mention.id === id)
          ? []
          : [{ path: [listOf[what], index, "id"], message: "unused" as const, params: { id } }],
      ),
    ),
  ];
}

const listOf = { unit: "units", timetable: "timetables", terms: "terms", door: "doors", purpose: "purposes" } as const;

function knownIds(facility: Facility): Readonly<Record<What, readonly string[]>> {
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  return {
    unit: ids(facility.units),
    space: ids(facility.spaces),
    category: ids(facility.categories),
    purpose: ids(facility.purposes),
    timetable: ids(facility.timetables),
    terms: ids(facility.terms),
    door: ids(facility.doors),
    article: Object.keys(facility.articles),
    question: ids(facility.questions),
    // Options belong to their question; mentionsIn gives only those that it does not have.
    option: [],
    slot: facility.timetables.flatMap((timetable) => slotsOfTimetable(timetable).flatMap(({ id, rate }) => [id, rate])),
  };
}

function listMentions(facility: Facility): readonly Mention[] {
  const { calendar, spaces, purposes, terms, fees } = facility;
  return [
    ...(["closed", "openings"] as const).flatMap((list) =>
      (calendar[list] ?? []).flatMap((each, index) => [
        ...many("space", each.spaces ?? [], ["calendar", list, index, "spaces"]),
        ...one("article", each.article, ["calendar", list, index, "article"]),
      ]),
    ),
    ...spaces.flatMap((space, index) => [
      ...many("unit", space.units, ["spaces", index, "units"]),
      ...many("purpose", space.purposes, ["spaces", index, "purposes"]),
      ...one("timetable", space.timetable, ["spaces", index, "timetable"]),
      ...one("terms", space.terms, ["spaces", index, "terms"]),
      ...many("door", space.doors, ["spaces", index, "doors"]),
    ]),
    ...terms.flatMap((each, index) => [
      ...each.categories.flatMap(({ category }, row) =>
        one("category", category, ["terms", index, "categories", row, "category"]),
      ),
      ...each.declarations.flatMap(({ article }, row) =>
        one("article", article, ["terms", index, "declarations", row, "article"]),
      ),
      ...one("article", each.payment.article, ["terms", index, "payment", "article"]),
      ...inPayment(each.payment, ["terms", index, "payment"]),
      ...one("article", each.refund.article, ["terms", index, "refund", "article"]),
      ...inTerms(each, ["terms", index]),
    ]),
    ...fees.table.flatMap((row, index) => [
      ...many("space", row.spaces, ["fees", "table", index, "spaces"]),
      ...one("article", row.article, ["fees", "table", index, "article"]),
    ]),
    ...(["coefficients", "reductions"] as const).flatMap((list) =>
      fees[list].flatMap((each, index) => [...one("article", each.article, ["fees", list, index, "article"])]),
    ),
    ...fees.extras.flatMap((extra, index) => [
      ...many("space", extra.spaces, ["fees", "extras", index, "spaces"]),
      ...many("unit", extra.needs?.units ?? [], ["fees", "extras", index, "needs", "units"]),
      ...many("unit", extra.takes ?? [], ["fees", "extras", index, "takes"]),
      ...one("article", extra.article, ["fees", "extras", index, "article"]),
    ]),
    ...(["takings", "deposits", "overrun"] as const).flatMap((list) =>
      (fees[list] ?? []).flatMap(({ article }, index) => one("article", article, ["fees", list, index, "article"])),
    ),
    ...one("article", fees.tax?.article, ["fees", "tax", "article"]),
    ...fees.table.flatMap(({ areaOf }, index) => one("space", areaOf, ["fees", "table", index, "areaOf"])),
    ...one("article", fees.rounding.article, ["fees", "rounding", "article"]),
    ...one("article", fees.least?.article, ["fees", "least", "article"]),
    ...listConditions(facility).flatMap(({ when, path }) => mentionsIn(facility, when, path)),
    ...inQuestions(facility),
    // A forbidden purpose is there to say so; no space needs to list it.
    ...purposes.flatMap(({ id, forbidden }, index) => [
      ...one("purpose", forbidden && id, ["purposes", index, "id"]),
      ...one("article", forbidden?.article, ["purposes", index, "forbidden", "article"]),
    ]),
    ...(facility.permitConditions ?? []).flatMap(({ article }, index) =>
      one("article", article, ["permitConditions", index, "article"]),
    ),
    ...inExamples(facility),
  ];
}

function inTerms(terms: Terms, path: Path): readonly Mention[] {
  const { requires = [], limits = [], refund, consecutiveDays, changes, penalties, lottery, series } = terms;
  return [
    ...terms.categories.flatMap(({ purposes = [] }, row) =>
      many("purpose", purposes, [...path, "categories", row, "purposes"]),
    ),
    ...requires.flatMap(({ article }, row) => one("article", article, [...path, "requires", row, "article"])),
    ...limits.flatMap(({ article, spaces }, row) => [
      ...one("article", article, [...path, "limits", row, "article"]),
      ...(Array.isArray(spaces) ? many("space", spaces, [...path, "limits", row, "spaces"]) : []),
    ]),
    ...(refund.exceptions ?? []).flatMap(({ article }, row) =>
      one("article", article, [...path, "refund", "exceptions", row, "article"]),
    ),
    ...(terms.approval ?? []).flatMap(({ article }, row) =>
      one("article", article, [...path, "approval", row, "article"]),
    ),
    ...one("article", consecutiveDays?.article, [...path, "consecutiveDays", "article"]),
    ...one("article", series?.article, [...path, "series", "article"]),
    ...many("category", series?.categories ?? [], [...path, "series", "categories"]),
    ...one("article", changes?.article, [...path, "changes", "article"]),
    ...one("article", penalties?.article, [...path, "penalties", "article"]),
    ...one("article", lottery?.article, [...path, "lottery", "article"]),
    ...(lottery?.weights ?? []).flatMap(({ article }, row) =>
      one("article", article, [...path, "lottery", "weights", row, "article"]),
    ),
    ...many("category", lottery?.categories ?? [], [...path, "lottery", "categories"]),
    ...(lottery?.firstCome ?? []).flatMap(({ categories = [] }, row) =>
      many("category", categories, [...path, "lottery", "firstCome", row, "categories"]),
    ),
  ];
}

function inPayment({ deferred, unpaid }: PaymentRule, path: Path): readonly Mention[] {
  return [
    ...one("article", deferred?.article, [...path, "deferred", "article"]),
    ...many("category", deferred?.categories ?? [], [...path, "deferred", "categories"]),
    ...one("article", unpaid?.article, [...path, "unpaid", "article"]),
  ];
}

function inExamples({ examples }: Facility): readonly Mention[] {
  return examples.flatMap((example, index) => [
    ...one("space", example.space, ["examples", index, "space"]),
    ...one("category", example.category, ["examples", index, "category"]),
    ...(example.made ?? []).flatMap(({ space }, row) => one("space", space, ["examples", index, "made", row, "space"])),
    ...("article" in example.expect
      ? one("article", example.expect.article, ["examples", index, "expect", "article"])
      : []),
    ...Object.keys(example.answers ?? {}).map((id) => ({
      what: "question" as const,
      id,
      path: ["examples", index, "answers", id],
    })),
  ]);
}

function inQuestions({ questions }: Facility): readonly Mention[] {
  return questions.flatMap(({ spaces = [], purposes = [], categories = [] }, index) => [
    ...many("space", spaces, ["questions", index, "spaces"]),
    ...many("purpose", purposes, ["questions", index, "purposes"]),
    ...many("category", categories, ["questions", index, "categories"]),
  ]);
}

function one(what: What, id: string | undefined, path: Path): readonly Mention[] {
  return id === undefined ? [] : [{ what, id, path }];
}

function many(what: What, ids: readonly string[], path: Path): readonly Mention[] {
  return ids.map((id, index) => ({ what, id, path: [...path, index] }));
}
