import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { createTestDatabase } from "../test/cluster.ts";
import { openDb } from "./open.ts";
import type { Db, Tx } from "./types.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
before(async () => {
  database = await createTestDatabase([], []);
});
after(() => database.drop());

async function serverIdOf(db: Db | Tx): Promise<number> {
  const { rows } = await sql<{ id: number }>`select pg_backend_pid() as id`.execute(db);
  return rows[0]?.id as number;
}

/** A pool of one connection: what is left on it shows at once. */
function open(silentMs: number) {
  return openDb(database.connectionString, { connections: 1, silentMs });
}

async function secondsOf(work: Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work;
  return (performance.now() - begun) / 1000;
}

test("a server that is frozen in the middle of a transaction is given up in time, and the pool gets a new connection", async (t) => {
  const { db, close } = open(400);
  t.after(close);
  const frozen = await serverIdOf(db);
  t.after(() => process.kill(frozen, "SIGCONT"));
  const seconds = await secondsOf(
    assert.rejects(
      db.transaction().execute(async (tx) => {
        assert.equal(await serverIdOf(tx), frozen);
        process.kill(frozen, "SIGSTOP");
        await serverIdOf(tx);
      }),
      /timeout: the database has been silent for 400 ms/,
    ),
  );
  assert.ok(seconds < 1.5, `${seconds} s`);
  assert.notEqual(await serverIdOf(db), frozen);
});

test("several questions in line on one connection are not silence, and neither is a pause between two", async (t) => {
  const { db, close } = open(400);
  t.after(close);
  await db.transaction().execute(async (tx) => {
    const id = await serverIdOf(tx);
    await Promise.all([1, 2, 3, 4].map(() => sql`select pg_sleep(0.25)`.execute(tx)));
    await wait(900);
    assert.equal(await serverIdOf(tx), id);
  });
});

test("a server process that ends under a request fails that request and no later one", async (t) => {
  const { db, close } = open(5_000);
  t.after(close);
  const other = openDb(database.connectionString, { as: "owner", connections: 1 });
  t.after(other.close);
  const id = await serverIdOf(db);
  const asked = assert.rejects(sql`select pg_sleep(5)`.execute(db), /terminat/);
  await wait(50);
  await sql`select pg_terminate_backend(${id})`.execute(other.db);
  await asked;
  await wait(50);
  assert.notEqual(await serverIdOf(db), id);
});

test("the server's own limit comes before ours, and the owner has neither", async (t) => {
  const read = async (as: "app" | "owner") => {
    const { db, close } = openDb(database.connectionString, { as, connections: 1 });
    t.after(close);
    const { rows } = await sql`select current_setting('statement_timeout') as "limit"`.execute(db);
    return rows;
  };
  assert.deepEqual(await read("app"), [{ limit: "15s" }]);
  assert.deepEqual(await read("owner"), [{ limit: "0" }]);
});
