import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { MqttClient } from "mqtt";
import type { Log } from "../../kernel/log.ts";
import type { Clock } from "../../kernel/time/clock.ts";
import { type LockAdapter, LockFailure, type StoredCode } from "../../modules/door/types.ts";
import { type BrokerSettings, connectBroker } from "./broker-connection.ts";
import { type Conversation, converse } from "./conversation.ts";
import { listenToLocks } from "./events.ts";
import {
  askCode,
  askState,
  clearCode,
  command,
  relockAfter,
  reportIn,
  type StateMessage,
  storedCodeIn,
  writeCode,
} from "./protocol.ts";

export type Zigbee2mqttOptions = BrokerSettings & {
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Names the city at the broker: `<clientId>-events` has the session in which the broker keeps what happens at the doors
   * while nobody listens. Only one may listen at a time; whoever speaks adds a random part.
   */
  readonly clientId: string;
  readonly baseTopic?: string;
  /** How long a lock may take to confirm. Motors need up to 3 s, sleepy radios some more. */
  readonly answerWithinMs?: number;
  /** A door that is no shelter any more locks by itself after so long again. */
  readonly relockAfterSeconds?: number;
};

/** Locks behind a Zigbee2MQTT bridge. Any number may speak; of those with one clientId one may listen (`onEvent`). */
export function zigbee2mqttLocks(options: Zigbee2mqttOptions): LockAdapter {
  const { baseTopic = "zigbee2mqtt", answerWithinMs = 10_000, relockAfterSeconds = 10, log } = options;
  // Connected at the first word: the web process has the adapter too, and never speaks.
  let line: (Conversation & { client: MqttClient }) | undefined;
  const speak = () => {
    if (line !== undefined) return line;
    const clientId = `${options.clientId}-${randomUUID().slice(0, 8)}`;
    const client = connectBroker(options, log, { clientId, clean: true });
    line = { client, ...converse(client, baseTopic) };
    return line;
  };
  const inTurn = takeTurns();

  /** Zigbee2MQTT does not answer a `set` of a code; asked for the place, it tells what the lock has stored. */
  async function askUntil(
    address: string,
    user: number,
    isRight: (stored: StoredCode) => boolean,
  ): Promise<StoredCode> {
    const deadline = performance.now() + answerWithinMs;
    let heard: StoredCode | undefined;
    for (let left = answerWithinMs; left > 0; left = deadline - performance.now()) {
      const stored = await speak().ask(address, "get", askCode(user), {
        pick: (message) => storedCodeIn(message, user),
        ms: Math.min(left, askAgainAfterMs),
      });
      if (stored !== undefined && isRight(stored)) return stored;
      heard = stored ?? heard;
      // The bridge may have answered from before the `set` was through.
      if (stored !== undefined) await wait(Math.min(left, askAgainAfterMs) / 5);
    }
    throw new LockFailure(heard === undefined ? "no-answer" : "refused", address);
  }

  async function operate(address: string, state: "LOCK" | "UNLOCK"): Promise<void> {
    const pick = (message: StateMessage) => (message.state === state ? true : undefined);
    const isDone = await speak().ask(address, "set", command(state), { pick, ms: answerWithinMs });
    if (isDone === undefined) throw new LockFailure("no-answer", address);
  }

  return {
    setCode: ({ address, user, code, enabled }) =>
      inTurn(address, async () => {
        await speak().say(address, "set", writeCode(user, code, enabled));
        await askUntil(address, user, (stored) => stored === (enabled ? "enabled" : "disabled"));
      }),
    clearCode: ({ address, user }) =>
      inTurn(address, async () => {
        await speak().say(address, "set", clearCode(user));
        await askUntil(address, user, (stored) => stored === "absent");
      }),
    readCode: ({ address, user }) => inTurn(address, () => askUntil(address, user, () => true)),
    unlock: (address) => inTurn(address, () => operate(address, "UNLOCK")),
    lock: (address) => inTurn(address, () => operate(address, "LOCK")),
    // First that it stays open, then that it opens; and the other way round.
    holdOpen: (address) =>
      inTurn(address, async () => {
        await speak().say(address, "set", relockAfter(0));
        await operate(address, "UNLOCK");
      }),
    release: (address) =>
      inTurn(address, async () => {
        await operate(address, "LOCK");
        await speak().say(address, "set", relockAfter(relockAfterSeconds));
      }),
    readState: (address) =>
      inTurn(address, async () => {
        const report = await speak().ask(address, "get", askState, { pick: reportIn, ms: answerWithinMs });
        if (report === undefined) throw new LockFailure("no-answer", address);
        return report;
      }),
    onEvent: (callback) => listenToLocks(options, baseTopic, callback),
    close: async () => line?.client.endAsync(true),
  };
}

const askAgainAfterMs = 1_500;

/** One thing after another for each lock: a lock's radio drops what comes while it works. */
function takeTurns(): <T>(address: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (address, work) => {
    const turn = (last.get(address) ?? Promise.resolve()).then(work, work);
    last.set(
      address,
      turn.catch(() => {}),
    );
    return turn;
  };
}
