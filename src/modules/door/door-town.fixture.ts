import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { type DoorBench, startDoorBench } from "../../adapters/lock-zigbee2mqtt/door-bench.fixture.ts";
import type { VirtualDoor } from "../../adapters/lock-zigbee2mqtt/virtual-door.ts";
import type { Actor } from "../../kernel/actor.ts";
import type { Log } from "../../kernel/log.ts";
import { type TestCity, testCity } from "../../kernel/test/city.ts";
import { fixedClock } from "../../kernel/time/clock.ts";
import { identityModule } from "../identity/module.ts";
import { sendNotice } from "../notice/index.ts";
import { noticeModule } from "../notice/module.ts";
import { scriptedSender } from "../notice/notice.fixture.ts";
import { type DoorDefinition, defineDoors, type LockAdapter, listenToDoors } from "./index.ts";
import { doorModule } from "./module.ts";

export const hana: Actor & { kind: "resident" } = {
  kind: "resident",
  personId: "00000000-0000-4000-8000-000000000001",
  name: "花",
  sessionId: "s",
};
export const clerk: Actor & { kind: "staff" } = {
  kind: "staff",
  personId: "00000000-0000-4000-8000-000000000009",
  name: "窓口",
  sectionId: "minole",
  sectionName: "みの〜れ",
  roles: ["clerk"],
  sessionId: "t",
};

/** A city with two doors that are real but for the radio: database, jobs, broker, adapter, locks that obey. */
export type DoorTown = TestCity & {
  readonly bench: DoorBench;
  /** Subjects of the mails that were sent. */
  mails(): readonly string[];
  readonly adapters: { readonly zigbee2mqtt: LockAdapter };
  readonly office: VirtualDoor;
  readonly stage: VirtualDoor;
  readonly booking: { kind: "booking"; id: string };
  /** Sets the clock and does all that is due by then. */
  at(instant: string): Promise<void>;
  /** Asks until it is so, at most three seconds: what locks report arrives by itself. */
  until(isSo: () => Promise<boolean> | boolean): Promise<void>;
  listen(): Promise<void>;
};

export async function doorTown(
  options: { log?: Log; now?: string; codeSlots?: number; spareCodes?: number; hasKey?: boolean } = {},
): Promise<DoorTown> {
  const { now = "2026-12-01T10:00:00+09:00", log, codeSlots = 30, spareCodes = 0 } = options;
  const clock = fixedClock(now);
  const bench = await startDoorBench();
  const locks = bench.connectLocks({ clock, clientId: crypto.randomUUID() });
  const office = await bench.startDoor("office", { clock });
  const stage = await bench.startDoor("stage", { clock });
  const adapters = { zigbee2mqtt: locks };
  const post = scriptedSender();
  const notice = noticeModule({ sender: post, from: "machi@omitama.example" });
  const identity = identityModule({ sendMail: sendNotice, providers: [], keepers: () => [] });
  const city = await testCity([identity, notice, doorModule({ adapters })], {
    clock,
    ...(log === undefined ? {} : { log }),
  });
  const definition = (id: string): DoorDefinition => ({
    id,
    name: { ja: id },
    adapter: "zigbee2mqtt",
    address: id,
    codeSlots,
    spareCodes,
  });
  const counter: DoorDefinition = {
    id: "hut",
    name: { ja: "hut" },
    adapter: "keybox",
    address: "hut",
    key: { fetch: { ja: "窓口" }, bring: { ja: "返却口" }, box: true },
  };
  await city.perform(defineDoors, [definition("office"), definition("stage"), ...(options.hasKey ? [counter] : [])]);
  let listening: { stop(): Promise<void> } | undefined;
  return {
    ...city,
    clock,
    bench,
    adapters,
    mails: () => post.mails.map(({ subject }) => subject),
    office,
    stage,
    booking: { kind: "booking", id: crypto.randomUUID() },
    async at(instant) {
      clock.set(instant);
      await city.drain();
    },
    async until(isSo) {
      for (let tries = 0; !(await isSo()); tries++) {
        assert.ok(tries < 150, "waited 3 s in vain");
        await wait(20);
      }
    },
    async listen() {
      listening = await listenToDoors(city.city, adapters);
      await wait(100);
    },
    async close() {
      await listening?.stop();
      await city.close();
      await bench.close();
    },
  };
}
