import assert from "node:assert/strict";
import { test } from "node:test";
import { minole, omitama } from "../omitama.fixture.ts";
import type { Example } from "../types/example.ts";
import type { Facility } from "../types/facility.ts";
import type { LotteryRule } from "../types/lottery.ts";
import type { Terms } from "../types/terms.ts";
import { tryExample } from "./examples.ts";

const asked = {
  title: "例",
  space: "minole-kaze",
  on: "2026-12-04",
  slots: ["am"],
  category: "resident-person",
  purpose: "music",
  people: 20,
} as const;

function tryIt(
  example: Partial<Example> & Pick<Example, "expect">,
  terms: Partial<Terms> = {},
  changed: Partial<Facility> = {},
) {
  const facility = { ...minole, ...changed, terms: minole.terms.map((each) => ({ ...each, ...terms })) };
  const { isRight, got, derivation } = tryExample(facility, { ...asked, ...example }, omitama);
  return { isRight, got: got.en, ja: derivation.ja, en: derivation.en };
}

test("a fee that comes out differently says how it came about, each line with its article", () => {
  const { isRight, got, ja, en } = tryIt({ category: "wide", expect: { kind: "fee", fee: 1 } });
  assert.equal(isRight, false);
  assert.match(got, /^fee of [\d,]+ yen$/);
  assert.match(ja[0] ?? "", /^基本額　風のホール、午前の3時間　[\d,]+円（公共ホール条例　別表第\d）$/);
  assert.match(en[0] ?? "", /^Basic fee: Kaze Hall, morning, 3 hours: ¥[\d,]+ \(Public Hall Ordinance, Table \d\)$/);
});

test("a refusal may be held to its words and its article", () => {
  const requires: Terms["requires"] = [
    {
      id: "members",
      needs: { kind: "members", atLeast: 10 },
      because: { ja: "10人以上の団体に限ります。" },
      article: "refund",
    },
  ];
  const small = { category: "resident-group", group: { members: 9 } };
  const expect = { kind: "refused", code: "facility.not-eligible" } as const;
  assert.ok(tryIt({ ...small, expect: { ...expect, because: "10人以上", article: "refund" } }, { requires }).isRight);
  const other = tryIt({ ...small, expect: { ...expect, because: "20人以上", article: "payment" } }, { requires });
  assert.equal(
    other.got,
    "refused (facility.not-eligible), because “10人以上の団体に限ります。（施行規則　第11条）”, citing none",
  );
  assert.ok(
    tryIt({ category: "resident-group", expect: { kind: "accepted" } }, { requires }).isRight,
    "unsaid is in order",
  );
});

test("without a moment it is not judged; with a channel its own opening is", () => {
  const rows: Terms["categories"] = [
    {
      category: "resident-person",
      channels: ["telephone"],
      opens: { kind: "months", months: 2, day: 13, at: "10:00" },
    },
    { category: "resident-person", opens: { kind: "months", months: 2, day: 13, at: "21:00" } },
  ];
  const terms = { categories: rows };
  assert.ok(tryIt({ expect: { kind: "accepted" } }, terms).isRight);
  const early = { now: "2026-10-13T20:59" };
  assert.ok(tryIt({ ...early, expect: { kind: "refused", code: "facility.not-yet", because: "21時" } }, terms).isRight);
  assert.ok(tryIt({ ...early, channel: "telephone", expect: { kind: "accepted" } }, terms).isRight);
  assert.ok(tryIt({ expect: { kind: "opens-on", day: "2026-10-13", at: "21:00" } }, terms).isRight);
  const closes: Terms["closes"] = { kind: "days", days: 3, at: "17:00" };
  assert.ok(tryIt({ expect: { kind: "closes-on", day: "2026-12-01", at: "17:00" } }, { closes }).isRight);
});

test("several days open by the first of them, and may be too many in a row", () => {
  const consecutiveDays = { most: 14, countClosed: true, article: "refund" };
  const days = (count: number, expect: Example["expect"]) =>
    tryIt({ days: count, expect }, { consecutiveDays }).isRight;
  assert.ok(days(14, { kind: "accepted" }));
  assert.ok(days(15, { kind: "refused", code: "facility.span-too-long", because: "14日間まで" }));
  assert.ok(tryIt({ on: "2026-12-03", days: 2, now: "2025-12-03T00:00", expect: { kind: "accepted" } }).isRight);
});

test("what is there already counts towards a limit", () => {
  const limits: Terms["limits"] = [{ per: "month", count: "slots", most: 3, of: "person-or-group", article: "refund" }];
  const made = [{ on: "2026-12-10", slots: ["am", "pm"] }, { on: "2027-01-10" }];
  assert.ok(tryIt({ made, expect: { kind: "accepted" } }, { limits }).isRight);
  assert.ok(
    tryIt({ made, slots: ["am", "pm"], expect: { kind: "refused", code: "facility.limit-reached" } }, { limits })
      .isRight,
  );
});

test("a refund may be asked for as an amount, or only as full or not, and for a cause", () => {
  const refund = (expect: Partial<Extract<Example["expect"], { kind: "refund" }>>) =>
    tryIt({ expect: { kind: "refund", cancelOn: "2026-12-01", paid: 1000, ...expect } });
  assert.ok(refund({ full: false }).isRight);
  assert.ok(refund({ refund: 0 }).isRight);
  assert.ok(refund({ full: true, refund: 1000, by: "weather" }).isRight);
  assert.match(refund({ refund: 1 }).ja[0] ?? "", /お返しできません/);
});

test("the day itself: closed and why, its slots, and by when it must be paid", () => {
  assert.ok(tryIt({ on: "2026-11-30", expect: { kind: "open", open: false, because: "月曜日" } }).isRight);
  assert.ok(tryIt({ expect: { kind: "slots", slots: ["am", "pm", "night"] } }).isRight);
  assert.ok(tryIt({ now: "2026-11-10T10:00", expect: { kind: "pay-by", day: "2026-11-17" } }).isRight);
});

test("保土ケ谷: five entries from the 1st to the 10th, two of them can win", () => {
  const lottery: LotteryRule = {
    forMonth: 2,
    apply: { from: { day: 1, at: "00:00" }, to: { day: 10, at: "24:00" } },
    drawOn: { day: 11, at: "10:00" },
    resultOn: { day: 12, at: "10:00" },
    confirmUntil: { day: 13, at: "09:00" },
    payment: "by-terms",
    entries: { most: 5, count: "slots" },
    wins: { most: 2 },
    lapsed: { goesTo: "first-come" },
    firstCome: [{ day: 13, at: "21:00" }],
    returnWindow: { from: "09:00", to: "17:00", days: 2 },
    article: "refund",
  };
  const entry = (entries: number, accepted: boolean, more: { wins?: number; now?: string } = {}) => {
    const { now, wins } = more;
    return tryIt({ ...(now && { now }), expect: { kind: "entry", entries, accepted, wins } }, { lottery }).isRight;
  };
  assert.ok(entry(6, false));
  assert.ok(entry(5, true, { wins: 2 }));
  assert.ok(entry(1, true, { now: "2026-10-10T23:59" }));
  assert.ok(entry(1, false, { now: "2026-10-11T00:00" }));
  const web = (now: string, expect: Example["expect"]) => tryIt({ now, expect }, { lottery }).isRight;
  assert.ok(web("2026-10-13T20:59", { kind: "refused", code: "facility.lottery-unsettled" }));
  assert.ok(web("2026-10-13T21:00", { kind: "accepted" }));
});
