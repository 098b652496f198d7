import assert from "node:assert/strict";
import { test } from "node:test";
import { getSpace, gym, minole, omitama, pick } from "../omitama.fixture.ts";
import type { Use } from "../types/booking.ts";
import type { Facility } from "../types/facility.ts";
import { listCategoriesHere } from "./facility.ts";
import { judgeUse, listCategoriesFor } from "./use.ts";

const fine: Use = {
  categoryId: "resident-group",
  purposeId: "music",
  people: 20,
  group: { categories: [] },
  extras: {},
  declarations: [],
  answers: {},
};

function codes(spaceId: string, use: Partial<Use>, on = "2026-12-04"): string[] {
  return judgeUse(
    minole,
    getSpace(minole, spaceId),
    pick(minole, spaceId, on, "night"),
    { ...fine, ...use },
    omitama,
  ).map(({ code }) => code);
}

function gymCodes(use: Partial<Use>): string[] {
  const given: Use = {
    categoryId: "registered",
    purposeId: "ball-games",
    people: 14,
    group: { categories: ["school-sports"] },
    extras: {},
    declarations: ["adult"],
    answers: {},
    ...use,
  };
  return judgeUse(
    gym,
    getSpace(gym, "hatori-gym-floor"),
    pick(gym, "hatori-gym-floor", "2026-12-04", "night"),
    given,
    omitama,
  ).map(({ code }) => code);
}

test("a use that follows the rules has nothing wrong with it", () => {
  assert.deepEqual(codes("minole-kaze-office", {}), []);
  assert.deepEqual(gymCodes({}), []);
});

test("everything that is wrong is said at once, in the order of the form", () => {
  assert.deepEqual(
    codes("minole-practice-1", { categoryId: "", purposeId: "dance", people: 31, extras: { sauna: 1 } }),
    ["facility.category-required", "facility.purpose-required", "facility.too-many-people", "facility.extra-unknown"],
  );
});

test("25 people fit into a third, 26 do not, and nobody is no number of people", () => {
  assert.deepEqual(codes("minole-kaze-office", { people: 25 }), []);
  assert.deepEqual(codes("minole-kaze-office", { people: 26 }), ["facility.too-many-people"]);
  for (const people of [0, -1, 1.5, Number.NaN]) {
    assert.deepEqual(codes("minole-kaze-office", { people }), ["facility.people-required"]);
  }
});

test("the roll-back chairs raise the whole hall from 75 to 100 people", () => {
  assert.deepEqual(codes("minole-kaze", { people: 76 }), ["facility.too-many-people"]);
  assert.deepEqual(codes("minole-kaze", { people: 100, extras: { "roll-back-chairs": 1 } }), []);
  assert.deepEqual(codes("minole-kaze", { people: 101, extras: { "roll-back-chairs": 1 } }), [
    "facility.too-many-people",
  ]);
});

test("the roll-back chairs need two thirds with the office side", () => {
  const chairs = { extras: { "roll-back-chairs": 1 } };
  assert.deepEqual(codes("minole-kaze-office-center", chairs), []);
  assert.deepEqual(codes("minole-kaze-office", chairs), ["facility.extra-needs"]);
  assert.deepEqual(codes("minole-kaze-center-stage", chairs), ["facility.extra-needs"]);
  assert.deepEqual(codes("minole-practice-1", chairs), ["facility.extra-not-here"]);
});

test("heating is for the winter, and an extra is asked for once, not twice or by halves", () => {
  assert.deepEqual(codes("minole-kaze-office", { extras: { heating: 1 } }), []);
  assert.deepEqual(codes("minole-kaze-office", { extras: { cooling: 1 } }), ["facility.extra-not-now"]);
  assert.deepEqual(codes("minole-kaze-office", { extras: { heating: 2 } }), ["facility.extra-too-many"]);
  assert.deepEqual(codes("minole-kaze-office", { extras: { heating: -1 } }), ["facility.extra-too-many"]);
  assert.deepEqual(codes("minole-kaze-office", { extras: { heating: 0.5 } }), ["facility.extra-too-many"]);
});

test("a person cannot book as a group, nor a group as a person", () => {
  assert.deepEqual(codes("minole-kaze-office", { group: undefined }), ["facility.category-group-only"]);
  assert.deepEqual(codes("minole-kaze-office", { categoryId: "resident-person" }), ["facility.category-person-only"]);
});

test("a category that is in no terms cannot book, although it is explained", () => {
  assert.deepEqual(codes("minole-kaze-office", { categoryId: "outside" }), ["facility.category-not-here"]);
});

test("the school gym is for registered groups of ten and more with a responsible adult", () => {
  assert.deepEqual(gymCodes({ group: { categories: ["culture"] } }), ["facility.category-registered-only"]);
  assert.deepEqual(gymCodes({ people: 10 }), []);
  assert.deepEqual(gymCodes({ people: 9 }), ["facility.too-few-people"]);
  assert.deepEqual(gymCodes({ declarations: [] }), ["facility.declaration-required"]);
  assert.deepEqual(gymCodes({ group: undefined }), ["facility.category-group-only"]);
});

test("only the categories that fit a person or a group are offered", () => {
  const hall = getSpace(minole, "minole-kaze");
  const offered = (group: Use["group"]) => listCategoriesFor(minole, hall, group).map(({ id }) => id);
  assert.deepEqual(offered(undefined), ["resident-person", "wide"]);
  assert.deepEqual(offered({ categories: [] }), ["resident-group", "wide"]);
  assert.deepEqual(offered({ categories: ["school-sports"] }), ["resident-group", "wide", "school-sports"]);
});

test("a category with several rows is offered once, and one that is named only to say no is not offered but explained", () => {
  const opens = { kind: "days", days: 30, at: "00:00" } as const;
  const because = { ja: "市外の方は、電話で相談してください。" };
  const facility: Facility = {
    ...minole,
    terms: minole.terms.map((terms) => ({
      ...terms,
      categories: [
        { category: "resident-group", purposes: ["music"], opens },
        { category: "resident-group", opens },
        { category: "outside", opens: { kind: "never", because } },
      ],
    })),
  };
  const hall = getSpace(facility, "minole-kaze");
  assert.deepEqual(
    listCategoriesHere(facility, hall).map(({ id }) => id),
    ["resident-group"],
  );
  const run = pick(facility, "minole-kaze", "2026-12-04", "am");
  const [reason] = judgeUse(facility, hall, run, { ...fine, categoryId: "outside" }, omitama);
  assert.deepEqual([reason?.code, reason?.params.because], ["facility.category-not-bookable", because]);
});
