import type { Act } from "../../../kernel/act.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import {
  askAgainAfterMs,
  canChangeCode,
  nextStep,
  noReuseDays,
  retryAfterMs,
  type Step,
  stateAfterVerifying,
  traitsOf,
  windowAt,
} from "../rules.ts";
import { eraseCodeIfGone } from "../store/accesses.ts";
import { type Code, type CodeChange, changeCode, findFreeSlot, lockCode, markRemoved } from "../store/codes.ts";
import { type Door, findDoor } from "../store/doors.ts";
import type { CodePlace, CodeState, LockFailure, StoredCode, Window } from "../types.ts";
import { lockHeard, lockSilent } from "./note-lock.ts";
import { replaceCode } from "./replace-code.ts";
import { codePurpose, settleInTime } from "./request-code.ts";
import { reviewAlarms } from "./review-alarms.ts";
import { settleAt } from "./settle.ts";

export type CodeKey = { readonly accessId: string; readonly doorId: string };

/** What the lock is to be told. The code is in memory only, between two transactions. */
export type Task = CodeKey &
  CodePlace & { readonly adapter: string } & (
    | {
        readonly step: "install" | "enable" | "disable";
        readonly code: string;
        readonly enabled: boolean;
        readonly during: Window;
      }
    | { readonly step: "verify"; readonly during: Window }
    | { readonly step: "remove" }
  );

/** A worker that dies in the middle is followed by another one after this. */
const busyForMs = 60_000;

/** Decides under the row's lock what is to be done, and marks the code as being worked on. */
export async function beginStep(act: Act, key: CodeKey): Promise<Task | undefined> {
  const code = await lockCode(act.tx, key.accessId, key.doorId);
  const door = await findDoor(act.tx, key.doorId);
  if (code === undefined || door === undefined || (code.busyUntil !== undefined && code.busyUntil > act.now)) return;
  const { keepsTimes } = traitsOf(door.adapter);
  const step = nextStep(code, act.now, { keepsTimes });
  if (step === undefined) return;
  if (step === "drop") return forget(act, code);
  // The lock does it by itself, even if nobody hears it.
  if (keepsTimes && (step === "enable" || step === "disable")) {
    return goOn(act, code, step === "enable" ? "enabled" : "installed");
  }
  const slot = code.slot ?? (await takeSlot(act, code, door));
  if (slot === undefined) return;
  await changeState(act, code, step === "install" ? "installing" : step === "remove" ? "removing" : code.state, {
    slot,
    busyUntil: new Date(+act.now + busyForMs),
  });
  const place = { ...key, adapter: door.adapter, address: door.address, user: slot, holder: key.accessId };
  const during = windowAt(code.windows, act.now);
  if (step === "remove" || during === undefined) return { ...place, step: "remove" };
  if (step === "verify") return { ...place, step, during };
  const opened = code.sealed === undefined ? undefined : act.city.secrets.open(codePurpose, code.sealed);
  if (opened === undefined) throw new Error(`the code of access ${key.accessId} cannot be opened`);
  return { ...place, step, code: opened, enabled: keepsTimes || act.now >= during.from, during };
}

export type Outcome =
  | {
      readonly kind: "done";
      readonly step: Exclude<Step, "drop">;
      readonly during?: Window;
      readonly stored?: StoredCode;
    }
  | { readonly kind: "failed"; readonly reason: LockFailure["reason"] };

/** Writes down what the lock said. */
export async function finishStep(act: Act, { outcome, ...key }: CodeKey & { outcome: Outcome }): Promise<void> {
  const code = await lockCode(act.tx, key.accessId, key.doorId);
  const door = await findDoor(act.tx, key.doorId);
  if (code === undefined || door === undefined) return;
  if (outcome.kind === "failed") return writeFailure(act, code, door, outcome.reason);
  await lockHeard(act, door, act.now);
  if (outcome.step === "remove") return forget(act, code);
  const { keepsTimes } = traitsOf(door.adapter);
  const { during } = outcome;
  await goOn(act, code, stateAfter(code, outcome, { keepsTimes, now: act.now }), {
    ...(keepsTimes && during !== undefined && outcome.step !== "verify" ? { keptUntil: during.until } : {}),
    verifiedAt: act.now,
    busyUntil: null,
    failures: 0,
    lastFailure: null,
    nextTryAt: null,
  });
}

async function goOn(act: Act, code: Code, state: CodeState, change: CodeChange = {}): Promise<undefined> {
  await changeState(act, code, state, change);
  // Between two windows of a series: the jobs for the next one.
  if (code.state === "enabled" && state === "installed") await settleInTime(act, code.windows);
  await reviewAlarms(act, code.doorId);
}

function stateAfter(
  { state }: Code,
  { step, during, stored }: Outcome & { kind: "done" },
  { keepsTimes, now }: { keepsTimes: boolean; now: Date },
): CodeState {
  if (step !== "verify") return during !== undefined && during.from <= now ? "enabled" : "installed";
  if ((state !== "installed" && state !== "enabled") || stored === undefined) return state;
  return stateAfterVerifying(state, stored, { keepsTimes });
}

async function forget(act: Act, code: Code): Promise<undefined> {
  if (!canChangeCode(code.state, "removed")) throw new Error(`a code that is ${code.state} cannot be removed`);
  await markRemoved(act.tx, code, act.now, new Date(+act.now + noReuseDays * 86_400_000));
  await eraseCodeIfGone(act.tx, code.accessId);
  await reviewAlarms(act, code.doorId);
}

async function takeSlot(act: Act, code: Code, door: Door): Promise<number | undefined> {
  await lockSorted(act.tx, "door-slot", [door.id]);
  const slot = await findFreeSlot(act.tx, door.id, door.codeSlots);
  if (slot !== undefined) return slot;
  await holdBack(act, code, "no-free-slot");
  return undefined;
}

async function writeFailure(act: Act, code: Code, door: Door, reason: LockFailure["reason"]): Promise<void> {
  switch (reason) {
    case "not-yet":
      return holdBack(act, code, reason);
    case "code-taken":
      if (await replaceCode(act, code.accessId))
        return changeCode(act.tx, code, { busyUntil: null, lastFailure: reason });
      return holdBack(act, code, reason);
    case "refused":
      await lockHeard(act, door, act.now);
      return holdBack(act, code, reason);
    default:
      await changeCode(act.tx, code, { busyUntil: null, lastFailure: reason });
      await lockSilent(act, door);
  }
}

/** This code alone is tried later; the lock itself is well. */
async function holdBack(
  act: Act,
  code: Code,
  lastFailure: "refused" | "no-free-slot" | "not-yet" | "code-taken",
): Promise<void> {
  const pause = lastFailure === "not-yet" ? askAgainAfterMs : retryAfterMs(code.failures + 1);
  const nextTryAt = new Date(+act.now + pause);
  await changeCode(act.tx, code, { busyUntil: null, failures: code.failures + 1, lastFailure, nextTryAt });
  await later(act, settleAt(nextTryAt));
  await reviewAlarms(act, code.doorId);
}

async function changeState(act: Act, code: Code, state: CodeState, change: CodeChange): Promise<void> {
  if (state !== code.state && !canChangeCode(code.state, state)) {
    throw new Error(`a code cannot become ${state} from ${code.state}`);
  }
  await changeCode(act.tx, code, { ...change, state });
}
