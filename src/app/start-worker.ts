import { listenToDoors } from "../modules/door/index.ts";
import type { RunningCity } from "./build-city.ts";
import type { Wired } from "./modules.ts";

/** Works off the queues and hears the doors. */
export async function startWorker({ city, boss }: RunningCity, wired: Wired): Promise<{ close(): Promise<void> }> {
  await boss.work(city);
  const doors = await listenToDoors(city, wired.doorAdapters);
  return { close: () => doors.stop() };
}
