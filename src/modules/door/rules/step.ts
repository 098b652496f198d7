import type { CodeState, StoredCode, Window } from "../types.ts";
import { windowAt } from "./windows.ts";

const minute = 60_000;

/** A code is written to the lock a day ahead, disabled: time enough to repair a lock that does not answer. */
export const installAheadMs = 24 * 60 * minute;
/** The lock is asked once more whether it still has the code. */
export const verifyAheadMs = 40 * minute;

export type CodeAtDoor = {
  readonly state: CodeState;
  readonly windows: readonly Window[];
  readonly revokedAt: Date | undefined;
  readonly verifiedAt: Date | undefined;
  /** A lock that keeps times has been told to end the code then. */
  readonly keptUntil: Date | undefined;
};

/** drop: nothing was sent yet, so there is nothing to remove. disable: this window is over, another one follows. */
export type Step = "install" | "verify" | "enable" | "disable" | "remove" | "drop";

export function isOver(code: Pick<CodeAtDoor, "windows" | "revokedAt">, now: Date): boolean {
  return code.revokedAt !== undefined || windowAt(code.windows, now) === undefined;
}

/** What has to be done now for this code at this door; the same answer however often it is asked. */
export function nextStep(code: CodeAtDoor, now: Date, { keepsTimes }: { keepsTimes: boolean }): Step | undefined {
  if (code.state === "removed") return undefined;
  if (code.state === "removing") return "remove";
  const window = windowAt(code.windows, now);
  if (window === undefined || isOver(code, now)) return code.state === "requested" ? "drop" : "remove";
  const isNear = +now >= +window.from - installAheadMs;
  switch (code.state) {
    case "requested":
      return isNear ? "install" : undefined;
    case "installing":
      return "install";
    case "installed":
      // The lock still has the window before this one.
      if (keepsTimes && +(code.keptUntil ?? 0) !== +window.until) return isNear ? "install" : undefined;
      if (now >= window.from) return "enable";
      return needsVerifying(code.verifiedAt, window, now) ? "verify" : undefined;
    case "enabled":
      if (now < window.from) return "disable";
      return code.verifiedAt === undefined ? "verify" : undefined;
  }
}

function needsVerifying(verifiedAt: Date | undefined, { from }: Window, now: Date): boolean {
  if (verifiedAt === undefined) return true;
  const verifyAt = +from - verifyAheadMs;
  return +now >= verifyAt && +verifiedAt < verifyAt;
}

/** The instants at which a step may become due for the window of now, for the jobs that are sent ahead. */
export function dueInstants(windows: readonly Window[], now: Date): Date[] {
  const window = windowAt(windows, now);
  if (window === undefined) return [];
  const { from, until } = window;
  const instants = [new Date(+from - installAheadMs), new Date(+from - verifyAheadMs), from, until];
  return instants.filter((instant) => instant > now);
}

/** What the lock said it has, against what it should have: the state to go on from. */
export function stateAfterVerifying(
  state: "installed" | "enabled",
  stored: StoredCode,
  { keepsTimes }: { keepsTimes: boolean },
): CodeState {
  const expected: StoredCode = state === "enabled" || keepsTimes ? "enabled" : "disabled";
  return stored === expected ? state : "installing";
}

/** 10 s doubling, at most 5 minutes. A lock that is heard again is tried at once. */
export function retryAfterMs(failures: number): number {
  return Math.min(10_000 * 2 ** Math.max(0, failures - 1), 5 * minute);
}

/** A system that has taken a code, or asks for patience, is asked again so much later. */
export const askAgainAfterMs = 2 * minute;
