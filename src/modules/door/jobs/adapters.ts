import { type LockAdapter, LockFailure } from "../types.ts";

/** By the name that the city's files use. */
export type Adapters = Readonly<Record<string, LockAdapter>>;

/** A lock system that is not connected is a lock that cannot be reached. */
export function adapterOf(adapters: Adapters, { adapter, address }: { adapter: string; address: string }): LockAdapter {
  const found = adapters[adapter];
  if (found === undefined) throw new LockFailure("unreachable", address);
  return found;
}

/** Whatever else went wrong on the way, the lock has not confirmed. */
export function reasonOf(error: unknown): LockFailure["reason"] {
  return error instanceof LockFailure ? error.reason : "no-answer";
}
