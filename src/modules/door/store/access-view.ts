import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { CodeState, CommandState, FailureReason, Subject } from "../types.ts";
import { findAccessOf, listCodeStates } from "./accesses.ts";
import { listLastOpenings } from "./commands.ts";
import { listDoors } from "./doors.ts";

/** What a booking's page needs of its doors. No code in it. */
export type AccessView = {
  /** preparing: some door does not have the code yet. ready: all have it. over: it is being taken out. */
  readonly state: "preparing" | "ready" | "over" | "revoked";
  readonly from: Date;
  readonly until: Date;
  readonly revokedAt: Date | undefined;
  readonly doors: readonly AccessDoorView[];
};

export type AccessDoorView = {
  readonly id: string;
  readonly name: LocalText;
  readonly state: CodeState;
  readonly reachable: boolean;
  readonly batteryPercent: number | undefined;
  /** As stored; openingStateAt in rules tells what to show. */
  readonly lastOpeningState: CommandState | undefined;
  readonly lastOpeningAskedAt: Date | undefined;
  readonly lastOpeningFailure: FailureReason | undefined;
};

export async function findAccess(db: Db | Tx, subject: Subject): Promise<AccessView | undefined> {
  const access = await findAccessOf(db, subject);
  if (access === undefined) return undefined;
  const states = await listCodeStates(db, access.id);
  const openings = await listLastOpenings(db, access.id);
  const doors = (await listDoors(db)).flatMap((door) => {
    const state = states.get(door.id);
    const opening = openings.get(door.id);
    if (state === undefined) return [];
    return {
      id: door.id,
      name: door.name,
      state,
      reachable: door.reachable,
      batteryPercent: door.batteryPercent,
      lastOpeningState: opening?.state,
      lastOpeningAskedAt: opening?.askedAt,
      lastOpeningFailure: opening?.failure,
    };
  });
  const { from, until, revokedAt } = access;
  return {
    state: revokedAt === undefined ? summarise([...states.values()]) : "revoked",
    from,
    until,
    revokedAt,
    doors,
  };
}

function summarise(states: readonly CodeState[]): AccessView["state"] {
  if (states.some((state) => state === "removing" || state === "removed")) return "over";
  return states.every((state) => state === "installed" || state === "enabled") ? "ready" : "preparing";
}
