import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { silentLog } from "../log.ts";
import { createTestDatabase } from "../test/cluster.ts";
import { holdLease } from "./lease.ts";
import { openDb } from "./open.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
before(async () => {
  database = await createTestDatabase([], []);
});
after(() => database.drop());

/** People at one counter: who works now, how many did at most at once, and how often somebody began. */
function openCounter(name: string) {
  const working = new Set<string>();
  const seen = { most: 0, begun: 0 };
  return {
    working,
    seen,
    join: (who: string, work?: () => Promise<void>) =>
      holdLease({ connectionString: database.connectionString, name, log: silentLog, everyMs: 50 }, async () => {
        await work?.();
        working.add(who);
        seen.begun += 1;
        seen.most = Math.max(seen.most, working.size);
        return { stop: async () => void working.delete(who) };
      }),
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    assert.ok(tries < 300, "waited 3 s in vain");
    await wait(10);
  }
}

test("of three who ask, the first works and the others wait, until it leaves", async () => {
  const counter = openCounter("three");
  const first = await counter.join("first");
  assert.deepEqual([...counter.working], ["first"], "at once, not at the second look");
  const others = [await counter.join("second"), await counter.join("third")];
  await wait(300);
  assert.deepEqual([...counter.working], ["first"]);
  await first.release();
  await until(() => counter.working.size === 1);
  for (const one of others) await one.release();
  assert.equal(counter.working.size, 0);
  assert.equal(counter.seen.most, 1);
});

test("who loses the connection stops at once and queues up again; somebody works, and nobody beside", async (t) => {
  const counter = openCounter("lost");
  const all = [await counter.join("first"), await counter.join("second")];
  t.after(() => Promise.all(all.map((one) => one.release())));
  const { db, close } = openDb(database.connectionString, { as: "owner", connections: 1 });
  t.after(close);
  for (const begun of [2, 3, 4]) {
    const { rows } = await sql`
      select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
        and database = (select oid from pg_database where datname = current_database())
    `.execute(db);
    assert.equal(rows.length, 1);
    await until(() => counter.seen.begun === begun && counter.working.size === 1);
  }
  assert.equal(counter.seen.most, 1);
});

test("leases of other names are not in each other's way", async () => {
  const [doors, mails] = [openCounter("doors"), openCounter("mails")];
  const held = [await doors.join("a"), await mails.join("a")];
  assert.deepEqual([doors.working.size, mails.working.size], [1, 1]);
  for (const one of held) await one.release();
});

test("a process that is stopped but alive loses its lease, and learns of it when it goes on", async (t) => {
  const file = new URL("./lease-holder.fixture.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", file, database.connectionString]);
  const ended = new Promise((done) => child.once("exit", done));
  t.after(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  let said = "";
  child.stdout.on("data", (text: Buffer) => {
    said += text.toString();
  });
  await until(() => said === "begun\n");
  const counter = openCounter("stopped");
  const waiting = await counter.join("second");
  t.after(() => waiting.release());
  await wait(1_200);
  assert.equal(counter.working.size, 0, "as long as the first one works, the second waits, however long");
  child.kill("SIGSTOP");
  await until(() => counter.working.size === 1);
  child.kill("SIGCONT");
  await until(() => said === "begun\nstopped\n");
});

test("who cannot begin lets others try, and tries again", async (t) => {
  const counter = openCounter("clumsy");
  let tries = 0;
  const clumsy = await counter.join("clumsy", async () => {
    if (tries++ < 2) throw new Error("no broker");
  });
  t.after(() => clumsy.release());
  assert.equal(counter.working.size, 0);
  await until(() => counter.working.size === 1);
  assert.equal(tries, 3);
});
