import { holdLease } from "../kernel/db/lease.ts";
import { listenToDoors } from "../modules/door/index.ts";
import type { RunningCity } from "./build-city.ts";
import type { Wired } from "./modules.ts";

/**
 * Works off the queues and hears the doors. Of several workers one hears: the broker keeps one session for a city, and
 * two that ask for it push each other out.
 */
export async function startWorker(
  { city, boss }: RunningCity,
  wired: Wired,
  databaseUrl: string,
): Promise<{ close(): Promise<void> }> {
  await boss.work(city);
  if (Object.keys(wired.doorAdapters).length === 0) return { close: async () => {} };
  const lease = { connectionString: databaseUrl, name: "door.listen", log: city.log };
  const doors = await holdLease(lease, () => listenToDoors(city, wired.doorAdapters));
  return { close: () => doors.release() };
}
