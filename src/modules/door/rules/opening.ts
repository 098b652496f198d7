import type { CodeState, CommandState, Window } from "../types.ts";
import { windowAt } from "./windows.ts";

/** After that a door is not opened any more for somebody who asked: they may have gone. */
export const commandLifeMs = 20_000;
/** How long after a command the lock's report of an opening is still taken as its effect. */
export const explainedWithinMs = 60_000;

/** The state that the person is shown: what has not been answered in time has failed. */
export function openingStateAt(command: { state: CommandState; askedAt: Date }, now: Date): CommandState {
  const isOpen = command.state === "asked" || command.state === "sent";
  return isOpen && +now - +command.askedAt > commandLifeMs * 2 ? "failed" : command.state;
}

/**
 * What a person at the door can do now.
 * early · over: outside the window. open: app and code. code-only: the app cannot reach the door, the code is in it.
 * app-only: the code is not in it (yet). stuck: neither; somebody has to come. held: the door stands open as a shelter.
 */
export type DoorUse = "early" | "open" | "code-only" | "app-only" | "stuck" | "over" | "held";

export function doorUseAt(
  door: {
    readonly windows: readonly Window[];
    readonly revokedAt: Date | undefined;
    readonly state: CodeState;
    readonly reachable: boolean;
    readonly opensFromAfar: boolean;
    readonly isHeldOpen: boolean;
  },
  now: Date,
): DoorUse {
  const window = windowAt(door.windows, now);
  if (door.revokedAt !== undefined || window === undefined) return "over";
  if (now < window.from) return "early";
  if (door.isHeldOpen) return "held";
  const canBeAsked = door.reachable && door.opensFromAfar;
  if (door.state === "enabled") return canBeAsked ? "open" : "code-only";
  return canBeAsked ? "app-only" : "stuck";
}
