import type { MqttClient } from "mqtt";
import { LockFailure } from "../../modules/door/types.ts";
import { isConnectedWithin } from "./broker-connection.ts";
import { parseAvailability, parseState, type StateMessage } from "./protocol.ts";

/** Says something to a lock and hears what comes back on its state topic. */
export type Conversation = {
  say(address: string, verb: "set" | "get", message: object): Promise<void>;
  /** Says it, and gives the first thing that `pick` finds in the lock's messages after that; undefined after `ms`. */
  ask<T>(
    address: string,
    verb: "set" | "get",
    message: object,
    answer: { pick: (message: StateMessage) => T | undefined; ms: number },
  ): Promise<T | undefined>;
};

export function converse(client: MqttClient, baseTopic: string): Conversation {
  const ears = new Set<{ address: string; take: (message: StateMessage) => void }>();
  const offline = new Set<string>();

  // Subscribed anew at each connection, so that the retained availability comes again.
  client.on("connect", () => client.subscribe([`${baseTopic}/+`, `${baseTopic}/+/availability`], () => {}));
  client.on("message", (topic, payload) => {
    const [address, what] = topic.slice(baseTopic.length + 1).split("/");
    if (address === undefined) return;
    if (what === "availability") {
      const isOnline = parseAvailability(payload.toString());
      if (isOnline === false) offline.add(address);
      else offline.delete(address);
      return;
    }
    const listening = [...ears].filter((ear) => ear.address === address);
    if (listening.length === 0) return;
    const message = parseState(payload.toString());
    if (message !== undefined) for (const ear of listening) ear.take(message);
  });

  const say: Conversation["say"] = async (address, verb, message) => {
    const isConnected = await isConnectedWithin(client, connectWithinMs);
    if (!isConnected || offline.has(address)) throw new LockFailure("unreachable", address);
    try {
      // QoS 0: what the broker cannot hand over now must not reach a lock later.
      await client.publishAsync(`${baseTopic}/${address}/${verb}`, JSON.stringify(message), { qos: 0 });
    } catch {
      throw new LockFailure("unreachable", address);
    }
  };

  const ask: Conversation["ask"] = async (address, verb, message, { pick, ms }) => {
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof pick>>();
    const ear = {
      address,
      take(heard: StateMessage) {
        const found = pick(heard);
        if (found !== undefined) resolve(found);
      },
    };
    ears.add(ear);
    const timer = setTimeout(resolve, ms, undefined);
    try {
      await say(address, verb, message);
      return await promise;
    } finally {
      clearTimeout(timer);
      ears.delete(ear);
    }
  };

  return { say, ask };
}

const connectWithinMs = 2_000;
