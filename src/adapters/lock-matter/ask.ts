import type { Controller } from "./controller.ts";

type Peer = NonNullable<Awaited<ReturnType<Controller["peerAt"]>>>;
type Lock = NonNullable<ReturnType<typeof findLock>>;
type Commands = ReturnType<typeof commandsOf>;

/** The endpoint of a peer that is a door lock. */
export function findLock(matter: Controller["matter"], peer: Peer) {
  return [...peer.endpoints].find(({ behaviors }) => behaviors.has(matter.DoorLockClient));
}

const commandsOf = (matter: Controller["matter"], lock: Lock) => lock.commandsOf(matter.DoorLockClient);

/** What the library's own methods leave out: an end, after which nothing is sent any more. */
type Session = { readonly abort: AbortSignal };
type Entry = { readonly kind: string; readonly status?: number; readonly data?: unknown; readonly value?: unknown };
type Interaction = {
  invoke(request: unknown, session: Session): AsyncIterable<Iterable<Entry>>;
  read(request: unknown, session: Session): AsyncIterable<Iterable<Entry>>;
  write(request: unknown, session: Session): Promise<readonly Entry[]>;
};

/** The lock said no; everything else that goes wrong is silence. */
export class LockSaidNo extends Error {}

/**
 * Speaks to a lock until `abort`. The library's own methods go on trying for a minute and a half, and a door would open
 * when nobody is there any more.
 */
export function askLock(matter: Controller["matter"], peer: Peer, lock: Lock, abort: AbortSignal) {
  const interaction = peer.interaction as unknown as Interaction;
  const session = { abort };
  const about = { endpoint: lock, cluster: matter.DoorLock } as const;

  async function invoke(command: string, fields: object): Promise<unknown> {
    const request = matter.Invoke({
      commands: [matter.Invoke.ConcreteCommandRequest({ ...about, command, fields } as never)],
    });
    for await (const chunk of interaction.invoke(request, session)) {
      for (const { kind, status, data } of chunk) {
        if (kind === "cmd-response") return data;
        if (kind === "cmd-status" && status !== 0) throw new LockSaidNo(`status ${status}`);
        if (kind === "cmd-status") return undefined;
      }
    }
    throw new Error("no answer to a command");
  }

  const names = [
    "setUser",
    "getUser",
    "clearUser",
    "setCredential",
    "setYearDaySchedule",
    "getYearDaySchedule",
  ] as const;
  const operations = ["lockDoor", "unlockDoor"] as const;
  const commands = Object.fromEntries(
    [...names, ...operations].map((name) => [name, (fields: object) => invoke(name, fields)]),
  ) as Pick<Commands, (typeof names)[number] | (typeof operations)[number]>;

  return {
    commands,
    async readLockState(): Promise<number | null> {
      const request = matter.Read(matter.Read.Attribute({ ...about, attributes: ["lockState"] } as never));
      for await (const chunk of interaction.read(request, session)) {
        for (const { kind, value } of chunk) if (kind === "attr-value") return value as number | null;
      }
      throw new Error("no answer to a read");
    },
    async writeAutoRelockTime(seconds: number): Promise<void> {
      const request = matter.Write(
        matter.Write.Attribute({ ...about, attributes: ["autoRelockTime"], value: seconds } as never),
      );
      const answers = await interaction.write(request, session);
      if (answers.some(({ status }) => status !== undefined && status !== 0)) throw new LockSaidNo("status");
    },
  };
}
