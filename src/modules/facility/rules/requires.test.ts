import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { getSpace, minole, omitama, pick } from "../omitama.fixture.ts";
import type { GroupStanding, Use } from "../types/booking.ts";
import type { Facility } from "../types/facility.ts";
import type { Need, Requirement } from "../types/terms.ts";
import { judgeRequirements } from "./requires.ts";
import { judgeUse } from "./use.ts";

const because = { ja: "市内の10人以上の団体に限ります。" };
const choir: GroupStanding = {
  state: "registered",
  validFrom: "2026-04-01",
  validUntil: "2028-03-31",
  members: 10,
  localMembers: 5,
  hasResponsibleAdult: true,
  district: "minori",
  isDeemed: false,
};
const use: Use = {
  categoryId: "resident-group",
  purposeId: "music",
  people: 20,
  group: { categories: ["culture"], registration: choir },
  extras: {},
  declarations: [],
  answers: {},
};

function withRules(...requires: readonly (Partial<Requirement> & { needs: Need })[]): Facility {
  const rules = requires.map((one, index) => ({ id: `rule-${index}`, because, article: "refund", ...one }));
  return { ...minole, terms: minole.terms.map((terms) => ({ ...terms, requires: rules })) };
}

function isAllowed(
  needs: Need,
  group?: Partial<GroupStanding>,
  on = "2026-12-04",
  changed: Partial<Use> = {},
): boolean {
  const facility = withRules({ needs });
  const run = pick(facility, "minole-kaze", on, "am");
  const standing = group && { categories: ["culture"], registration: { ...choir, ...group } };
  const given = { ...use, group: standing, ...changed };
  return judgeRequirements(facility, getSpace(facility, "minole-kaze"), run, given, omitama).length === 0;
}

test("whoever does not meet a rule reads its sentence and its article", () => {
  const facility = withRules({ needs: { kind: "members", atLeast: 11 } });
  const run = pick(facility, "minole-kaze", "2026-12-04", "am");
  assert.deepEqual(judgeRequirements(facility, getSpace(facility, "minole-kaze"), run, use, omitama), [
    {
      code: "facility.not-eligible",
      field: "group",
      params: { because, article: minole.articles.refund?.title },
    },
  ]);
});

test("a registration must hold on the day of use, not on the day of booking", () => {
  const needs = { kind: "registered" } as const;
  assert.ok(isAllowed(needs, {}));
  assert.ok(isAllowed(needs, { validUntil: "2026-12-04" }));
  assert.ok(!isAllowed(needs, { validUntil: "2026-12-03" }));
  assert.ok(!isAllowed(needs, { validFrom: "2026-12-05" }));
  assert.ok(!isAllowed(needs, { state: "applied" }));
  assert.ok(isAllowed(needs, { state: "none", isDeemed: true }), "行政区, 子供会");
  assert.ok(!isAllowed(needs, { state: "suspended", isDeemed: true }));
  assert.ok(!isAllowed(needs), "a person has no registration");
});

test("小美玉: ten members; 多賀城: five, half of them local; exactly half is enough", () => {
  assert.ok(isAllowed({ kind: "members", atLeast: 10 }, {}));
  assert.ok(!isAllowed({ kind: "members", atLeast: 10 }, { members: 9 }));
  const half = { kind: "members", atLeast: 5, localPercent: 50 } as const;
  assert.ok(isAllowed(half, { members: 10, localMembers: 5 }));
  assert.ok(!isAllowed(half, { members: 11, localMembers: 5 }));
  assert.ok(!isAllowed({ kind: "members", localAtLeast: 6 }, {}));
});

test("an adult, a district, a category of groups", () => {
  assert.ok(!isAllowed({ kind: "responsible-adult" }, { hasResponsibleAdult: false }));
  assert.ok(isAllowed({ kind: "district", anyOf: ["minori", "ogawa"] }, {}));
  assert.ok(!isAllowed({ kind: "district", anyOf: ["ogawa"] }, {}));
  assert.ok(!isAllowed({ kind: "district", anyOf: ["ogawa"] }, { district: undefined }));
  assert.ok(isAllowed({ kind: "group-category", anyOf: ["culture"] }, {}));
  assert.ok(!isAllowed({ kind: "group" }));
});

test("運動広場: 市内に居住する者又は市内に住所を有する事業所, by an answer", () => {
  const needs = { kind: "case", is: { answers: { residence: ["resident", "local-office"] } } } as const;
  assert.ok(isAllowed(needs, {}, "2026-12-04", { answers: { residence: "local-office" } }));
  assert.ok(!isAllowed(needs, {}, "2026-12-04", { answers: { residence: "outside" } }));
  assert.ok(!isAllowed(needs, {}, "2026-12-04", { answers: {} }), "no answer is not the right one");
});

test("a rule with a condition is asked only where that fits: no badminton in a third of the hall", () => {
  const facility = withRules({
    when: { spaces: ["minole-kaze-office"], purposes: ["dance"] },
    needs: { kind: "nobody" },
  });
  const judge = (spaceId: string, purposeId: string) =>
    judgeRequirements(
      facility,
      getSpace(facility, spaceId),
      pick(facility, spaceId, "2026-12-04", "am"),
      { ...use, purposeId },
      omitama,
    );
  assert.equal(judge("minole-kaze-office", "dance")[0]?.field, "purpose");
  assert.deepEqual(judge("minole-kaze", "dance"), []);
  assert.deepEqual(judge("minole-kaze-office", "music"), []);
});

test("小山: a purpose that the ordinance forbids is refused with its reason, whatever the space", () => {
  const purposes: Facility["purposes"] = [
    ...minole.purposes,
    {
      id: "trade",
      name: { ja: "展示即売" },
      forbidden: { because: { ja: "物品の販売行為はできません。" }, article: "refund" },
    },
  ];
  const facility = { ...minole, purposes };
  const run = pick(facility, "minole-kaze", "2026-12-04", "am");
  const [reason] = judgeUse(facility, getSpace(facility, "minole-kaze"), run, { ...use, purposeId: "trade" }, omitama);
  assert.equal(reason?.code, "facility.purpose-forbidden");
  assert.deepEqual(reason?.params.because, { ja: "物品の販売行為はできません。" });
});

test("more members, more of them local, never lose a right", () => {
  const needs = fc.record({
    atLeast: fc.nat(20),
    localAtLeast: fc.nat(20),
    localPercent: fc.integer({ min: 1, max: 100 }),
  });
  fc.assert(
    fc.property(needs, fc.nat(30), fc.nat(30), (asked, members, local) => {
      const need = { kind: "members", ...asked } as const;
      const localMembers = Math.min(local, members);
      if (!isAllowed(need, { members, localMembers })) return;
      assert.ok(isAllowed(need, { members: members + 1, localMembers: localMembers + 1 }));
    }),
    { numRuns: 60 },
  );
});
