import type { LocalText } from "../../kernel/i18n/locales.ts";

/** Who opened the code: a booking, or a spare code that staff handed out. */
export type Subject = { readonly kind: string; readonly id: string };

/** The lock systems that we speak, and keybox: a key that people hand over. */
export const adapterNames = ["zigbee2mqtt", "matter", "remotelock", "keybox"] as const;
export type AdapterName = (typeof adapterNames)[number];

/** A door as a city's files name it. `address` is the lock's name at the adapter. */
export type DoorDefinition = {
  readonly id: string;
  readonly name: LocalText;
  /** The house it belongs to, for staff who see the doors of all houses. */
  readonly place?: LocalText | undefined;
  /** The same house by its id: whose staff open it. Of a door without one nobody can say that (kernel/workplace.ts). */
  readonly facilityId?: string | undefined;
  readonly adapter: AdapterName;
  readonly address: string;
  /** How many codes the lock can keep at once, numbers 1…codeSlots. Default 30, the least we found in lock manuals. */
  readonly codeSlots?: number | undefined;
  /** How many codes that nobody knows lie in the lock for the time when it cannot be reached. Default 0. */
  readonly spareCodes?: number | undefined;
  /** For keybox only. */
  readonly key?: KeyPlaces | undefined;
};

/** Where a key is fetched and brought back; `box`: it lies in a box with a number that staff change. */
export type KeyPlaces = { readonly fetch: LocalText; readonly bring: LocalText; readonly box?: boolean | undefined };

/** Half-open; the time before and after the use is in it. */
export type Window = { readonly from: Date; readonly until: Date };

/** The state of one code at one door. The transitions are in rules.ts. */
export const codeStates = ["requested", "installing", "installed", "enabled", "removing", "removed"] as const;
export type CodeState = (typeof codeStates)[number];

/** Why a code is not where it should be. */
export type CodeFailure = LockFailure["reason"] | "no-free-slot";

export type LockState = "locked" | "unlocked" | "not-fully-locked" | "unknown";

/** A remote opening or closing: asked by a person, sent to the lock, confirmed by the lock or failed. */
export const commandStates = ["asked", "sent", "confirmed", "failed"] as const;
export type CommandState = (typeof commandStates)[number];

/** Why the lock did not do what it was told, in the words of LockFailure and of our own deadlines. */
export type FailureReason = Exclude<LockFailure["reason"], "code-taken"> | "too-late" | "not-allowed";

/** A key: waits for its window, is out of the house, is back, or is not needed any more. */
export const keyStates = ["waiting", "out", "back", "not-needed"] as const;
export type KeyState = (typeof keyStates)[number];

/** A door of a shelter. by-hand: nothing of ours can hold it open, somebody goes there. */
export const shelterDoorStates = ["opening", "open", "closing", "closed", "by-hand"] as const;
export type ShelterDoorState = (typeof shelterDoorStates)[number];

/** How somebody came through: `reentry` is once more after the end, for lights and things left; `other` is an opening that nothing of ours explains. */
export const entryKinds = ["code", "app", "staff", "reentry", "inside", "other", "refused"] as const;
export type EntryKind = (typeof entryKinds)[number];

export const alarmKinds = [
  "code-not-removed",
  "code-not-installed",
  "code-not-enabled",
  "no-free-slot",
  "unreachable",
  "not-closed",
  "key-overdue",
  "box-number",
  "wrong-codes",
  "battery-low",
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** A numbered place of a lock. `holder` is the same for all places of one code: some systems know people, not places. */
export type CodePlace = { readonly address: string; readonly user: number; readonly holder: string };

/**
 * A lock system. Each promise resolves when the lock itself has confirmed, and rejects with a LockFailure otherwise; each
 * may be asked again for the same. Calls for one lock are worked off one after the other. What a lock system can do beside
 * codes is said in rules/lock-traits.ts; what it cannot, it refuses. src/modules/door/lock-contract.fixture.ts tries it.
 */
export type LockAdapter = {
  /**
   * Writes a code into a place. A disabled code is kept by the lock but opens nothing. A lock that keeps times opens to an
   * enabled one in `during` only; others don't look at `during`.
   */
  setCode(code: CodePlace & { code: string; enabled: boolean; during: Window }): Promise<void>;
  clearCode(place: CodePlace): Promise<void>;
  /** A lock that keeps times says `enabled` if the code is there with just this window, else `disabled`. */
  readCode(place: CodePlace & { during: Window }): Promise<StoredCode>;
  unlock(address: string): Promise<void>;
  lock(address: string): Promise<void>;
  /** Opens, and stays open until `release`: for a shelter. */
  holdOpen(address: string): Promise<void>;
  /** Locks, and locks itself again from now on. */
  release(address: string): Promise<void>;
  readState(address: string): Promise<LockReport>;
  /** What the locks report by themselves; the next event of a lock comes when the callback has settled. */
  onEvent(callback: (event: LockEvent) => Promise<void>): Promise<{ stop(): Promise<void> }>;
  /** For systems that keep their events: those since then, oldest first. Asked when the system rings at our door. */
  listEvents?(since: Date): Promise<readonly LockEvent[]>;
  close(): Promise<void>;
};

export type StoredCode = "absent" | "disabled" | "enabled";

export type LockReport = { readonly lockState: LockState; readonly batteryPercent?: number };

export type LockEvent = { readonly address: string; readonly at: Date } & (
  | ({ readonly kind: "reported" } & LockReport)
  | { readonly kind: "availability"; readonly reachable: boolean }
  /** The lock has fetched what was left for it. */
  | { readonly kind: "synced" }
  | {
      readonly kind: "operated";
      /** The same if the event arrives again. */
      readonly eventId: string;
      readonly operation: "unlocked" | "refused";
      readonly by: "keypad" | "remote" | "inside" | "other";
      /** The place of the code that was used, or its holder where the system knows people. */
      readonly user?: number;
      readonly holder?: string;
    }
);

/**
 * unreachable, no-answer: nobody knows what the lock has; refused: it will not; not-yet: the system has taken it, or asks
 * for patience, and the lock will have it later; code-taken: another code is needed. Never carries a code, so that it can
 * be logged.
 */
export class LockFailure extends Error {
  readonly reason: "unreachable" | "no-answer" | "refused" | "not-yet" | "code-taken";

  constructor(reason: LockFailure["reason"], address: string) {
    super(`lock ${address}: ${reason}`);
    this.name = "LockFailure";
    this.reason = reason;
  }
}
