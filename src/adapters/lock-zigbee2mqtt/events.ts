import { setTimeout as wait } from "node:timers/promises";
import type { IPublishPacket } from "mqtt";
import type { Log } from "../../kernel/log.ts";
import type { Clock } from "../../kernel/time/clock.ts";
import type { LockEvent } from "../../modules/door/types.ts";
import { type BrokerSettings, connectBroker } from "./broker-connection.ts";
import { operationIn, parseAvailability, parseState, reportIn, seenAt } from "./protocol.ts";

type ListenerOptions = BrokerSettings & { readonly clock: Clock; readonly log: Log; readonly clientId: string };

/**
 * Hears the locks over a session that the broker keeps: a message is acknowledged only when the callback has settled,
 * so that what happens at a door while the worker is down is told when it is back.
 */
export async function listenToLocks(
  options: ListenerOptions,
  baseTopic: string,
  callback: (event: LockEvent) => Promise<void>,
): Promise<{ stop(): Promise<void> }> {
  const { clock, log } = options;
  const client = connectBroker(options, log, { clientId: `${options.clientId}-events`, clean: false });
  const stopping = new AbortController();
  const reachable = new Set<string>();

  async function tell(event: LockEvent): Promise<void> {
    for (let pause = 500; !stopping.signal.aborted; pause = Math.min(pause * 2, 30_000)) {
      try {
        return await callback(event);
      } catch (error) {
        log.error("lock.event-not-taken", { address: event.address, kind: event.kind, error });
        await wait(pause, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
    throw new Error("stopped before the event was taken");
  }

  async function tellAvailability(address: string, isReachable: boolean): Promise<void> {
    if (isReachable) reachable.add(address);
    else reachable.delete(address);
    await tell({ kind: "availability", address, at: clock.now(), reachable: isReachable });
  }

  async function tellAllUnreachable(): Promise<void> {
    for (const address of [...reachable]) await tellAvailability(address, false);
  }

  async function take({ topic, payload }: IPublishPacket): Promise<void> {
    const [address, what] = topic.slice(baseTopic.length + 1).split("/");
    if (address === undefined) return;
    if (what === undefined) return takeState(address, String(payload));
    const isOnline = parseAvailability(String(payload));
    if (isOnline === undefined) return;
    if (address !== "bridge") return tellAvailability(address, isOnline);
    if (!isOnline) return tellAllUnreachable();
  }

  async function takeState(address: string, payload: string): Promise<void> {
    const message = parseState(payload);
    if (message === undefined) return;
    const arrivedAt = clock.now();
    const report = reportIn(message);
    if (report !== undefined) await tell({ kind: "reported", address, at: seenAt(message, arrivedAt), ...report });
    const operation = operationIn(address, message, arrivedAt);
    if (operation !== undefined) await tell(operation);
  }

  client.handleMessage = (packet, done) => {
    take(packet as IPublishPacket).then(() => done(), done);
  };
  client.on("connect", () => {
    const topics = [`${baseTopic}/+`, `${baseTopic}/+/availability`, `${baseTopic}/bridge/state`];
    client.subscribe(topics, { qos: 1 }, () => {});
  });
  // Without the broker no door can be reached. A blink of the network is not worth an alarm.
  let lost: NodeJS.Timeout | undefined;
  client.on("connect", () => clearTimeout(lost));
  client.on("offline", () => {
    clearTimeout(lost);
    lost = setTimeout(() => tellAllUnreachable().catch(() => {}), 5_000);
  });

  return {
    async stop() {
      stopping.abort();
      clearTimeout(lost);
      await client.endAsync(true);
    },
  };
}
