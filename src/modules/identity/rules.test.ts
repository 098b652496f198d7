import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { makeSecrets } from "../../kernel/auth/secrets.ts";
import { groupPolicy, may } from "./policy.ts";
import { isChallenge, makeChallenge } from "./rules/challenge.ts";
import { codeState, makeDigits, readDigits, spaceDigits } from "./rules/code.ts";
import { parseDevice, readDevice, writeDevice } from "./rules/device.ts";
import { makePaperCode, readPaperCode } from "./rules/enrolment.ts";
import { safeNext } from "./rules/next-path.ts";
import { searchWords } from "./rules/search.ts";
import { mayOpenSession, sessionEnd, signInMethods } from "./rules/session.ts";
import { type BudgetName, budgets, minutesLeft, windowStart } from "./rules/throttle.ts";
import { canStep, statesBefore, visitSteps } from "./rules/visit.ts";

test("a code is six digits however it is typed, and nothing else is a code", () => {
  for (const typed of ["482913", "482 913", "４８２９１３", " 482-913 ", "482ー913", "482　913"])
    assert.equal(readDigits(typed), "482913", typed);
  for (const typed of ["", "48291", "4829133", "48291a", "-482913-1", "٤٨٢٩١٣"])
    assert.equal(readDigits(typed), undefined, typed);
});

test("every code that is made is read back as shown, leading zeros too", () => {
  for (let n = 0; n < 200; n++) {
    const digits = makeDigits();
    assert.equal(readDigits(spaceDigits(digits)), digits);
  }
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999 }), (n) => {
      const digits = String(n).padStart(6, "0");
      assert.equal(readDigits(spaceDigits(digits)), digits);
    }),
  );
});

test("a code is open until it is used, tried out, or ten minutes old", () => {
  const now = new Date("2026-11-25T01:00:00Z");
  const code = { tries: 0, expiresAt: new Date(now.getTime() + 1), provenAt: undefined, usedAt: undefined };
  assert.equal(codeState(code, now), "open");
  assert.equal(codeState({ ...code, tries: 5 }, now), "tried-out");
  assert.equal(codeState({ ...code, expiresAt: now }, now), "expired");
  assert.equal(codeState({ ...code, provenAt: now }, now), "proven");
  assert.equal(codeState({ ...code, provenAt: now }, new Date(now.getTime() + 30 * 60_000)), "expired");
  assert.equal(codeState({ ...code, provenAt: now, usedAt: now }, now), "used");
});

test("a code on paper is read from small letters, full width, with and without its hyphen", () => {
  for (let n = 0; n < 100; n++) {
    const code = makePaperCode();
    assert.equal(readPaperCode(code), code);
    assert.equal(readPaperCode(` ${code.toLowerCase().replace("-", " ")}`), code);
  }
  assert.equal(readPaperCode("Ｋ７Ｍ２Ｐ－９ＱＸＴＢ"), "K7M2P-9QXTB");
  for (const wrong of ["", "K7M2P9QXT", "K7M2P-9QXT0", "K7M2P-9QXTI", "K7M2P-9QXTBB"])
    assert.equal(readPaperCode(wrong), undefined);
});

test("after sign-in one goes only to a path of this site (abuse 40)", () => {
  const evil = [
    ...[
      "//evil.example",
      "/\\evil.example",
      "\\\\evil.example",
      "https:evil.example",
      "https://evil.example",
      "javascript:alert(1)",
    ],
    ...[
      "/\t/evil.example",
      "/\n/evil.example",
      "\t//evil.example",
      "/%0d%0aSet-Cookie:x\r\n",
      "http://user:pass@evil.example",
      "evil.example",
    ],
    ...[
      "",
      " /spaces",
      "/.//evil.example",
      "/a/..//evil.example",
      "data:text/html,x",
      "/\u2028/evil",
      "/x\u0000",
      `/${"a".repeat(600)}`,
    ],
    ...["/sign-in", "/sign-in/codes/1", "/sign-out", "/staff/sign-in", "/staff/sign-in?next=/x"],
  ];
  for (const next of evil) assert.equal(safeNext(next), "/", JSON.stringify(next));
  for (const next of [
    "/",
    "/spaces",
    "/spaces/minole?day=2026-12-04&bands=night",
    "/my/groups",
    "/staff/people?q=%E5%B1%B1",
    "/%2f%2fevil",
  ])
    assert.equal(safeNext(next), next);
});

test("whatever text is asked for, the browser stays on this site", () => {
  const nasty = fc.string({
    unit: fc.constantFrom("/", "\\", ".", ":", "@", "?", "#", "%", "e", "\t", "\n", " ", "h", "t", "p", "s"),
  });
  fc.assert(
    fc.property(fc.oneof(nasty, fc.string(), fc.webUrl()), (next) => {
      const home = new URL("https://machi.example/sign-in");
      assert.equal(new URL(safeNext(next), home).origin, home.origin);
    }),
    { numRuns: 3000 },
  );
});

test("no budget that strangers spend is one that a known browser needs", () => {
  const at = new Date("2026-11-25T01:07:00Z");
  for (const name of Object.keys(budgets) as BudgetName[]) {
    assert.ok(minutesLeft(name, at) >= 1 && minutesLeft(name, at) <= budgets[name].minutes);
    assert.ok(windowStart(name, at) <= at);
  }
  // 20 codes × 5 tries of a million, each hour, from all strangers together.
  assert.ok((budgets["code-by-address"].most * 5) / 1_000_000 <= 0.0001);
});

test("devices are told apart, and a browser that names others is not taken for them", () => {
  const agents = [
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1",
      "iphone/safari",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
      "windows/edge",
    ],
    ["Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36", "chromeos/chrome"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", "mac/firefox"],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari Line/14.1.0",
      "iphone/line",
    ],
    ["<script>alert(1)</script>", "unknown/unknown"],
  ] as const;
  for (const [agent, words] of agents) assert.equal(writeDevice(readDevice(agent)), words);
  assert.equal(writeDevice(readDevice(undefined)), "unknown/unknown");
  assert.deepEqual(parseDevice("nonsense"), { kind: "unknown", browser: "unknown" });
});

test("residents may sign in any way; staff only with two factors, and never by a code or a resident's card", () => {
  for (const method of signInMethods) {
    assert.equal(mayOpenSession("resident", method, false), true);
    assert.equal(mayOpenSession("staff", method, false), false);
    assert.equal(mayOpenSession("staff", method, true), method === "passkey" || method === "sign-on");
  }
});

test("a resident's session lives 90 days at the most, a staff session 12 hours", () => {
  const now = new Date("2026-11-25T00:00:00Z");
  assert.equal(sessionEnd("resident", now).toISOString(), "2027-02-23T00:00:00.000Z");
  assert.equal(sessionEnd("staff", now).toISOString(), "2026-11-25T12:00:00.000Z");
});

test("a visit goes forward only", () => {
  const states = Object.keys(visitSteps) as (keyof typeof visitSteps)[];
  for (const state of states) assert.equal(canStep(state, "sent"), false);
  assert.deepEqual(statesBefore("used"), ["proven"]);
  assert.deepEqual(statesBefore("refused"), ["sent", "returned"]);
});

test("a challenge belongs to one browser, one use and ten minutes, and cannot be made up", () => {
  const secrets = makeSecrets([Buffer.alloc(32, 1)]);
  const now = new Date("2026-11-25T01:00:00Z");
  const holder = { browserId: "b1", use: "sign-in" } as const;
  const challenge = makeChallenge(secrets, holder, now);
  const later = (ms: number) => new Date(now.getTime() + ms);
  assert.equal(isChallenge(secrets, holder, later(600_000), challenge), true);
  assert.equal(isChallenge(secrets, holder, later(600_001), challenge), false);
  assert.equal(isChallenge(secrets, holder, later(-1), challenge), false);
  assert.equal(isChallenge(secrets, { ...holder, browserId: "b2" }, now, challenge), false);
  assert.equal(isChallenge(secrets, { ...holder, use: "add" }, now, challenge), false);
  assert.equal(isChallenge(makeSecrets([Buffer.alloc(32, 2)]), holder, now, challenge), false);
  fc.assert(fc.property(fc.string(), (text) => assert.equal(isChallenge(secrets, holder, now, text), false)));
});

test("the policy of groups: a member changes nothing, an officer no roles, an owner all", () => {
  for (const deed of Object.keys(groupPolicy) as (keyof typeof groupPolicy)[]) {
    assert.equal(may(undefined, deed), false);
    assert.equal(may("owner", deed), true);
    assert.equal(may("member", deed), deed === "see" || deed === "leave");
    assert.equal(may("officer", deed), deed !== "change-roles" && deed !== "close");
  }
});

test("a query with brackets and hyphens is one telephone number; words are folded each", () => {
  assert.deepEqual(searchWords("(0299) 48-1111"), ["0299481111"]);
  assert.deepEqual(searchWords("髙﨑　ハル"), ["高崎", "はる"]);
  assert.deepEqual(searchWords("  "), []);
});
