import type { Window } from "../types.ts";

/** In order; those that touch or overlap are one. */
export function joinWindows(windows: readonly Window[]): Window[] {
  const sorted = windows.toSorted((a, b) => +a.from - +b.from);
  const joined: Window[] = [];
  for (const window of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && window.from <= last.until) {
      joined[joined.length - 1] = { from: last.from, until: new Date(Math.max(+window.until, +last.until)) };
    } else {
      joined.push(window);
    }
  }
  return joined;
}

/** The window that is open, else the next one; undefined when all are over. In order, as joinWindows gives them. */
export function windowAt(windows: readonly Window[], now: Date): Window | undefined {
  return windows.find(({ until }) => now < until);
}

/** The window that is open, else the next, else the last: what a page speaks of. */
export function windowToShow(windows: readonly Window[], now: Date): Window {
  const shown = windowAt(windows, now) ?? windows.at(-1);
  if (shown === undefined) throw new Error("an access without a window");
  return shown;
}

export function isOpenAt(windows: readonly Window[], now: Date): boolean {
  const window = windowAt(windows, now);
  return window !== undefined && window.from <= now;
}

/** The last window that is over. */
export function windowBefore(windows: readonly Window[], now: Date): Window | undefined {
  return windows.findLast(({ until }) => until <= now);
}

/**
 * The end after which the booker may open once more now, for lights and things left behind; undefined outside the minutes
 * of grace. While another window of their own is open they need no grace.
 */
export function reentryEndAt(windows: readonly Window[], graceMinutes: number, now: Date): Date | undefined {
  const ended = windowBefore(windows, now)?.until;
  const isWithin = ended !== undefined && +now - +ended < graceMinutes * 60_000;
  return isWithin && !isOpenAt(windows, now) ? ended : undefined;
}
