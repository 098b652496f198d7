import type { AlarmKind, CodeState } from "../types.ts";
import { installAheadMs, isOver } from "./step.ts";

const minute = 60_000;
export const alarmIfNotInstalledMs = 30 * minute;
export const alarmIfNotRemovedMs = minute;
export const lowBatteryPercent = 20;
export const wrongCodesForAlarm = 5;
export const wrongCodesWithinMs = 10 * minute;

export type WatchedDoor = {
  readonly unreachableSince: Date | undefined;
  readonly batteryPercent: number | undefined;
  /** Instants of refused codes in the last ten minutes, oldest first. */
  readonly refusedAt: readonly Date[];
  readonly codes: readonly WatchedCode[];
};

export type WatchedCode = {
  readonly accessId: string;
  readonly state: CodeState;
  readonly from: Date;
  readonly until: Date;
  readonly requestedAt: Date;
  readonly revokedAt: Date | undefined;
  readonly lastFailure: string | undefined;
};

export type Alarm = { readonly kind: AlarmKind; readonly since: Date; readonly accessId?: string };

/** What somebody must act on at this door now. */
export function alarmsAt(door: WatchedDoor, now: Date): Alarm[] {
  const alarms = door.codes.flatMap((code) => alarmOfCode(code, now) ?? []);
  if (door.unreachableSince !== undefined) alarms.push({ kind: "unreachable", since: door.unreachableSince });
  const firstRefused = door.refusedAt[0];
  if (firstRefused !== undefined && door.refusedAt.length >= wrongCodesForAlarm) {
    alarms.push({ kind: "wrong-codes", since: firstRefused });
  }
  if (door.batteryPercent !== undefined && door.batteryPercent < lowBatteryPercent) {
    alarms.push({ kind: "battery-low", since: now });
  }
  return alarms;
}

function alarmOfCode(code: WatchedCode, now: Date): Alarm | undefined {
  const { accessId, state, from, until, requestedAt, revokedAt, lastFailure } = code;
  if (state === "removed") return undefined;
  if (isOver(code, now)) {
    const endedAt = revokedAt !== undefined && revokedAt < until ? revokedAt : until;
    const isLate = state !== "requested" && +now - +endedAt >= alarmIfNotRemovedMs;
    return isLate ? { kind: "code-not-removed", since: endedAt, accessId } : undefined;
  }
  if (state === "requested" || state === "installing") {
    if (lastFailure === "no-free-slot") {
      return { kind: "no-free-slot", since: latest(new Date(+from - installAheadMs), requestedAt), accessId };
    }
    // A booking made at the last minute gets a minute for its code to reach the door.
    const dueAt = latest(new Date(+from - alarmIfNotInstalledMs), new Date(+requestedAt + minute));
    return now >= dueAt ? { kind: "code-not-installed", since: dueAt, accessId } : undefined;
  }
  const isLate = state === "installed" && +now - +from >= minute / 2;
  return isLate ? { kind: "code-not-enabled", since: from, accessId } : undefined;
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
