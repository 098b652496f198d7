import type { City } from "../../kernel/city.ts";
import { perform } from "../../kernel/perform.ts";
import { recordLockEvent } from "./commands/record-lock-event.ts";
import type { Adapters } from "./jobs.ts";

/** Hears what happens at the doors, as long as the worker lives. An event is done when its transaction is. */
export async function listenToDoors(city: City, adapters: Adapters): Promise<{ stop(): Promise<void> }> {
  const actor = { kind: "system", job: "door.listen" } as const;
  const listening = await Promise.all(
    Object.entries(adapters).map(([adapter, lock]) =>
      lock.onEvent((event) => perform(city, { actor }, recordLockEvent, { adapter, event })),
    ),
  );
  return { stop: async () => void (await Promise.all(listening.map((one) => one.stop()))) };
}
