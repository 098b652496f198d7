import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  alarmsAt,
  type CodeAtDoor,
  canChangeCode,
  canChangeCommand,
  doorUseAt,
  drawCode,
  dueInstants,
  isGuessable,
  nextStep,
  openingStateAt,
  retryAfterMs,
  stateAfterVerifying,
  type WatchedCode,
  type WatchedDoor,
} from "./rules.ts";
import { codeStates, commandStates } from "./types.ts";

const noon = new Date("2026-12-04T12:00:00+09:00");
const minutes = (n: number) => new Date(+noon + n * 60_000);

test("a code changes its state only along the table", () => {
  const allowed = codeStates.flatMap((from) =>
    codeStates.filter((to) => canChangeCode(from, to)).map((to) => `${from} → ${to}`),
  );
  assert.deepEqual(allowed, [
    "requested → installing",
    "requested → removed",
    "installing → installed",
    "installing → enabled",
    "installing → removing",
    "installed → installing",
    "installed → enabled",
    "installed → removing",
    "enabled → installing",
    "enabled → removing",
    "removing → removed",
  ]);
});

test("a command is asked, sent, and then confirmed or failed for good", () => {
  const allowed = commandStates.flatMap((from) =>
    commandStates.filter((to) => canChangeCommand(from, to)).map((to) => `${from} → ${to}`),
  );
  assert.deepEqual(allowed, ["asked → sent", "asked → failed", "sent → confirmed", "sent → failed"]);
});

test("a code has six digits, begins with 1 to 9, and is none that people try first", () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.integer({ min: 100_000, max: 999_999 })), (numbers) => {
      const code = drawCode(() => numbers.next().value as number);
      assert.match(code, /^[1-9]\d{5}$/);
      assert.equal(isGuessable(code), false);
    }),
  );
  for (const code of ["111111", "100001", "123456", "987654", "123123", "121212", "234567"]) {
    assert.equal(isGuessable(code), true, code);
  }
  for (const code of ["482915", "100234", "135790"]) assert.equal(isGuessable(code), false, code);
});

const anyCode: fc.Arbitrary<CodeAtDoor> = fc
  .record({
    state: fc.constantFrom(...codeStates),
    from: fc.integer({ min: -3000, max: 3000 }).map(minutes),
    lengthMinutes: fc.integer({ min: 1, max: 900 }),
    revokedAt: fc.option(fc.integer({ min: -3000, max: 0 }).map(minutes), { nil: undefined }),
    verifiedAt: fc.option(fc.integer({ min: -3000, max: 0 }).map(minutes), { nil: undefined }),
  })
  .map(({ lengthMinutes, ...code }) => ({ ...code, until: new Date(+code.from + lengthMinutes * 60_000) }));

test("nothing is enabled before its window, and nothing is left on a lock after it", () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      const step = nextStep(code, noon);
      if (step === "enable") assert.ok(code.from <= noon && noon < code.until && code.revokedAt === undefined);
      const isOnLock = !["requested", "removed"].includes(code.state);
      if (isOnLock && (code.until <= noon || code.revokedAt !== undefined)) assert.equal(step, "remove");
      if (code.state === "requested" && (code.until <= noon || code.revokedAt !== undefined))
        assert.equal(step, "drop");
      if (code.state === "removed") assert.equal(step, undefined);
    }),
  );
});

test("following the steps, every code gets onto the lock a day ahead, is enabled in its window and ends removed", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -600, max: 6000 }),
      fc.integer({ min: 1, max: 600 }),
      fc.option(fc.integer({ min: 0, max: 6000 }), { nil: undefined }),
      (start, length, revokeAt) => {
        const window = { from: minutes(start), until: minutes(start + length) };
        let code: CodeAtDoor = { ...window, state: "requested", revokedAt: undefined, verifiedAt: undefined };
        const wakeUps = [noon, ...dueInstants(window, noon), ...(revokeAt === undefined ? [] : [minutes(revokeAt)])];
        for (const now of wakeUps.sort((a, b) => +a - +b)) {
          if (revokeAt !== undefined && now >= minutes(revokeAt)) code = { ...code, revokedAt: minutes(revokeAt) };
          for (let step = nextStep(code, now); step !== undefined; step = nextStep(code, now)) {
            const before = code.state;
            code = { ...code, ...after(code, step, now) };
            if (before !== code.state) assert.ok(isReachable(before, code.state), `${before} → ${code.state}`);
          }
          assert.equal(code.state === "enabled", window.from <= now && now < window.until && !code.revokedAt);
        }
        if (wakeUps.some((now) => now >= window.until)) assert.equal(code.state, "removed");
      },
    ),
  );
});

function after(code: CodeAtDoor, step: NonNullable<ReturnType<typeof nextStep>>, now: Date): Partial<CodeAtDoor> {
  if (step === "drop" || step === "remove") return { state: "removed" };
  if (step === "verify") return { verifiedAt: now };
  return { state: now >= code.from ? "enabled" : "installed", verifiedAt: now };
}

/** In one step or by way of installing or removing. */
function isReachable(from: CodeAtDoor["state"], to: CodeAtDoor["state"]): boolean {
  const ways = [
    [from, to],
    [from, "installing", to],
    [from, "removing", to],
  ] as const;
  return ways.some((way) => way.slice(1).every((state, index) => canChangeCode(way[index] ?? from, state)));
}

test("a lock that lost a code, or has it in another way, is written again", () => {
  assert.equal(stateAfterVerifying("installed", "disabled"), "installed");
  assert.equal(stateAfterVerifying("enabled", "enabled"), "enabled");
  assert.equal(stateAfterVerifying("installed", "absent"), "installing");
  assert.equal(stateAfterVerifying("enabled", "absent"), "installing");
  assert.equal(stateAfterVerifying("enabled", "disabled"), "installing");
  assert.equal(stateAfterVerifying("installed", "enabled"), "installing");
});

test("tries get rarer, from ten seconds to five minutes", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 40].map(retryAfterMs), [10e3, 20e3, 40e3, 80e3, 160e3, 300e3, 300e3]);
});

test("what somebody at the door can do depends on the window, the code in the lock and the connection", () => {
  const door = {
    from: minutes(0),
    until: minutes(60),
    revokedAt: undefined,
    state: "enabled",
    reachable: true,
  } as const;
  assert.equal(doorUseAt(door, minutes(-1)), "early");
  assert.equal(doorUseAt(door, minutes(0)), "open");
  assert.equal(doorUseAt(door, minutes(60)), "over");
  assert.equal(doorUseAt({ ...door, revokedAt: minutes(1) }, minutes(2)), "over");
  assert.equal(doorUseAt({ ...door, reachable: false }, minutes(1)), "code-only");
  assert.equal(doorUseAt({ ...door, state: "installing" }, minutes(1)), "app-only");
  assert.equal(doorUseAt({ ...door, state: "installed", reachable: false }, minutes(1)), "stuck");
});

test("an opening that nobody answered counts as failed after 40 seconds", () => {
  const command = { state: "sent", askedAt: noon } as const;
  assert.equal(openingStateAt(command, new Date(+noon + 40_000)), "sent");
  assert.equal(openingStateAt(command, new Date(+noon + 40_001)), "failed");
  assert.equal(openingStateAt({ ...command, state: "confirmed" }, minutes(99)), "confirmed");
});

const quiet: WatchedDoor = { unreachableSince: undefined, batteryPercent: 80, refusedAt: [], codes: [] };
const code = (changes: Partial<WatchedCode>): WatchedDoor => ({
  ...quiet,
  codes: [
    {
      accessId: "a",
      state: "requested",
      from: noon,
      until: minutes(60),
      requestedAt: minutes(-9999),
      revokedAt: undefined,
      lastFailure: undefined,
      ...changes,
    },
  ],
});
const kinds = (door: WatchedDoor, now: Date) => alarmsAt(door, now).map(({ kind }) => kind);

test("staff are alarmed when a code is not on the lock 30 minutes before", () => {
  assert.deepEqual(kinds(code({ state: "installing" }), minutes(-31)), []);
  assert.deepEqual(kinds(code({ state: "installing" }), minutes(-30)), ["code-not-installed"]);
  assert.deepEqual(kinds(code({ state: "installed" }), minutes(-30)), []);
  assert.deepEqual(kinds(code({ requestedAt: minutes(-5) }), minutes(-4.5)), []);
  assert.deepEqual(kinds(code({ requestedAt: minutes(-5) }), minutes(-4)), ["code-not-installed"]);
});

test("staff are alarmed when a code is not enabled in its window, or has no place on the lock", () => {
  assert.deepEqual(kinds(code({ state: "installed" }), minutes(0)), []);
  assert.deepEqual(kinds(code({ state: "installed" }), minutes(0.5)), ["code-not-enabled"]);
  assert.deepEqual(kinds(code({ state: "enabled" }), minutes(10)), []);
  assert.deepEqual(kinds(code({ lastFailure: "no-free-slot" }), minutes(-600)), ["no-free-slot"]);
});

test("staff are alarmed when a code is still on the lock a minute after it ended or was revoked", () => {
  assert.deepEqual(kinds(code({ state: "removing" }), minutes(60.9)), []);
  assert.deepEqual(alarmsAt(code({ state: "removing" }), minutes(61)), [
    { kind: "code-not-removed", since: minutes(60), accessId: "a" },
  ]);
  assert.deepEqual(alarmsAt(code({ state: "installed", revokedAt: minutes(-20) }), minutes(-19)), [
    { kind: "code-not-removed", since: minutes(-20), accessId: "a" },
  ]);
  assert.deepEqual(kinds(code({ state: "removed", revokedAt: minutes(-20) }), minutes(0)), []);
  assert.deepEqual(kinds(code({ state: "requested", revokedAt: minutes(-20) }), minutes(0)), []);
});

test("staff are alarmed by a silent lock, a low battery and five wrong codes", () => {
  assert.deepEqual(kinds({ ...quiet, unreachableSince: minutes(-1) }, noon), ["unreachable"]);
  assert.deepEqual(kinds({ ...quiet, batteryPercent: 20 }, noon), []);
  assert.deepEqual(kinds({ ...quiet, batteryPercent: 19 }, noon), ["battery-low"]);
  assert.deepEqual(kinds({ ...quiet, refusedAt: [1, 2, 3, 4].map(minutes) }, noon), []);
  assert.deepEqual(kinds({ ...quiet, refusedAt: [1, 2, 3, 4, 5].map(minutes) }, noon), ["wrong-codes"]);
});
