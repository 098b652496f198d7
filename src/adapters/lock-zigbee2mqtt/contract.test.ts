import { setTimeout as wait } from "node:timers/promises";
import { fixedClock } from "../../kernel/time/clock.ts";
import { tryLocks } from "../../modules/door/lock-contract.fixture.ts";
import { traitsOf } from "../../modules/door/rules.ts";
import { startDoorBench } from "./door-bench.fixture.ts";

tryLocks("Zigbee2MQTT", traitsOf("zigbee2mqtt"), async () => {
  const bench = await startDoorBench();
  const clock = fixedClock("2026-12-04T12:00:00+09:00");
  // Each event of a lock needs an instant of its own: time goes on a little with each look at the clock.
  const ticking = {
    now: () => {
      clock.advance(1);
      return clock.now();
    },
  };
  const doors = new Map([
    ["office", await bench.startDoor("office", { relockAfterMs: 300, clock: ticking })],
    ["stage", await bench.startDoor("stage", { relockAfterMs: 300, clock: ticking })],
  ]);
  const door = (address: string) => {
    const found = doors.get(address);
    if (found === undefined) throw new Error(`no door ${address}`);
    return found;
  };
  return {
    locks: bench.connectLocks({ clock: ticking, clientId: "contract" }),
    addresses: ["office", "stage"],
    now: clock.now,
    setNow: (now) => clock.set(now.toISOString()),
    type: async (address, code) => door(address).type(code),
    isLocked: async (address) => door(address).look().isLocked,
    setOffline: async (address, isOffline) => {
      door(address).setOffline(isOffline);
      await wait(50);
    },
    close: () => bench.close(),
  };
});
