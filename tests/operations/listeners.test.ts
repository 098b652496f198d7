import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { connectAsync } from "mqtt";
import { startVirtualDoor } from "../../src/adapters/lock-zigbee2mqtt/virtual-door.ts";
import { startBroker } from "../../src/adapters/mqtt-broker/broker.ts";
import { lockBrokerUsers } from "../../src/adapters/mqtt-broker/rights.ts";
import { createDatabase } from "../../src/app/prepare-database.ts";
import { startEmbeddedPostgres } from "../../src/kernel/db/embedded.ts";
import { openDb } from "../../src/kernel/db/open.ts";
import { silentLog } from "../../src/kernel/log.ts";
import { systemClock } from "../../src/kernel/time/clock.ts";
import { findPorts, makeFolder, runProgram } from "./program.fixture.ts";

test("of two workers and a web one hears the doors; the other takes over when it dies, and no opening is lost or told twice", async (t) => {
  const folder = makeFolder(t);
  const postgres = await startEmbeddedPostgres(folder, { durable: false });
  t.after(() => postgres.stop());
  await createDatabase(postgres.connectionString("postgres"), "doors");
  const watcher = { name: "watcher", password: "w", mayPublish: [], maySubscribe: ["$SYS/+/new/clients"] };
  const broker = await startBroker({ users: [...lockBrokerUsers({ platform: "p", locks: "l" }), watcher] });
  t.after(() => broker.close());

  /** Every client that came to the broker, in order, each time that it came. */
  const came: string[] = [];
  const watching = await connectAsync(broker.address, { protocolVersion: 4, username: "watcher", password: "w" });
  t.after(() => watching.endAsync(true));
  watching.on("message", (_, payload) => void came.push(String(payload)));
  await watching.subscribeAsync("$SYS/+/new/clients");
  const listeners = () => came.filter((name) => name.endsWith("-events"));

  const address = "minole-kaze-office";
  const door = await startVirtualDoor({
    ...{ address: broker.address, username: "locks", password: "l" },
    ...{ name: address, folder, clock: systemClock, log: silentLog, relockAfterMs: 5 },
  });
  t.after(() => door.close());

  const port = await findPorts();
  const settings = {
    DATA_DIR: folder,
    DATABASE_URL: postgres.connectionString("doors"),
    MASTER_SECRET: randomBytes(32).toString("base64url"),
    MQTT_URL: broker.address,
    MQTT_PASSWORD: "p",
  };
  async function startWorker() {
    const worker = runProgram(t, "src/app/worker.ts", settings);
    await worker.until("worker ready");
    return worker;
  }

  const { db, close } = openDb(settings.DATABASE_URL, { as: "owner", connections: 1 });
  t.after(close);
  const countEntries = async () => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from door.entry where kind = 'inside'`.execute(db);
    return rows[0]?.n;
  };
  let opened = 0;
  async function openSome(times: number) {
    for (const _ of Array.from({ length: times })) {
      door.turnFromInside();
      opened += 1;
      await wait(30);
    }
  }
  /** Seconds until each opening is in the database; there is never one more. */
  async function secondsUntilTold(): Promise<number> {
    const begun = performance.now();
    while ((await countEntries()) !== opened) {
      assert.ok(performance.now() - begun < 15_000, `${await countEntries()} of ${opened} openings`);
      await wait(50);
    }
    return (performance.now() - begun) / 1000;
  }

  const first = await startWorker();
  const loaded = await runProgram(t, "bin/city-load.ts", settings).ended;
  assert.equal(loaded.code, 0, loaded.said);
  const second = await startWorker();
  const web = runProgram(t, "src/app/web.ts", { ...settings, PORT: String(port) });
  await web.until("web at");
  await openSome(5);
  await secondsUntilTold();
  await wait(4_000);
  assert.deepEqual(listeners(), ["machimigaki-omitama-events"], "one came, and nobody pushed it out");

  first.child.kill("SIGKILL");
  await first.ended;
  await openSome(5);
  t.diagnostic(`told by the other worker ${(await secondsUntilTold()).toFixed(1)} s after kill -9`);
  assert.equal(listeners().length, 2);

  const third = await startWorker();
  await openSome(5);
  await secondsUntilTold();
  await wait(3_000);
  assert.equal(listeners().length, 2, "who comes later waits");

  second.child.kill("SIGTERM");
  assert.equal((await second.ended).code, 0);
  await openSome(5);
  t.diagnostic(`told by the next worker ${(await secondsUntilTold()).toFixed(1)} s after an orderly end`);
  assert.equal(listeners().length, 3);

  await wait(1_000);
  assert.equal(await countEntries(), 20, "each opening once");
  assert.match(first.said() + second.said() + third.said(), /"event":"lease\.taken","name":"door\.listen"/);
});
