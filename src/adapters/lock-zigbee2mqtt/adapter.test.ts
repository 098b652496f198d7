import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { connectAsync } from "mqtt";
import type { LockAdapter, LockEvent } from "../../modules/door/types.ts";
import { type DoorBench, startDoorBench } from "./door-bench.fixture.ts";
import type { VirtualDoor } from "./virtual-door.ts";

/** What a lock without times does not look at. */
const rest = { holder: "a", during: { from: new Date(0), until: new Date(1) } };

let bench: DoorBench;
let locks: LockAdapter;
let office: VirtualDoor;
let stage: VirtualDoor;

before(async () => {
  bench = await startDoorBench();
  office = await bench.startDoor("office", { relockAfterMs: 150 });
  stage = await bench.startDoor("stage");
  locks = bench.connectLocks();
});
after(() => bench.close());

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    assert.ok(tries < 200, "waited 2 s in vain");
    await wait(10);
  }
}

test("a code opens only while it is enabled, and only its own door", async () => {
  await locks.setCode({ address: "office", user: 3, code: "482915", enabled: false, ...rest });
  assert.equal(await locks.readCode({ address: "office", user: 3, ...rest }), "disabled");
  assert.equal(office.type("482915"), "refused");

  await locks.setCode({ address: "office", user: 3, code: "482915", enabled: true, ...rest });
  assert.equal(office.type("482915"), "opened");
  assert.equal(stage.type("482915"), "refused");

  await locks.clearCode({ address: "office", user: 3, ...rest });
  assert.equal(await locks.readCode({ address: "office", user: 3, ...rest }), "absent");
  assert.equal(office.type("482915"), "refused");
});

test("a door opened from afar locks itself again", async () => {
  await locks.unlock("office");
  assert.equal(office.look().isLocked, false);
  assert.deepEqual(await locks.readState("office"), { lockState: "unlocked", batteryPercent: 84 });
  await until(() => office.look().isLocked);
  await locks.unlock("office");
  await locks.lock("office");
  assert.equal(office.look().isLocked, true);
});

test("what a lock does not take is reported as refused, not as done", async () => {
  await locks.setCode({ address: "stage", user: 1, code: "738204", enabled: true, ...rest });
  await assert.rejects(locks.setCode({ address: "stage", user: 2, code: "738204", enabled: true, ...rest }), {
    reason: "refused",
  });
  await assert.rejects(locks.setCode({ address: "stage", user: 99, code: "615037", enabled: true, ...rest }), {
    reason: "refused",
  });
  await locks.clearCode({ address: "stage", user: 1, ...rest });
});

test("an offline lock fails at once, and what was said to it is not carried out when it is back", async () => {
  office.setOffline(true);
  await wait(50);
  const start = performance.now();
  await assert.rejects(locks.unlock("office"), { reason: "unreachable" });
  await assert.rejects(locks.setCode({ address: "office", user: 4, code: "915273", enabled: true, ...rest }), {
    reason: "unreachable",
  });
  assert.ok(performance.now() - start < 100);
  office.setOffline(false);
  await wait(100);
  assert.equal(office.look().isLocked, true);
  assert.equal(office.type("915273"), "refused");
  await locks.unlock("office");
});

test("a deaf lock gives no answer: nothing counts as done that it has not confirmed", async () => {
  stage.setDeaf(true);
  await assert.rejects(locks.setCode({ address: "stage", user: 5, code: "604817", enabled: true, ...rest }), {
    reason: "no-answer",
  });
  await assert.rejects(locks.unlock("stage"), { reason: "no-answer" });
  stage.setDeaf(false);
  await locks.clearCode({ address: "stage", user: 5, ...rest });
});

test("a broker that is away makes locks unreachable, and nothing waits in a queue", async () => {
  const other = bench.connectLocks({ address: "mqtt://127.0.0.1:1" });
  await assert.rejects(other.unlock("office"), { reason: "unreachable" });
});

test("five wrong codes in a row close the keypad for a while, also to the right code", async () => {
  const guessed = await bench.startDoor("guessed");
  await locks.setCode({ address: "guessed", user: 1, code: "482915", enabled: true, ...rest });
  for (let n = 0; n < 5; n++) assert.equal(guessed.type(String(100_000 + n)), "refused");
  assert.equal(guessed.type("482915"), "ignored");
  assert.ok(guessed.look().takesNoCodesUntil);
});

test("a lock remembers its codes when the power was gone, and keeps no code in clear", async () => {
  const first = await bench.startDoor("restarted");
  await locks.setCode({ address: "restarted", user: 7, code: "519346", enabled: true, ...rest });
  await first.close();
  assert.doesNotMatch(readFileSync(join(bench.folder, "restarted.json"), "utf8"), /519346/);
  await wait(50);
  await assert.rejects(locks.unlock("restarted"), { reason: "unreachable" });
  const again = await bench.startDoor("restarted");
  assert.equal(again.type("519346"), "opened");
  assert.deepEqual(again.look().places, [{ place: 7, status: "enabled" }]);
});

test("openings are told once each with the place of the code, also those from while the worker was away", async () => {
  const listened = await bench.startDoor("listened", { relockAfterMs: 20 });
  const heard: LockEvent[] = [];
  const hear = async (event: LockEvent) => {
    if (event.address === "listened") heard.push(event);
  };
  const first = bench.connectLocks({ clientId: "listener" });
  const listening = await first.onEvent(hear);
  await until(() => heard.some((event) => event.kind === "availability" && event.reachable));
  await first.setCode({ address: "listened", user: 9, code: "827163", enabled: true, ...rest });
  listened.type("827163");
  await until(() => heard.some((event) => event.kind === "operated"));
  const [opened] = heard.filter((event) => event.kind === "operated");
  assert.deepEqual(
    { ...opened, at: undefined, eventId: undefined },
    {
      kind: "operated",
      address: "listened",
      operation: "unlocked",
      by: "keypad",
      user: 9,
      at: undefined,
      eventId: undefined,
    },
  );

  await listening.stop();
  heard.length = 0;
  listened.type("111111");
  listened.turnFromInside();
  const again = await bench.connectLocks({ clientId: "listener" }).onEvent(hear);
  await until(() => heard.filter((event) => event.kind === "operated").length === 2);
  const operated = heard.filter((event) => event.kind === "operated");
  assert.deepEqual(
    operated.map(({ operation, by }) => [operation, by]),
    [
      ["refused", "keypad"],
      ["unlocked", "inside"],
    ],
  );
  await again.stop();
});

test("an event that could not be stored is told again", async () => {
  const door = await bench.startDoor("stubborn");
  let failures = 0;
  const taken: string[] = [];
  const listening = await bench.connectLocks({ clientId: "stubborn" }).onEvent(async (event) => {
    if (event.kind !== "operated" || event.address !== "stubborn") return;
    if (failures++ === 0) throw new Error("no database");
    taken.push(event.eventId);
  });
  await wait(50);
  door.turnFromInside();
  await until(() => taken.length === 1);
  assert.equal(failures, 2);
  await listening.stop();
});

test("messages that are no messages of a lock are left aside", async () => {
  const heard: LockEvent[] = [];
  const listening = await bench.connectLocks({ clientId: "fuzzed" }).onEvent(async (event) => void heard.push(event));
  const stranger = await connectAsync(bench.broker.address, {
    protocolVersion: 4,
    username: "locks",
    password: "l-secret",
  });
  await wait(50);
  heard.length = 0;
  for (const payload of ["", "{", "[]", "null", "42", '{"action":7}', '{"state":"AJAR"}', '{"users":[]}', "\u0000"]) {
    await stranger.publishAsync("zigbee2mqtt/odd", payload, { qos: 1 });
  }
  await stranger.publishAsync("zigbee2mqtt/odd", '{"action":"unlock","action_source_name":"rf","battery":"full"}', {
    qos: 1,
  });
  await until(() => heard.length > 0);
  assert.deepEqual(
    heard.map((event) => event.kind),
    ["operated"],
  );
  await stranger.endAsync(true);
  await listening.stop();
});
