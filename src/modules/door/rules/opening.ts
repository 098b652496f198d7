import type { CodeState, CommandState } from "../types.ts";

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
 * app-only: the code is not in it (yet). stuck: neither; somebody has to come.
 */
export type DoorUse = "early" | "open" | "code-only" | "app-only" | "stuck" | "over";

export function doorUseAt(
  door: {
    readonly from: Date;
    readonly until: Date;
    readonly revokedAt: Date | undefined;
    readonly state: CodeState;
    readonly reachable: boolean;
  },
  now: Date,
): DoorUse {
  if (door.revokedAt !== undefined || now >= door.until) return "over";
  if (now < door.from) return "early";
  if (door.state === "enabled") return door.reachable ? "open" : "code-only";
  return door.reachable ? "app-only" : "stuck";
}
