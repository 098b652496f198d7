import type { Log } from "../../kernel/log.ts";
import type { Clock } from "../../kernel/time/clock.ts";
import {
  type CodePlace,
  type LockAdapter,
  type LockEvent,
  LockFailure,
  type LockState,
  type Window,
} from "../../modules/door/types.ts";
import { askLock, findLock, LockSaidNo } from "./ask.ts";
import { type Controller, type ControllerOptions, startController } from "./controller.ts";

export type MatterOptions = ControllerOptions & {
  readonly clock: Clock;
  readonly log: Log;
  /** The zone in which the locks stand: they keep local times, in seconds. */
  readonly zone: string;
  readonly answerWithinMs?: number;
  readonly relockAfterSeconds?: number;
};

type Peer = NonNullable<Awaited<ReturnType<Controller["peerAt"]>>>;

type Speaking = { readonly matter: Controller["matter"]; readonly peer: Peer } & ReturnType<typeof askLock>;

/** Matter's names for what stands in messages as numbers; the library's own are loaded with it. */
const statusOk = 0;
const firstSchedule = 1;

/**
 * Locks that speak Matter, over the city's own network. A code is a user of the lock with a PIN and a schedule by the year:
 * the lock keeps to its times by itself. The controller is started at the first word, so that the web process, which never
 * speaks, does not load the library.
 */
export function matterLocks(options: MatterOptions): LockAdapter {
  const { clock, log, zone, answerWithinMs = 10_000, relockAfterSeconds = 10 } = options;
  let starting: Promise<Controller> | undefined;
  const start = () => {
    starting ??= startController(options);
    return starting;
  };

  /** After our time the asking is given up, so that nothing of it reaches the lock when nobody may be there any more. */
  async function speakTo<T>(address: string, speak: (lock: Speaking) => Promise<T>): Promise<T> {
    const { matter, peerAt } = await start();
    const peer = await peerAt(address).catch(() => undefined);
    const lock = peer && findLock(matter, peer);
    if (peer === undefined || lock === undefined) throw new LockFailure("unreachable", address);
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(new Error("no answer in time")), answerWithinMs);
    try {
      return await speak({ matter, peer, ...askLock(matter, peer, lock, giveUp.signal) });
    } catch (error) {
      throw failureOf(error, address);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Seconds of the wall clock at the lock, counted as if it were UTC. */
  const localSeconds = (instant: Date) => Math.floor((+instant + offsetOf(instant, zone)) / 1000);
  const scheduleOf = ({ from, until }: Window) => ({
    localStartTime: localSeconds(from),
    localEndTime: localSeconds(until),
  });

  async function clear({ commands }: Speaking, { user }: Pick<CodePlace, "user">): Promise<void> {
    // With the user go its PIN and its schedules.
    await commands.clearUser({ userIndex: user });
  }

  return {
    setCode: (place) =>
      speakTo(place.address, async (lock) => {
        const { commands, matter } = lock;
        const { DataOperationType, CredentialType, CredentialRule, UserStatus, UserType } = matter.DoorLock;
        const { address, user, code, enabled, during } = place;
        // From the beginning each time: what the lock had in this place before is not known for certain.
        await clear(lock, place);
        await commands.setUser({
          operationType: DataOperationType.Add,
          userIndex: user,
          userName: null,
          userUniqueId: null,
          userStatus: enabled ? UserStatus.OccupiedEnabled : UserStatus.OccupiedDisabled,
          userType: UserType.YearDayScheduleUser,
          credentialRule: CredentialRule.Single,
        });
        // The times before the PIN: in between nothing opens.
        await commands.setYearDaySchedule({ yearDayIndex: firstSchedule, userIndex: user, ...scheduleOf(during) });
        const credential = await commands.setCredential({
          operationType: DataOperationType.Add,
          credential: { credentialType: CredentialType.Pin, credentialIndex: user },
          credentialData: new TextEncoder().encode(code),
          userIndex: user,
          userStatus: null,
          userType: null,
        });
        const status: number = credential.status;
        if (status === statusOk) return;
        await clear(lock, place);
        // Duplicate, or the plain failure that the standard's first version gives for it.
        throw new LockFailure(status === 2 || status === 1 ? "code-taken" : "refused", address);
      }),

    clearCode: (place) => speakTo(place.address, (lock) => clear(lock, place)),

    readCode: (place) =>
      speakTo(place.address, async ({ commands, matter }) => {
        const { UserStatus } = matter.DoorLock;
        const { user, during } = place;
        const { userStatus, credentials } = await commands.getUser({ userIndex: user });
        if (userStatus === null || credentials === null || credentials.length === 0) return "absent";
        const schedule = await commands.getYearDaySchedule({ yearDayIndex: firstSchedule, userIndex: user });
        const wanted = scheduleOf(during);
        const hasTimes =
          schedule.localStartTime === wanted.localStartTime && schedule.localEndTime === wanted.localEndTime;
        return userStatus === UserStatus.OccupiedEnabled && hasTimes ? "enabled" : "disabled";
      }),

    unlock: (address) => speakTo(address, ({ commands }) => commands.unlockDoor({}) as Promise<void>),
    lock: (address) => speakTo(address, ({ commands }) => commands.lockDoor({}) as Promise<void>),
    // First that it stays open, then that it opens; and the other way round.
    holdOpen: (address) =>
      speakTo(address, async ({ commands, writeAutoRelockTime }) => {
        await writeAutoRelockTime(0);
        await commands.unlockDoor({});
      }),
    release: (address) =>
      speakTo(address, async ({ commands, writeAutoRelockTime }) => {
        await commands.lockDoor({});
        await writeAutoRelockTime(relockAfterSeconds);
      }),

    readState: (address) =>
      // A question to the lock itself: what the library knows may be old.
      speakTo(address, async ({ readLockState, matter, peer }) => {
        const lockState = stateWord(await readLockState());
        const battery = batteryOf(matter, peer);
        return { lockState, ...(battery === undefined ? {} : { batteryPercent: battery }) };
      }),

    async onEvent(callback) {
      const stops: (() => void)[] = [];
      const heard = new Set<string>();
      const { matter, listPeers } = await start();
      const tell = (event: LockEvent) => {
        callback(event).catch((error) => log.error("lock.event-not-taken", { address: event.address, error }));
      };
      const listen = (peer: Peer) => {
        const endpoint = findLock(matter, peer);
        if (endpoint === undefined || heard.has(peer.id)) return;
        heard.add(peer.id);
        const { lockOperation, lockOperationError, lockState$Changed } = endpoint.eventsOf(
          matter.DoorLockClient,
        ) as unknown as LockEvents;
        const on = <T>(source: Observed<T> | undefined, take: (value: T) => void) => {
          source?.on(take);
          stops.push(() => source?.off(take));
        };
        on(lockOperation, (operation) => tell(operatedOf(peer.id, operation, "unlocked", clock.now())));
        on(lockOperationError, (operation) => tell(operatedOf(peer.id, operation, "refused", clock.now())));
        on(lockState$Changed, (state) =>
          tell({ kind: "reported", address: peer.id, at: clock.now(), lockState: stateWord(state) }),
        );
      };
      for (const peer of listPeers()) listen(peer);
      const looking = setInterval(() => listPeers().forEach(listen), 5_000);
      stops.push(() => clearInterval(looking));
      return {
        async stop() {
          for (const stop of stops) stop();
        },
      };
    },

    close: async () => void (await (await starting)?.close()),
  };
}

type Operation = { lockOperationType: number; operationSource: number; userIndex: number | null };
type Observed<T> = { on(take: (value: T) => void): void; off(take: (value: T) => void): void };
type LockEvents = {
  readonly lockOperation?: Observed<Operation>;
  readonly lockOperationError?: Observed<Operation>;
  readonly lockState$Changed?: Observed<number>;
};

let told = 0;

/** Locking is no opening. The library gives each event once; our number makes its name. */
function operatedOf(address: string, operation: Operation, outcome: "unlocked" | "refused", at: Date): LockEvent {
  const { lockOperationType, operationSource, userIndex } = operation;
  if (outcome === "unlocked" && lockOperationType !== 1) {
    return { kind: "reported", address, at, lockState: lockOperationType === 0 ? "locked" : "unknown" };
  }
  const by = sources[operationSource] ?? "other";
  told += 1;
  const eventId = `${address} ${at.toISOString()} ${outcome} ${userIndex ?? "-"} ${told}`;
  return {
    kind: "operated",
    address,
    at,
    eventId,
    operation: outcome,
    by,
    ...(userIndex === null ? {} : { user: userIndex }),
  };
}

/** OperationSource of the standard: manual, keypad, button, remote. */
const sources: Readonly<Record<number, "inside" | "keypad" | "remote">> = {
  1: "inside",
  3: "keypad",
  5: "inside",
  7: "remote",
};

function stateWord(state: number | null): LockState {
  return state === 0
    ? "not-fully-locked"
    : state === 1
      ? "locked"
      : state === 2 || state === 3
        ? "unlocked"
        : "unknown";
}

/** In half percents, if the lock has a battery that it speaks of. */
function batteryOf(matter: Controller["matter"], peer: Peer): number | undefined {
  for (const endpoint of peer.endpoints) {
    if (!endpoint.behaviors.has(matter.PowerSourceClient)) continue;
    const { batPercentRemaining } = endpoint.stateOf(matter.PowerSourceClient) as {
      batPercentRemaining?: number | null;
    };
    if (typeof batPercentRemaining === "number") return Math.round(batPercentRemaining / 2);
  }
  return undefined;
}

function failureOf(error: unknown, address: string): LockFailure {
  if (error instanceof LockFailure) return error;
  return new LockFailure(error instanceof LockSaidNo ? "refused" : "no-answer", address);
}

function offsetOf(instant: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(instant);
  const [, sign, hours, minutes] =
    /GMT([+-])(\d{2}):(\d{2})/.exec(parts.find(({ type }) => type === "timeZoneName")?.value ?? "") ?? [];
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === "-" ? -ms : ms;
}
