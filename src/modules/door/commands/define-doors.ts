import type { Act } from "../../../kernel/act.ts";
import { doubtCodes } from "../store/codes.ts";
import { upsertDoor } from "../store/doors.ts";
import type { DoorDefinition } from "../types.ts";

/** Doors as the city's files name them. A door that got another lock is asked for its codes again. */
export async function defineDoors(act: Act, definitions: readonly DoorDefinition[]): Promise<void> {
  for (const definition of definitions) {
    const isOtherLock = await upsertDoor(act.tx, definition, act.now);
    if (isOtherLock) await doubtCodes(act.tx, definition.id);
  }
}
