import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { categoriesGiven, judgeNeeds } from "./registration.ts";
import { lastDayOf, registrationKind, reminderDue } from "./registration-kind.ts";
import { ageGroups, compareRosters, countEntries, hasChanged, type RosterEntry, residences } from "./roster.ts";
import { readRosterRows } from "./roster-file.ts";
import { standingOf } from "./standing.ts";

const kind = (asks: object, more: object = {}) =>
  registrationKind.parse({
    id: "kind",
    name: { ja: "種類" },
    words: { ja: "言葉" },
    section: "section",
    asks,
    validity: { until: "fiscal-year-end" },
    ...more,
  });

const entry = fc.record({
  name: fc.string({ minLength: 1, maxLength: 12 }),
  role: fc.constantFrom("owner" as const, "officer" as const, "member" as const),
  residence: fc.option(fc.constantFrom(...residences), { nil: undefined }),
  ageGroup: fc.option(fc.constantFrom(...ageGroups), { nil: undefined }),
  isResponsible: fc.boolean(),
});

test("half of the roster is enough for 50 %, for any number of people", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }), (members, local) => {
      const count = { ...countEntries([]), members, localMembers: Math.min(local, members) };
      const [, need] = judgeNeeds(kind({ localPercent: 50 }), { count, documents: [], district: undefined });
      assert.equal(need?.isMet, count.localMembers * 2 >= members);
    }),
  );
});

test("the share that is shown as needed is met exactly when so many are local", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 100 }), (members, percent) => {
      const judge = (localMembers: number) =>
        judgeNeeds(kind({ localPercent: percent }), {
          count: { ...countEntries([]), members, localMembers },
          documents: [],
          district: undefined,
        })[1];
      const want = judge(0)?.want ?? 0;
      assert.equal(judge(want)?.isMet, true);
      assert.equal(judge(want - 1)?.isMet, false);
      assert.ok(want * 100 >= members * percent);
    }),
  );
});

test("whoever has not said where they live is not counted as local, and must say it", () => {
  const roster: RosterEntry[] = Array.from({ length: 10 }, (_, n) => ({
    name: `${n}`,
    role: "member",
    residence: n < 9 ? "lives" : undefined,
    ageGroup: undefined,
    isResponsible: false,
  }));
  const needs = judgeNeeds(kind({ localPercent: 50 }), {
    count: countEntries(roster),
    documents: [],
    district: undefined,
  });
  assert.deepEqual(
    needs.map(({ what, isMet }) => [what, isMet]),
    [
      ["residence-said", false],
      ["local", true],
    ],
  );
});

test("a child is no responsible adult", () => {
  const child = { name: "x", role: "member", residence: "lives", ageGroup: "child", isResponsible: true } as const;
  assert.equal(countEntries([child]).hasResponsibleAdult, false);
});

test("a category by share is given from exactly that share on", () => {
  const gives = [{ category: "a" }, { category: "b", localPercent: 50 }];
  assert.deepEqual(categoriesGiven({ gives }, { members: 4, localMembers: 2 }), ["a", "b"]);
  assert.deepEqual(categoriesGiven({ gives }, { members: 5, localMembers: 2 }), ["a"]);
  assert.deepEqual(categoriesGiven({ gives }, { members: 0, localMembers: 0 }), ["a"]);
});

test("a term ends with the fiscal year, or the day before so many years are over", () => {
  const year = kind({});
  assert.equal(lastDayOf(year, "2026-11-23"), "2027-03-31");
  assert.equal(lastDayOf(year, "2027-03-31"), "2027-03-31");
  assert.equal(lastDayOf(year, "2027-04-01"), "2028-03-31");
  const two = kind({}, { validity: { years: 2 } });
  assert.equal(lastDayOf(two, "2026-11-23"), "2028-11-22");
  assert.equal(lastDayOf(two, "2028-02-29"), "2030-02-27");
});

test("each reminder is due once, on its day or when it was missed", () => {
  const one = kind({}, { renewal: { fromDays: 60, remindDays: [60, 14] } });
  const due = (today: string, reminded?: number) => reminderDue(one, { validUntil: "2027-03-31", reminded }, today);
  assert.equal(due("2027-01-29"), undefined);
  assert.equal(due("2027-01-30"), 60);
  assert.equal(due("2027-02-10", 60), undefined);
  assert.equal(due("2027-03-20", 60), 14);
  assert.equal(due("2027-03-20"), 14);
  assert.equal(due("2027-04-01"), undefined);
});

test("a roster compared with itself has no change, in any order of its people", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { selector: ({ name }) => name.trim().toLowerCase(), maxLength: 12 }),
      (roster) => {
        const names = new Set(roster.map(({ name }) => name.normalize("NFKC").toLowerCase().replace(/\s/g, "")));
        fc.pre(names.size === roster.length);
        assert.equal(hasChanged(compareRosters(roster, roster)), false);
      },
    ),
  );
});

test("joined, left and changed are told apart", () => {
  const one = {
    name: "山田 花子",
    role: "member",
    residence: "lives",
    ageGroup: "adult",
    isResponsible: false,
  } as const;
  const other = { ...one, name: "佐藤 太郎" };
  const change = compareRosters(
    [one, other],
    [
      { ...one, name: "山田花子", role: "officer" },
      { ...one, name: "新しい人" },
    ],
  );
  assert.deepEqual(
    change.added.map(({ name }) => name),
    ["新しい人"],
  );
  assert.deepEqual(
    change.gone.map(({ name }) => name),
    ["佐藤 太郎"],
  );
  assert.equal(change.changed.length, 1);
});

const head = ["名前", "市内に住む、通う", "年代", "責任者"];

test("a roster file is read whatever width and language its words have", () => {
  const { entries, problems } = readRosterRows([
    head,
    ["山田　花子", "市内に住んでいる", "１８歳から６４歳", "〇"],
    ["Lan Nguyen", "Works in the city", "65 or older", undefined],
    [undefined, undefined],
    ["子ども", "市外", "18歳未満"],
    ["分からない人", "", "分からない"],
  ]);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    entries.map(({ residence, ageGroup, isResponsible }) => [residence, ageGroup, isResponsible]),
    [
      ["lives", "adult", true],
      ["works", "senior", false],
      ["outside", "child", false],
      [undefined, undefined, false],
    ],
  );
});

test("all that is wrong in a roster file is said at once, with the rows that Excel shows", () => {
  const { problems } = readRosterRows([
    head,
    ["", "市外"],
    ["山田", "東京"],
    ["山田", "市外", "20代"],
    ["子", "市外", "18歳未満", "○"],
    ["大人", "市外", "65歳以上", "○"],
    ["x", "", "", "はい？"],
  ]);
  assert.deepEqual(
    problems.map(({ code, row, other }) => [code, row, other]),
    [
      ["name", 2, undefined],
      ["residence", 3, undefined],
      ["twice", 4, 3],
      ["age", 4, undefined],
      ["responsible-adult", 5, undefined],
      ["two-responsible", 6, 5],
      ["responsible", 7, undefined],
    ],
  );
});

const roster = { members: 7, localMembers: 5, hasResponsibleAdult: true, district: "north" };
const term = (state: "registered" | "applied" | "expired", validFrom?: string, validUntil?: string) => ({
  kind: "school",
  state,
  isDeemed: false,
  validFrom,
  validUntil,
  members: 12,
  localMembers: 8,
  hasResponsibleAdult: true,
  district: undefined,
});

test("a valid registration wins over a waiting one, and a decided renewal lengthens it", () => {
  const rows = [
    term("applied"),
    term("registered", "2027-04-01", "2028-03-31"),
    term("registered", "2026-05-01", "2027-03-31"),
    term("expired", "2025-04-01", "2026-03-31"),
  ];
  const found = standingOf(rows, roster);
  assert.deepEqual([found.state, found.validFrom, found.validUntil], ["registered", "2026-05-01", "2028-03-31"]);
  assert.deepEqual([found.members, found.district], [12, "north"]);
});

test("a gap between two terms is not bridged", () => {
  const rows = [term("registered", "2027-04-02", "2028-03-31"), term("registered", "2026-05-01", "2027-03-31")];
  assert.equal(standingOf(rows, roster).validUntil, "2027-03-31");
});
