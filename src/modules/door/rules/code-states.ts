import type { CodeState, CommandState, KeyState, ShelterDoorState } from "../types.ts";

/** What may follow what. Everything else is a defect and is refused. */
export const codeTransitions: Readonly<Record<CodeState, readonly CodeState[]>> = {
  // removed: given back before anything was sent
  requested: ["installing", "removed"],
  // enabled: the window was already open; removing: the lock may have the code although it did not say so
  installing: ["installed", "enabled", "removing"],
  // installing: the lock was found to have lost it, or is told the next window
  installed: ["enabled", "installing", "removing"],
  // installed: this window is over, another follows
  enabled: ["installed", "installing", "removing"],
  removing: ["removed"],
  removed: [],
};

export const commandTransitions: Readonly<Record<CommandState, readonly CommandState[]>> = {
  asked: ["sent", "failed"],
  sent: ["confirmed", "failed"],
  confirmed: [],
  failed: [],
};

export const keyTransitions: Readonly<Record<KeyState, readonly KeyState[]>> = {
  waiting: ["out", "not-needed"],
  out: ["back"],
  back: [],
  "not-needed": [],
};

export const shelterTransitions: Readonly<Record<ShelterDoorState, readonly ShelterDoorState[]>> = {
  opening: ["open", "closing"],
  // opening: somebody locked it, or the power was gone
  open: ["opening", "closing"],
  closing: ["closed"],
  "by-hand": ["closed"],
  closed: [],
};

export function canChangeCode(from: CodeState, to: CodeState): boolean {
  return codeTransitions[from].includes(to);
}

export function canChangeCommand(from: CommandState, to: CommandState): boolean {
  return commandTransitions[from].includes(to);
}

export function canChangeKey(from: KeyState, to: KeyState): boolean {
  return keyTransitions[from].includes(to);
}

export function canChangeShelterDoor(from: ShelterDoorState, to: ShelterDoorState): boolean {
  return shelterTransitions[from].includes(to);
}
