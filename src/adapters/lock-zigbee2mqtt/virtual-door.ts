import type { Log } from "../../kernel/log.ts";
import type { Clock } from "../../kernel/time/clock.ts";
import { type BrokerSettings, connectBroker, isConnectedWithin } from "./broker-connection.ts";
import { type Order, parseOrder } from "./protocol.ts";
import { forgetCode, type LockMemory, statusOf, storeCode, typeCode } from "./virtual-lock.ts";
import { keepIn } from "./virtual-memory.ts";

export type VirtualDoorOptions = BrokerSettings & {
  /** The lock's name at the bridge. */
  readonly name: string;
  /** Where the lock's memory outlives this process: <folder>/<name>.json. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly baseTopic?: string;
  readonly relockAfterMs?: number;
};

export type DoorView = {
  readonly name: string;
  readonly isLocked: boolean;
  readonly isOffline: boolean;
  readonly isDeaf: boolean;
  readonly battery: number;
  readonly takesNoCodesUntil: Date | undefined;
  /** Places of the lock that hold a code; the codes themselves are not to be had. */
  readonly places: readonly { place: number; status: "enabled" | "disabled" }[];
};

export type VirtualDoor = {
  readonly name: string;
  look(): DoorView;
  /** Somebody types a code and # at the keypad. Works without a network, as at a real door. */
  type(code: string): "opened" | "refused" | "ignored";
  /** Somebody opens from inside with the thumb turn. */
  turnFromInside(): void;
  /** The radio is gone: hears nothing, says nothing, and the bridge calls the lock offline. */
  setOffline(isOffline: boolean): void;
  /** Hears and obeys, but never answers: the worst for whoever waits for a confirmation. */
  setDeaf(isDeaf: boolean): void;
  setBattery(percent: number): void;
  close(): Promise<void>;
};

/** A door that speaks Zigbee2MQTT's protocol on the broker and enforces its codes. */
export async function startVirtualDoor(options: VirtualDoorOptions): Promise<VirtualDoor> {
  const { name, clock, log, baseTopic = "zigbee2mqtt", relockAfterMs = 10_000 } = options;
  const topic = `${baseTopic}/${name}`;
  const file = keepIn(options.folder, name);
  let { lock, isOffline, isDeaf } = file.read();
  let isLocked = true;
  let relockMs = relockAfterMs;
  let relocking: NodeJS.Timeout | undefined;

  const client = connectBroker(options, log, {
    clean: true,
    will: { topic: `${topic}/availability`, payload: Buffer.from('{"state":"offline"}'), qos: 1, retain: true },
  });
  client.on("connect", () => {
    client.subscribe([`${topic}/set`, `${topic}/get`], { qos: 1 }, () => {});
    sayAvailability();
    tell({});
  });
  client.on("message", (heard, payload) => {
    if (isOffline) return;
    const message = parseOrder(payload.toString());
    if (message === undefined) return;
    if (heard === `${topic}/set`) obey(message);
    else answer(message);
  });

  function keep(next: LockMemory = lock): void {
    lock = next;
    file.write({ lock, isOffline, isDeaf });
  }

  function sayAvailability(): void {
    client.publish(`${topic}/availability`, JSON.stringify({ state: isOffline ? "offline" : "online" }), {
      qos: 1,
      retain: true,
    });
  }

  function tell(news: object): void {
    if (isOffline || isDeaf) return;
    const state = { state: isLocked ? "LOCK" : "UNLOCK", lock_state: isLocked ? "locked" : "unlocked" };
    const message = {
      ...state,
      battery: lock.battery,
      linkquality: 120,
      last_seen: clock.now().toISOString(),
      ...news,
    };
    client.publish(topic, JSON.stringify(message), { qos: 1 });
  }

  function obey({ state, pin_code: pin, auto_relock_time: relockTime }: Order): void {
    if (relockTime !== undefined) relockMs = relockTime === 0 ? 0 : relockAfterMs;
    if (state === "UNLOCK") open({ action: "unlock", action_source_name: "rf", action_source: 1 });
    if (state === "LOCK") close({ action: "lock", action_source_name: "rf", action_source: 1 });
    if (pin === undefined) return;
    const before = lock;
    keep(
      pin.pin_code == null
        ? forgetCode(lock, pin.user)
        : storeCode(lock, pin.user, String(pin.pin_code), pin.user_enabled ?? true),
    );
    if (lock === before) return;
    const action = pin.pin_code == null ? "pin_code_deleted" : "pin_code_added";
    tell({ action, action_user: pin.user, action_source: 1, action_source_name: "rf" });
  }

  function answer({ pin_code: pin }: Order): void {
    tell(pin === undefined ? {} : { users: { [pin.user]: { status: statusOf(lock, pin.user) } } });
  }

  function open(action: object): void {
    isLocked = false;
    clearTimeout(relocking);
    if (relockMs > 0) relocking = setTimeout(close, relockMs, { action: "auto_lock" });
    tell(action);
  }

  function close(action: object): void {
    isLocked = true;
    clearTimeout(relocking);
    tell(action);
  }

  await isConnectedWithin(client, 2_000);
  return {
    name,
    look: () => ({
      name,
      isLocked,
      isOffline,
      isDeaf,
      battery: lock.battery,
      takesNoCodesUntil: lock.deafUntil > clock.now().getTime() ? new Date(lock.deafUntil) : undefined,
      places: Object.entries(lock.places).map(([place, { enabled }]) => ({
        place: Number(place),
        status: enabled ? "enabled" : "disabled",
      })),
    }),
    type(code) {
      const attempt = typeCode(lock, code, clock.now().getTime());
      keep(attempt.lock);
      const who = { action_user: attempt.place ?? 0, action_source: 0, action_source_name: "keypad" };
      if (attempt.outcome === "opened") open({ action: "unlock", ...who });
      if (attempt.outcome === "refused") tell({ action: "unlock_failure_invalid_pin_or_id", ...who });
      return attempt.outcome;
    },
    turnFromInside: () =>
      open({ action: "manual_unlock", action_user: 0, action_source: 2, action_source_name: "manual" }),
    setOffline(next) {
      isOffline = next;
      keep();
      sayAvailability();
      tell({});
    },
    setDeaf(next) {
      isDeaf = next;
      keep();
    },
    setBattery(percent) {
      keep({ ...lock, battery: percent });
      tell({});
    },
    async close() {
      clearTimeout(relocking);
      // By force is without a goodbye, so that the broker publishes the will: an unplugged lock is offline.
      await client.endAsync(true);
    },
  };
}
