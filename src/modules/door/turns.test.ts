import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import type { Work } from "../../kernel/jobs/types.ts";
import { staffUnlock } from "./commands.ts";
import { clerk, type DoorTown, doorTown, hana } from "./door-town.fixture.ts";
import { openDoor, requestCode } from "./index.ts";
import { inTurn } from "./jobs/turn.ts";

let town: DoorTown;
before(async () => {
  town = await doorTown();
});
after(() => town.close());

/** What a worker has of the city; as many as are wanted. */
const worker = (): Work => ({
  city: town.city,
  jobId: crypto.randomUUID(),
  attempt: 1,
  isLastAttempt: false,
  perform: (command, input) => town.perform(command, input),
});

/** How many spoke at the same time at most. */
function counter() {
  const seen = { now: 0, most: 0, spoken: 0 };
  return {
    seen,
    speak: async () => {
      seen.now += 1;
      seen.spoken += 1;
      seen.most = Math.max(seen.most, seen.now);
      await wait(20);
      seen.now -= 1;
    },
  };
}

test("of eight workers one at a time speaks to a lock, and all get their turn", async () => {
  const { seen, speak } = counter();
  await Promise.all(Array.from({ length: 8 }, () => inTurn(worker(), "office", { waitMs: 10_000 }, speak)));
  assert.deepEqual([seen.most, seen.spoken], [1, 8]);
  const control = counter();
  await Promise.all(Array.from({ length: 8 }, () => control.speak()));
  assert.ok(control.seen.most > 1, "without turns they speak at once");
});

test("another lock is not waited for, and whoever will not wait is told so", async () => {
  let isBusy: unknown;
  await inTurn(worker(), "office", { waitMs: 0 }, async () => {
    isBusy = await inTurn(worker(), "office", { waitMs: 0 }, async () => "spoken");
    assert.equal(await inTurn(worker(), "stage", { waitMs: 0 }, async () => "spoken"), "spoken");
  });
  assert.equal(isBusy, "busy");
});

test("the turn of a worker that was stopped in the middle is over after its time; waking up, it ends nobody else's", async () => {
  const stopped = Promise.withResolvers<void>();
  const sleeping = inTurn(worker(), "office", { waitMs: 0 }, () => stopped.promise);
  await wait(100);
  await sql`update door.door_state set turn_until = clock_timestamp() - interval '1 second'
    where door_id = 'office'`.execute(town.city.db);
  const speaking = Promise.withResolvers<void>();
  const second = inTurn(worker(), "office", { waitMs: 0 }, () => speaking.promise);
  await wait(100);
  stopped.resolve();
  await sleeping;
  assert.equal(await inTurn(worker(), "office", { waitMs: 0 }, async () => "spoken"), "busy");
  speaking.resolve();
  await second;
});

test("codes, openings and pings of several workers never meet at one lock", async () => {
  const speaking = new Map<string, number>();
  let most = 0;
  const locks = town.adapters.zigbee2mqtt;
  const watched = async <T>(address: string, speak: () => Promise<T>): Promise<T> => {
    const now = (speaking.get(address) ?? 0) + 1;
    speaking.set(address, now);
    most = Math.max(most, now);
    try {
      return await speak();
    } finally {
      speaking.set(address, (speaking.get(address) ?? 1) - 1);
    }
  };
  const { setCode, readState, unlock, readCode } = locks;
  Object.assign(locks, {
    setCode: (code: Parameters<typeof setCode>[0]) => watched(code.address, () => setCode(code)),
    readCode: (place: Parameters<typeof readCode>[0]) => watched(place.address, () => readCode(place)),
    readState: (address: string) => watched(address, () => readState(address)),
    unlock: (address: string) => watched(address, () => unlock(address)),
  });
  const window = { from: new Date("2026-12-01T09:00:00+09:00"), until: new Date("2026-12-01T12:00:00+09:00") };
  for (let n = 0; n < 4; n++) {
    const subject = { kind: "booking", id: `b${n}` };
    await town.perform(requestCode, { subject, personId: hana.personId, doors: ["office"], ...window });
    await town.perform(openDoor, { subject, doorId: "office" }, { actor: hana });
  }
  await town.perform(staffUnlock, { doorId: "office", reason: "立ち会いのため" }, { actor: clerk });
  await Promise.all([town.runJob("door.watch"), town.runJob("door.watch"), town.drain(), town.drain()]);
  assert.equal(most, 1);
  assert.equal(town.office.look().places.length, 4);
});
