import { rmSync } from "node:fs";
import { silentLog } from "../../kernel/log.ts";
import { makeTestFolder } from "../../kernel/test/folder.ts";
import { systemClock } from "../../kernel/time/clock.ts";
import type { LockAdapter } from "../../modules/door/types.ts";
import { type Broker, startBroker } from "../mqtt-broker/broker.ts";
import { lockBrokerUsers } from "../mqtt-broker/rights.ts";
import { type Zigbee2mqttOptions, zigbee2mqttLocks } from "./adapter.ts";
import { startVirtualDoor, type VirtualDoor, type VirtualDoorOptions } from "./virtual-door.ts";

/** A broker, doors and an adapter on loopback, for tests: everything but the radio is real. */
export type DoorBench = {
  readonly broker: Broker;
  readonly folder: string;
  startDoor(name: string, options?: Partial<VirtualDoorOptions>): Promise<VirtualDoor>;
  connectLocks(options?: Partial<Zigbee2mqttOptions>): LockAdapter;
  close(): Promise<void>;
};

export async function startDoorBench(): Promise<DoorBench> {
  const broker = await startBroker({ users: lockBrokerUsers({ platform: "p-secret", locks: "l-secret" }) });
  const folder = makeTestFolder("doors");
  const closing: (() => Promise<void>)[] = [];
  const common = { address: broker.address, clock: systemClock, log: silentLog };
  return {
    broker,
    folder,
    async startDoor(name, options = {}) {
      const door = await startVirtualDoor({
        ...common,
        username: "locks",
        password: "l-secret",
        folder,
        name,
        ...options,
      });
      closing.push(() => door.close());
      return door;
    },
    connectLocks(options = {}) {
      const user = { username: "platform", password: "p-secret", clientId: "worker" };
      const locks = zigbee2mqttLocks({ ...common, ...user, answerWithinMs: 400, ...options });
      closing.push(() => locks.close());
      return locks;
    },
    async close() {
      for (const close of closing.reverse()) await close();
      await broker.close();
      rmSync(folder, { recursive: true });
    },
  };
}
