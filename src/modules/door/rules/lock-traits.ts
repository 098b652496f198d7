import type { AdapterName } from "../types.ts";

/** What a lock system can do beside taking a code. */
export type LockTraits = {
  /** The lock is told the window with the code, and keeps to it without us: offline, too. */
  readonly keepsTimes: boolean;
  /** Opens at once when somebody asks from afar. If it would open minutes later, nobody may be at the door: false. */
  readonly opensFromAfar: boolean;
  /** False: a key that people hand over. */
  readonly takesCodes: boolean;
};

const traits: Readonly<Record<AdapterName, LockTraits>> = {
  zigbee2mqtt: { keepsTimes: false, opensFromAfar: true, takesCodes: true },
  matter: { keepsTimes: true, opensFromAfar: true, takesCodes: true },
  // A Wi-Fi lock on batteries sleeps; what is asked of it is done at its next heartbeat, up to 20 minutes later.
  remotelock: { keepsTimes: true, opensFromAfar: false, takesCodes: true },
  keybox: { keepsTimes: true, opensFromAfar: false, takesCodes: false },
};

/** A name that we do not know (of a release before) can do nothing. */
export function traitsOf(adapter: string): LockTraits {
  const none: LockTraits = { keepsTimes: false, opensFromAfar: false, takesCodes: true };
  return Object.hasOwn(traits, adapter) ? traits[adapter as AdapterName] : none;
}
