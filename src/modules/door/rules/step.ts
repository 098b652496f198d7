import type { CodeState, StoredCode } from "../types.ts";

const minute = 60_000;

/** A code is written to the lock a day ahead, disabled: time enough to repair a lock that does not answer. */
export const installAheadMs = 24 * 60 * minute;
/** The lock is asked once more whether it still has the code. */
export const verifyAheadMs = 40 * minute;

export type CodeAtDoor = {
  readonly state: CodeState;
  readonly from: Date;
  readonly until: Date;
  readonly revokedAt: Date | undefined;
  readonly verifiedAt: Date | undefined;
};

/** drop: nothing was sent yet, so there is nothing to remove. */
export type Step = "install" | "verify" | "enable" | "remove" | "drop";

export function isOver(code: Pick<CodeAtDoor, "until" | "revokedAt">, now: Date): boolean {
  return code.revokedAt !== undefined || code.until <= now;
}

/** What has to be done now for this code at this door; the same answer however often it is asked. */
export function nextStep(code: CodeAtDoor, now: Date): Step | undefined {
  if (code.state === "removed") return undefined;
  if (code.state === "removing") return "remove";
  if (isOver(code, now)) return code.state === "requested" ? "drop" : "remove";
  switch (code.state) {
    case "requested":
      return +now >= +code.from - installAheadMs ? "install" : undefined;
    case "installing":
      return "install";
    case "installed":
      if (now >= code.from) return "enable";
      return needsVerifying(code, now) ? "verify" : undefined;
    case "enabled":
      return code.verifiedAt === undefined ? "verify" : undefined;
  }
}

function needsVerifying({ verifiedAt, from }: CodeAtDoor, now: Date): boolean {
  if (verifiedAt === undefined) return true;
  const verifyAt = +from - verifyAheadMs;
  return +now >= verifyAt && +verifiedAt < verifyAt;
}

/** The instants at which a step may become due, for the jobs that are sent when a code is asked for. */
export function dueInstants({ from, until }: { from: Date; until: Date }, now: Date): Date[] {
  const instants = [new Date(+from - installAheadMs), new Date(+from - verifyAheadMs), from, until];
  return instants.filter((instant) => instant > now);
}

/** The state while the step is under way. */
export function stateDuring(step: "install" | "remove"): CodeState {
  return step === "install" ? "installing" : "removing";
}

/** What the lock said it has, against what it should have: the state to go on from. */
export function stateAfterVerifying(state: "installed" | "enabled", stored: StoredCode): CodeState {
  const expected: StoredCode = state === "enabled" ? "enabled" : "disabled";
  return stored === expected ? state : "installing";
}

/** 10 s doubling, at most 5 minutes. A lock that is heard again is tried at once. */
export function retryAfterMs(failures: number): number {
  return Math.min(10_000 * 2 ** Math.max(0, failures - 1), 5 * minute);
}
