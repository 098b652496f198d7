import type { LocalText } from "../../kernel/i18n/locales.ts";

/** Who opened the code: a booking, or a spare code that staff handed out. */
export type Subject = { readonly kind: string; readonly id: string };

/** A door as a city's files name it. `address` is the lock's name at the adapter. */
export type DoorDefinition = {
  readonly id: string;
  readonly name: LocalText;
  /** The house it belongs to, for staff who see the doors of all houses. */
  readonly place?: LocalText;
  readonly adapter: string;
  readonly address: string;
  /** How many codes the lock can keep at once, numbers 1…codeSlots. Default 30, the least we found in lock manuals. */
  readonly codeSlots?: number;
};

/** The state of one code at one door. The transitions are in rules.ts. */
export const codeStates = ["requested", "installing", "installed", "enabled", "removing", "removed"] as const;
export type CodeState = (typeof codeStates)[number];

/** Why a code is not where it should be. */
export type CodeFailure = "unreachable" | "no-answer" | "refused" | "no-free-slot";

export type LockState = "locked" | "unlocked" | "not-fully-locked" | "unknown";

/** A remote opening or closing: asked by a person, sent to the lock, confirmed by the lock or failed. */
export const commandStates = ["asked", "sent", "confirmed", "failed"] as const;
export type CommandState = (typeof commandStates)[number];

/** Why the lock did not do what it was told, in the words of LockFailure and of our own deadlines. */
export type FailureReason = "unreachable" | "no-answer" | "refused" | "too-late" | "not-allowed";

/** How somebody came through: `other` is an opening that nothing of ours explains. */
export const entryKinds = ["code", "app", "staff", "inside", "other", "refused"] as const;
export type EntryKind = (typeof entryKinds)[number];

export const alarmKinds = [
  "code-not-removed",
  "code-not-installed",
  "code-not-enabled",
  "no-free-slot",
  "unreachable",
  "wrong-codes",
  "battery-low",
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/**
 * A lock system. Each promise resolves when the lock itself has confirmed, and rejects with a LockFailure otherwise.
 * Calls for one lock are worked off one after the other.
 */
export type LockAdapter = {
  /** Writes a code into a numbered place. A disabled code is kept by the lock but opens nothing. */
  setCode(code: { address: string; user: number; code: string; enabled: boolean }): Promise<void>;
  clearCode(place: { address: string; user: number }): Promise<void>;
  readCode(place: { address: string; user: number }): Promise<StoredCode>;
  unlock(address: string): Promise<void>;
  lock(address: string): Promise<void>;
  readState(address: string): Promise<LockReport>;
  /** What the locks report by themselves; the next event of a lock comes when the callback has settled. */
  onEvent(callback: (event: LockEvent) => Promise<void>): Promise<{ stop(): Promise<void> }>;
  close(): Promise<void>;
};

export type StoredCode = "absent" | "disabled" | "enabled";

export type LockReport = { readonly lockState: LockState; readonly batteryPercent?: number };

export type LockEvent = { readonly address: string; readonly at: Date } & (
  | ({ readonly kind: "reported" } & LockReport)
  | { readonly kind: "availability"; readonly reachable: boolean }
  | {
      readonly kind: "operated";
      /** The same if the event arrives again. */
      readonly eventId: string;
      readonly operation: "unlocked" | "refused";
      readonly by: "keypad" | "remote" | "inside" | "other";
      /** The place of the code that was used. */
      readonly user?: number;
    }
);

/** Never carries a code, so that it can be logged. */
export class LockFailure extends Error {
  readonly reason: "unreachable" | "no-answer" | "refused";

  constructor(reason: LockFailure["reason"], address: string) {
    super(`lock ${address}: ${reason}`);
    this.name = "LockFailure";
    this.reason = reason;
  }
}
