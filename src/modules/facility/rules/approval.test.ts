import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { at, getSpace, minole, omitama, pick } from "../omitama.fixture.ts";
import type { ApprovalRule } from "../types/approval.ts";
import { conditionsFor, decideByOf, listApprovals } from "./approval.ts";
import { caseOf } from "./case.ts";
import { getTerms } from "./facility.ts";

const space = getSpace(minole, "minole-kaze-office");
const run = pick(minole, space.id, "2026-12-04", "am");
const given = (purposeId: string, people = 20) =>
  caseOf(space, run, { categoryId: "resident-person", purposeId, people }, omitama);
const because = { ja: "館長が決めます" };
const rule = (more: Partial<ApprovalRule>): ApprovalRule => ({
  because,
  article: "permit",
  daysToDecide: 7,
  decideBefore: 0,
  ...more,
});
const start = at("2026-12-04T09:00");
const by = (rules: readonly ApprovalRule[], asked: string) =>
  decideByOf(rules, { at: at(asked), use: "2026-12-04", start }, omitama.zone);

test("only what the ordinance names is decided first; a row without a condition is for everything", () => {
  const terms = getTerms(minole, space);
  assert.equal(listApprovals(terms, given("sale")).length, 1);
  assert.deepEqual(listApprovals(terms, given("music")), []);
  assert.equal(listApprovals({ ...terms, approval: [rule({})] }, given("music")).length, 1);
  const many = rule({ when: { people: { atLeast: 100 } } });
  assert.deepEqual(
    [99, 100].map((people) => listApprovals({ ...terms, approval: [many] }, given("music", people)).length),
    [0, 1],
  );
});

test("standard conditions are chosen where they fit", () => {
  const ids = (purpose: string) => conditionsFor(minole, given(purpose)).map(({ id }) => id);
  assert.deepEqual(ids("sale"), ["passage", "sale", "fire", "food"]);
  assert.deepEqual(ids("music"), ["passage", "food"]);
  assert.deepEqual(conditionsFor(minole, undefined), []);
});

test("the earliest of all deadlines counts, to the end of its day; late asking is decided on the same day", () => {
  assert.deepEqual(by([rule({ daysToDecide: 5 })], "2026-11-25T10:00"), at("2026-12-01T00:00"));
  assert.deepEqual(by([rule({ decideBefore: 3 })], "2026-11-25T10:00"), at("2026-12-02T00:00"));
  assert.deepEqual(by([rule({}), rule({ daysToDecide: 1 })], "2026-11-25T10:00"), at("2026-11-27T00:00"));
  assert.deepEqual(by([rule({ decideBefore: 3 })], "2026-12-03T20:00"), at("2026-12-04T00:00"));
  assert.deepEqual(by([rule({})], "2026-12-04T08:00"), start, "never after the use has begun");
});

test("whatever an ordinance says, a deadline lies after the asking and not after the use", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ daysToDecide: fc.nat(60), decideBefore: fc.nat(60) }), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 90 * 24 * 60 }),
      (rows, minutesBefore) => {
        const asked = new Date(start.getTime() - minutesBefore * 60_000);
        const found = decideByOf(rows.map(rule), { at: asked, use: "2026-12-04", start }, omitama.zone);
        return found > asked && found <= start;
      },
    ),
  );
});
