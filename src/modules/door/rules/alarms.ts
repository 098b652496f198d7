import type { AlarmKind, CodeState, KeyState, ShelterDoorState, Window } from "../types.ts";
import { installAheadMs, isOver } from "./step.ts";
import { windowAt, windowBefore } from "./windows.ts";

const minute = 60_000;
export const alarmIfNotInstalledMs = 30 * minute;
export const alarmIfNotRemovedMs = minute;
export const lowBatteryPercent = 20;
export const wrongCodesForAlarm = 5;
export const wrongCodesWithinMs = 10 * minute;
/** A key is missed so long after the end of its window. */
export const keyOverdueMs = 15 * minute;

export type WatchedDoor = {
  readonly unreachableSince: Date | undefined;
  readonly batteryPercent: number | undefined;
  /** Instants of refused codes in the last ten minutes, oldest first. */
  readonly refusedAt: readonly Date[];
  readonly codes: readonly WatchedCode[];
  readonly keys: readonly WatchedKey[];
  /** For a box: when its number was last changed, the end of the last use that is over, and when the next begins or began. */
  readonly box:
    | {
        readonly numberSetAt: Date | undefined;
        readonly lastUsedUntil: Date | undefined;
        readonly nextUseFrom: Date | undefined;
      }
    | undefined;
  /** The door in a shelter, if there is one that holds it. */
  readonly shelter: { readonly state: ShelterDoorState; readonly changedAt: Date } | undefined;
};

export type WatchedCode = {
  readonly accessId: string;
  readonly state: CodeState;
  readonly windows: readonly Window[];
  readonly requestedAt: Date;
  readonly revokedAt: Date | undefined;
  readonly keptUntil: Date | undefined;
  readonly lastFailure: string | undefined;
};

export type WatchedKey = { readonly accessId: string; readonly state: KeyState; readonly until: Date };

export type Alarm = { readonly kind: AlarmKind; readonly since: Date; readonly accessId?: string };

/** What somebody must act on at this door now. */
export function alarmsAt(door: WatchedDoor, now: Date): Alarm[] {
  const alarms = door.codes.flatMap((code) => alarmOfCode(code, now) ?? []);
  if (door.unreachableSince !== undefined) alarms.push({ kind: "unreachable", since: door.unreachableSince });
  if (door.shelter?.state === "closing" && +now - +door.shelter.changedAt >= minute) {
    alarms.push({ kind: "not-closed", since: door.shelter.changedAt });
  }
  alarms.push(...door.keys.flatMap((key) => alarmOfKey(key, now) ?? []), ...alarmOfBox(door.box, now));
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
  const { accessId, state, windows, requestedAt, revokedAt, lastFailure } = code;
  if (state === "removed") return undefined;
  const window = windowAt(windows, now);
  if (window === undefined || isOver(code, now)) {
    return state === "requested" ? undefined : alarmIfLeft(code, earliest(revokedAt, windows.at(-1)?.until, now), now);
  }
  const { from } = window;
  if (state === "requested" || state === "installing") {
    if (lastFailure === "no-free-slot") {
      return { kind: "no-free-slot", since: latest(new Date(+from - installAheadMs), requestedAt), accessId };
    }
    // A booking made at the last minute gets a minute for its code to reach the door.
    const dueAt = latest(new Date(+from - alarmIfNotInstalledMs), new Date(+requestedAt + minute));
    return now >= dueAt ? { kind: "code-not-installed", since: dueAt, accessId } : undefined;
  }
  const before = windowBefore(windows, now);
  if (state === "enabled" && now < from && before !== undefined) return alarmIfLeft(code, before.until, now);
  const isLate = state === "installed" && +now - +from >= minute / 2;
  return isLate ? { kind: "code-not-enabled", since: from, accessId } : undefined;
}

/** A lock that keeps times has ended the code by itself, even if it has not been heard since. */
function alarmIfLeft({ accessId, keptUntil }: WatchedCode, endedAt: Date, now: Date): Alarm | undefined {
  if (keptUntil !== undefined && keptUntil <= now) return undefined;
  return +now - +endedAt >= alarmIfNotRemovedMs ? { kind: "code-not-removed", since: endedAt, accessId } : undefined;
}

function alarmOfKey({ accessId, state, until }: WatchedKey, now: Date): Alarm | undefined {
  const dueAt = new Date(+until + keyOverdueMs);
  return state === "out" && now >= dueAt ? { kind: "key-overdue", since: until, accessId } : undefined;
}

/** Whoever used the box knows its number until it is changed; and without one nobody gets at the key. */
function alarmOfBox(box: WatchedDoor["box"], now: Date): Alarm[] {
  const next = box?.numberSetAt === undefined ? box?.nextUseFrom : undefined;
  if (next !== undefined && +next - +now <= day) return [{ kind: "box-number", since: next }];
  if (box?.lastUsedUntil === undefined) return [];
  const isChanged = box.numberSetAt !== undefined && box.numberSetAt >= box.lastUsedUntil;
  return isChanged ? [] : [{ kind: "box-number", since: box.lastUsedUntil }];
}

/** When the facility managers are to be told of it by mail: nobody has taken it, and it does not wait. */
const toldAfterMs: Readonly<Record<AlarmKind, number>> = {
  "code-not-removed": 10 * minute,
  "code-not-installed": 0,
  "code-not-enabled": 0,
  "no-free-slot": 10 * minute,
  unreachable: 10 * minute,
  "not-closed": 0,
  "key-overdue": 0,
  "box-number": 12 * 60 * minute,
  "wrong-codes": 0,
  "battery-low": 0,
};

const day = 24 * 60 * minute;

export type ToldIncident = {
  readonly kind: AlarmKind;
  readonly openedAt: Date;
  readonly takenAt: Date | undefined;
  readonly toldAt: Date | undefined;
  readonly toldCount: number;
};

/** At first soon, then every hour, six times; after that once a day. A battery and a box: once a day from the beginning. */
export function isMailDue({ kind, openedAt, takenAt, toldAt, toldCount }: ToldIncident, now: Date): boolean {
  if (takenAt !== undefined) return false;
  if (toldAt === undefined) return +now - +openedAt >= toldAfterMs[kind];
  const isPatient = kind === "battery-low" || kind === "box-number" || toldCount >= 6;
  return +now - +toldAt >= (isPatient ? day : 60 * minute);
}

function earliest(...instants: readonly (Date | undefined)[]): Date {
  return new Date(Math.min(...instants.flatMap((instant) => (instant === undefined ? [] : [+instant]))));
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
