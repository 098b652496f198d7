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
  isMailDue,
  joinWindows,
  nextStep,
  openingStateAt,
  reentryEndAt,
  retryAfterMs,
  stateAfterVerifying,
  type WatchedCode,
  type WatchedDoor,
  windowAt,
  windowToShow,
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
    "enabled → installed",
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
  .map(({ from, lengthMinutes, ...code }) => ({
    ...code,
    windows: [{ from, until: new Date(+from + lengthMinutes * 60_000) }],
    keptUntil: undefined,
  }));
const ownTime = { keepsTimes: false };

test("nothing is enabled before its window, and nothing is left on a lock after it", () => {
  fc.assert(
    fc.property(anyCode, (code) => {
      const [window] = code.windows;
      assert.ok(window);
      const step = nextStep(code, noon, ownTime);
      if (step === "enable") assert.ok(window.from <= noon && noon < window.until && code.revokedAt === undefined);
      const isOnLock = !["requested", "removed"].includes(code.state);
      if (isOnLock && (window.until <= noon || code.revokedAt !== undefined)) assert.equal(step, "remove");
      if (code.state === "requested" && (window.until <= noon || code.revokedAt !== undefined))
        assert.equal(step, "drop");
      if (code.state === "removed") assert.equal(step, undefined);
    }),
  );
});

/** Each way of locks: told when to open, or told the times. */
for (const keepsTimes of [false, true]) {
  test(`following the steps, every code gets onto the lock a day ahead, is enabled in its windows only and ends removed; the lock keeps times: ${keepsTimes}`, () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -600, max: 6000 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 9000 })), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.option(fc.integer({ min: 0, max: 6000 }), { nil: undefined }),
        (start, days, revokeAt) => {
          let begin = start;
          const windows = days.map(([length, pause]) => {
            const window = { from: minutes(begin), until: minutes(begin + length) };
            begin += length + pause;
            return window;
          });
          let code: CodeAtDoor = {
            windows,
            state: "requested",
            revokedAt: undefined,
            verifiedAt: undefined,
            keptUntil: undefined,
          };
          const instants = windows.flatMap((window) => dueInstants([window], noon));
          const wakeUps = [noon, ...instants, ...(revokeAt === undefined ? [] : [minutes(revokeAt)])];
          for (const now of wakeUps.sort((a, b) => +a - +b)) {
            if (revokeAt !== undefined && now >= minutes(revokeAt)) code = { ...code, revokedAt: minutes(revokeAt) };
            let steps = 0;
            for (let step = nextStep(code, now, { keepsTimes }); step; step = nextStep(code, now, { keepsTimes })) {
              assert.ok(steps++ < 5, `${step} again and again`);
              const before = code.state;
              code = { ...code, ...after(code, step, now) };
              if (before !== code.state) assert.ok(isReachable(before, code.state), `${before} → ${code.state}`);
            }
            const isOpen = windows.some(({ from, until }) => from <= now && now < until) && !code.revokedAt;
            assert.equal(code.state === "enabled", isOpen);
            if (isOpen && keepsTimes) assert.ok(windows.some(({ until }) => +until === +(code.keptUntil ?? 0)));
          }
          const last = windows.at(-1);
          assert.ok(last);
          if (wakeUps.some((now) => now >= last.until)) assert.equal(code.state, "removed");
        },
      ),
    );
  });
}

function after(code: CodeAtDoor, step: NonNullable<ReturnType<typeof nextStep>>, now: Date): Partial<CodeAtDoor> {
  if (step === "drop" || step === "remove") return { state: "removed" };
  if (step === "verify") return { verifiedAt: now };
  const window = windowAt(code.windows, now);
  const state = window !== undefined && now >= window.from ? "enabled" : "installed";
  return { state, verifiedAt: now, keptUntil: step === "install" ? window?.until : code.keptUntil };
}

test("windows that touch are one; the one of now comes before the next, and after the last there is none", () => {
  const joined = joinWindows([
    { from: minutes(60), until: minutes(90) },
    { from: minutes(0), until: minutes(30) },
    { from: minutes(30), until: minutes(45) },
  ]);
  assert.deepEqual(joined, [
    { from: minutes(0), until: minutes(45) },
    { from: minutes(60), until: minutes(90) },
  ]);
  assert.equal(windowAt(joined, minutes(44))?.until.getTime(), +minutes(45));
  assert.equal(windowAt(joined, minutes(45))?.from.getTime(), +minutes(60));
  assert.equal(windowAt(joined, minutes(90)), undefined);
  assert.equal(windowToShow(joined, minutes(99)).from.getTime(), +minutes(60));
});

test("once more after the end: for so many minutes, not before, not while another window of one's own is open", () => {
  const windows = [
    { from: minutes(0), until: minutes(30) },
    { from: minutes(40), until: minutes(60) },
  ];
  assert.equal(reentryEndAt(windows, 15, minutes(29)), undefined);
  assert.deepEqual(reentryEndAt(windows, 15, minutes(30)), minutes(30));
  assert.deepEqual(reentryEndAt(windows, 15, minutes(39)), minutes(30));
  assert.equal(reentryEndAt(windows, 15, minutes(40)), undefined);
  assert.deepEqual(reentryEndAt(windows, 15, minutes(74)), minutes(60));
  assert.equal(reentryEndAt(windows, 15, minutes(75)), undefined);
  assert.equal(reentryEndAt(windows, 0, minutes(60)), undefined);
});

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
  assert.equal(stateAfterVerifying("installed", "disabled", ownTime), "installed");
  assert.equal(stateAfterVerifying("enabled", "enabled", ownTime), "enabled");
  assert.equal(stateAfterVerifying("installed", "absent", ownTime), "installing");
  assert.equal(stateAfterVerifying("enabled", "absent", ownTime), "installing");
  assert.equal(stateAfterVerifying("enabled", "disabled", ownTime), "installing");
  assert.equal(stateAfterVerifying("installed", "enabled", ownTime), "installing");
  // One that keeps times has the code enabled, with its window, from the beginning.
  assert.equal(stateAfterVerifying("installed", "enabled", { keepsTimes: true }), "installed");
  assert.equal(stateAfterVerifying("installed", "disabled", { keepsTimes: true }), "installing");
});

test("tries get rarer, from ten seconds to five minutes", () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 40].map(retryAfterMs), [10e3, 20e3, 40e3, 80e3, 160e3, 300e3, 300e3]);
});

test("what somebody at the door can do depends on the window, the code in the lock and the connection", () => {
  const door = {
    windows: [{ from: minutes(0), until: minutes(60) }],
    revokedAt: undefined,
    state: "enabled",
    reachable: true,
    opensFromAfar: true,
    isHeldOpen: false,
  } as const;
  assert.equal(doorUseAt(door, minutes(-1)), "early");
  assert.equal(doorUseAt(door, minutes(0)), "open");
  assert.equal(doorUseAt(door, minutes(60)), "over");
  assert.equal(doorUseAt({ ...door, revokedAt: minutes(1) }, minutes(2)), "over");
  assert.equal(doorUseAt({ ...door, reachable: false }, minutes(1)), "code-only");
  assert.equal(doorUseAt({ ...door, state: "installing" }, minutes(1)), "app-only");
  assert.equal(doorUseAt({ ...door, opensFromAfar: false }, minutes(1)), "code-only");
  assert.equal(doorUseAt({ ...door, opensFromAfar: false, state: "installing" }, minutes(1)), "stuck");
  assert.equal(doorUseAt({ ...door, isHeldOpen: true, state: "installing" }, minutes(1)), "held");
  assert.equal(doorUseAt({ ...door, state: "installed", reachable: false }, minutes(1)), "stuck");
});

test("an opening that nobody answered counts as failed after 40 seconds", () => {
  const command = { state: "sent", askedAt: noon } as const;
  assert.equal(openingStateAt(command, new Date(+noon + 40_000)), "sent");
  assert.equal(openingStateAt(command, new Date(+noon + 40_001)), "failed");
  assert.equal(openingStateAt({ ...command, state: "confirmed" }, minutes(99)), "confirmed");
});

const none = { keys: [], box: undefined, shelter: undefined } as const;
const quiet: WatchedDoor = { unreachableSince: undefined, batteryPercent: 80, refusedAt: [], codes: [], ...none };
const code = (changes: Partial<WatchedCode>): WatchedDoor => ({
  ...quiet,
  codes: [
    {
      accessId: "a",
      state: "requested",
      windows: [{ from: noon, until: minutes(60) }],
      keptUntil: undefined,
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

test("a lock that keeps times has ended a code by itself: no alarm, unless the code was revoked before its end", () => {
  const kept = { keptUntil: minutes(60) };
  assert.deepEqual(kinds(code({ state: "removing", ...kept }), minutes(61)), []);
  assert.deepEqual(kinds(code({ state: "removing", revokedAt: minutes(10), ...kept }), minutes(11)), [
    "code-not-removed",
  ]);
  assert.deepEqual(kinds(code({ state: "removing", revokedAt: minutes(10), ...kept }), minutes(61)), []);
});

test("a code that is still enabled between two days of a series is an alarm", () => {
  const windows = [
    { from: noon, until: minutes(60) },
    { from: minutes(10_000), until: minutes(10_060) },
  ];
  assert.deepEqual(kinds(code({ state: "enabled", windows }), minutes(60.5)), []);
  assert.deepEqual(kinds(code({ state: "enabled", windows }), minutes(61)), ["code-not-removed"]);
  assert.deepEqual(kinds(code({ state: "installed", windows }), minutes(61)), []);
});

test("a key is missed a quarter of an hour after its time, a box's number when somebody has used it", () => {
  const out = { ...quiet, keys: [{ accessId: "a", state: "out", until: noon } as const] };
  assert.deepEqual(kinds(out, minutes(14)), []);
  assert.deepEqual(kinds(out, minutes(15)), ["key-overdue"]);
  assert.deepEqual(kinds({ ...quiet, keys: [{ accessId: "a", state: "waiting", until: noon }] }, minutes(15)), []);
  const box = (numberSetAt: Date | undefined) =>
    kinds({ ...quiet, box: { numberSetAt, lastUsedUntil: noon, nextUseFrom: undefined } }, minutes(1));
  assert.deepEqual(box(minutes(-1)), ["box-number"]);
  assert.deepEqual(box(undefined), ["box-number"]);
  assert.deepEqual(box(minutes(0)), []);
  const unused = { numberSetAt: undefined, lastUsedUntil: undefined, nextUseFrom: undefined };
  assert.deepEqual(kinds({ ...quiet, box: unused }, noon), []);
});

test("a box that was never given a number is an alarm a day before somebody needs it, so that they are not the first to know", () => {
  const unset = { numberSetAt: undefined, lastUsedUntil: undefined, nextUseFrom: minutes(24 * 60 + 1) };
  assert.deepEqual(kinds({ ...quiet, box: unset }, noon), []);
  assert.deepEqual(kinds({ ...quiet, box: unset }, minutes(1)), ["box-number"]);
  assert.deepEqual(kinds({ ...quiet, box: { ...unset, numberSetAt: noon } }, minutes(1)), []);
});

test("a door of a shelter that has ended and does not say that it is locked is an alarm after a minute", () => {
  const closing = { ...quiet, shelter: { state: "closing", changedAt: noon } as const };
  assert.deepEqual(kinds(closing, minutes(0.9)), []);
  assert.deepEqual(kinds(closing, minutes(1)), ["not-closed"]);
  assert.deepEqual(kinds({ ...quiet, shelter: { state: "open", changedAt: noon } }, minutes(99)), []);
});

test("managers are told soon, then every hour, after six times every day, and not any more once somebody goes there", () => {
  const told = { kind: "unreachable", openedAt: noon, takenAt: undefined, toldAt: undefined, toldCount: 0 } as const;
  assert.equal(isMailDue(told, minutes(9)), false);
  assert.equal(isMailDue(told, minutes(10)), true);
  assert.equal(isMailDue({ ...told, takenAt: minutes(5) }, minutes(10)), false);
  assert.equal(isMailDue({ ...told, toldAt: minutes(10), toldCount: 1 }, minutes(69)), false);
  assert.equal(isMailDue({ ...told, toldAt: minutes(10), toldCount: 1 }, minutes(70)), true);
  assert.equal(isMailDue({ ...told, toldAt: minutes(10), toldCount: 6 }, minutes(70)), false);
  assert.equal(isMailDue({ ...told, toldAt: minutes(10), toldCount: 6 }, minutes(1450)), true);
  assert.equal(isMailDue({ ...told, kind: "battery-low", toldAt: noon, toldCount: 1 }, minutes(70)), false);
});
