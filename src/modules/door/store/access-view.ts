import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { LocalText } from "../../../kernel/i18n/locales.ts";
import { traitsOf } from "../rules.ts";
import type { CodeState, CommandState, FailureReason, KeyPlaces, KeyState, Subject, Window } from "../types.ts";
import { findAccessOf, listCodeStates } from "./accesses.ts";
import { listLastOpenings } from "./commands.ts";
import { listDoors } from "./doors.ts";
import { listKeyUsesOf } from "./keys.ts";
import { listReentries, type Reentry } from "./reentries.ts";
import { listHeldDoors } from "./shelters.ts";

/** What a booking's page needs of its doors. No code in it. */
export type AccessView = {
  /** preparing: some door does not have the code yet. ready: all have it. over: it is being taken out. */
  readonly state: "preparing" | "ready" | "over" | "revoked";
  /** From the beginning of the first window to the end of the last. */
  readonly from: Date;
  readonly until: Date;
  /** One for a booking, one for each day of a series; in order. */
  readonly windows: readonly Window[];
  /** After each end the booker may open once more within so many minutes. */
  readonly graceMinutes: number;
  readonly reentries: readonly Reentry[];
  readonly revokedAt: Date | undefined;
  /** Doors whose locks take the code. */
  readonly doors: readonly AccessDoorView[];
  /** Doors with a key that is fetched and brought back. */
  readonly keys: readonly AccessKeyView[];
};

export type AccessKeyView = {
  readonly id: string;
  readonly name: LocalText;
  readonly places: KeyPlaces;
  /** One for each window. */
  readonly uses: readonly (Window & { readonly state: KeyState })[];
};

export type AccessDoorView = {
  readonly id: string;
  readonly name: LocalText;
  readonly state: CodeState;
  readonly reachable: boolean;
  /** Whether a button on a page can open it; else by the code only. */
  readonly opensFromAfar: boolean;
  /** Stands open as a shelter (避難所). */
  readonly isHeldOpen: boolean;
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
  const held = await listHeldDoors(db);
  const uses = await listKeyUsesOf(db, access.id);
  const all = await listDoors(db);
  const doors = all.flatMap((door) => {
    const state = states.get(door.id);
    const opening = openings.get(door.id);
    if (state === undefined) return [];
    return {
      id: door.id,
      name: door.name,
      state,
      reachable: door.reachable,
      opensFromAfar: traitsOf(door.adapter).opensFromAfar,
      isHeldOpen: held.has(door.id),
      batteryPercent: door.batteryPercent,
      lastOpeningState: opening?.state,
      lastOpeningAskedAt: opening?.askedAt,
      lastOpeningFailure: opening?.failure,
    };
  });
  const keys = all.flatMap(({ id, name, key }) => {
    const own = uses.filter((use) => use.doorId === id);
    return key === undefined || own.length === 0 ? [] : { id, name, places: key, uses: own };
  });
  const { windows, graceMinutes, revokedAt } = access;
  const [first, last] = [windows[0], windows.at(-1)];
  if (first === undefined || last === undefined) throw new Error(`access ${access.id} has no window`);
  return {
    state: revokedAt === undefined ? summarise([...states.values()]) : "revoked",
    from: first.from,
    until: last.until,
    windows,
    graceMinutes,
    reentries: await listReentries(db, access.id),
    revokedAt,
    doors,
    keys,
  };
}

function summarise(states: readonly CodeState[]): AccessView["state"] {
  if (states.some((state) => state === "removing" || state === "removed")) return "over";
  return states.every((state) => state === "installed" || state === "enabled") ? "ready" : "preparing";
}
