import type { CodeState, CommandState } from "../types.ts";

/** What may follow what. Everything else is a defect and is refused. */
export const codeTransitions: Readonly<Record<CodeState, readonly CodeState[]>> = {
  // removed: given back before anything was sent
  requested: ["installing", "removed"],
  // enabled: the window was already open; removing: the lock may have the code although it did not say so
  installing: ["installed", "enabled", "removing"],
  // installing: the lock was found to have lost it
  installed: ["enabled", "installing", "removing"],
  enabled: ["installing", "removing"],
  removing: ["removed"],
  removed: [],
};

export const commandTransitions: Readonly<Record<CommandState, readonly CommandState[]>> = {
  asked: ["sent", "failed"],
  sent: ["confirmed", "failed"],
  confirmed: [],
  failed: [],
};

export function canChangeCode(from: CodeState, to: CodeState): boolean {
  return codeTransitions[from].includes(to);
}

export function canChangeCommand(from: CommandState, to: CommandState): boolean {
  return commandTransitions[from].includes(to);
}
