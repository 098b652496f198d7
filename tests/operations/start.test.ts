import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import { readConfig } from "../../src/app/config.ts";
import { databaseNameOf } from "../../src/app/prepare-database.ts";
import { openDb } from "../../src/kernel/db/open.ts";
import { findPorts, isTaken, makeFolder, runProgram, whileTaken } from "./program.fixture.ts";

const main = "src/app/main.ts";
const ready = "Stop with Ctrl-C";

const pidOfPostgres = (folder: string) =>
  Number.parseInt(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8"), 10);

function lives(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

/** A program that was given five seconds may end before its database has; on a busy machine that takes a moment more. */
async function isSoonGone(pid: number): Promise<boolean> {
  for (let tries = 0; lives(pid) && tries < 100; tries++) await wait(100);
  return !lives(pid);
}

/** When the sample people came in, and how many there are: the same after a start that keeps what is there. */
async function sampleOf(folder: string) {
  const host = encodeURIComponent(join(folder, "socket"));
  const { db, close } = openDb(`postgresql://machimigaki@/${databaseNameOf("omitama")}?host=${host}`, { as: "owner" });
  const { rows } = await sql`
    select (select min(seeded_at) from kernel.seeded) as seeded,
      (select count(*) from identity.person) as people, (select count(*) from facility.booking) as bookings
  `.execute(db);
  await close();
  return rows[0] as { seeded: Date; people: number; bookings: number };
}

test("one command starts everything; killed, stopped and started again it keeps what there was", async (t) => {
  const folder = makeFolder(t);
  const port = await findPorts();
  const settings = { DATA_DIR: folder, PORT: String(port) };

  const first = runProgram(t, main, settings);
  t.diagnostic(`first start: ${(await first.until(ready)).toFixed(2)} s`);
  for (const words of [`http://localhost:${port}`, "haru@omitama.example", "PIN", "/staff/sign-in"]) {
    assert.ok(first.said().includes(words), words);
  }
  const sample = await sampleOf(folder);
  assert.ok(sample.people > 3 && sample.bookings > 3);
  const health = await fetch(`http://localhost:${port}/healthz`);
  assert.deepEqual([health.status, await health.json()], [200, { ok: true, database: true, jobs: true }]);

  const second = runProgram(t, main, { ...settings, PORT: String(port + 1000) });
  const refused = await second.ended;
  assert.equal(refused.code, 1);
  assert.match(refused.said, /^The data folder \S+ is in use by another start of this program\. [^\n]+\n$/);

  const killed = pidOfPostgres(folder);
  first.child.kill("SIGKILL");
  await first.ended;
  const third = runProgram(t, main, settings);
  t.diagnostic(`start after kill -9: ${(await third.until(ready)).toFixed(2)} s`);
  assert.ok(!lives(killed), "the former PostgreSQL is gone");
  assert.deepEqual(await sampleOf(folder), sample);

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const running = signal === "SIGTERM" ? third : runProgram(t, main, settings);
    t.diagnostic(`ready after ${(await running.until(ready)).toFixed(2)} s`);
    const postgres = pidOfPostgres(folder);
    running.child.kill(signal);
    assert.equal((await running.ended).code, 0, signal);
    assert.ok(await isSoonGone(postgres), `PostgreSQL ends with ${signal}`);
    const taken = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((offset) => isTaken(port + offset)));
    assert.ok(!taken.includes(true), `all ports are free after ${signal}`);
  }
});

test("a port that is taken is named with whose it is and the setting, before anything is made", async (t) => {
  const folder = makeFolder(t);
  const port = await findPorts();
  for (const [offset, whose] of [
    [0, ""],
    [3, " (for the demo payment provider, PORT + 3)"],
    [5, " (for the MQTT broker, PORT + 5)"],
  ] as const) {
    const { code, said } = await whileTaken(
      port + offset,
      () => runProgram(t, main, { DATA_DIR: folder, PORT: String(port) }).ended,
    );
    assert.equal(code, 1);
    const words = `Port ${port + offset} of 127.0.0.1${whose} is taken by another program.`;
    assert.equal(said, `${words} Stop that one, or set PORT to another.\n`);
  }
  assert.ok(!existsSync(join(folder, "postgres")));
});

test("a disk without room is a sentence", async (t) => {
  const folder = makeFolder(t);
  const inNamespace = ["unshare", "--user", "--map-root-user", "--mount"];
  const mount = `mount -t tmpfs -o size=20m tmpfs ${folder}`;
  const [command = "", ...rest] = [...inNamespace, "sh", "-c", mount];
  if (spawnSync(command, rest).status !== 0) return t.skip("this machine lets nobody mount a small disk");
  const settings = { DATA_DIR: folder, PORT: String(await findPorts()) };
  const prefix = [...inNamespace, "sh", "-c", `${mount} && exec "$@"`, "sh"];
  const { code, said } = await runProgram(t, main, settings, prefix).ended;
  assert.equal(code, 1);
  assert.match(said, /^The disk of \S+ has \d+ MB free; at least 200 MB are needed\.\n$/);
});

test("a data folder that cannot be made is a sentence", async (t) => {
  const file = join(makeFolder(t), "a-file");
  writeFileSync(file, "");
  const { code, said } = await runProgram(t, main, { DATA_DIR: join(file, "data") }).ended;
  assert.equal(code, 1);
  assert.match(said, /^The data folder \S+ cannot be made: [^\n]+\n$/);
});

test("all wrong settings are named at once, without their values, and a setting without a value is not set", () => {
  const wrong = {
    PORT: "99999",
    ADDRESS: "secret-word",
    DATABASE_CONNECTIONS: "many",
    MASTER_SECRET: "short",
    CITY: "",
  };
  assert.throws(
    () => readConfig(wrong),
    ({ message }: Error) => {
      for (const name of ["PORT", "ADDRESS", "DATABASE_CONNECTIONS", "MASTER_SECRET"]) {
        assert.match(message, new RegExp(`^  ${name}: `, "m"));
      }
      assert.ok(!message.includes("secret-word"));
      assert.ok(!message.includes("CITY"));
      return true;
    },
  );
});

test("production names all that is missing and every helper of the demo, and does not start", async (t) => {
  const folder = makeFolder(t);
  const helpers = { DEMO_TIME: "2026-12-04T17:50:00+09:00", DEMO_MAILBOX: "http://localhost:1", PAY_URL: "http://x" };
  const { code, said } = await runProgram(t, main, { MODE: "production", DATA_DIR: folder, ...helpers }).ended;
  assert.equal(code, 1);
  for (const name of ["MASTER_SECRET", "SMTP_HOST", "ADDRESS", ...Object.keys(helpers)]) {
    assert.match(said, new RegExp(`^  ${name}: must`, "m"));
  }
  assert.ok(!existsSync(join(folder, "postgres")));
});

test("a file of the city with mistakes is refused with file, line and column of each", async (t) => {
  const { readPeople } = await import("../../src/modules/identity/module.ts");
  const { readFacilities } = await import("../../src/modules/facility/seeds.ts");
  const { readCityConfig } = await import("../../src/app/city-folder.ts");
  const folder = makeFolder(t);
  const here = pathToFileURL(`${folder}/`);
  writeFileSync(join(folder, "people.yaml"), "sections:\n  - { id: BAD, name: 総務 }\ncategories: []\nresidents: 3\n");
  await assert.rejects(readPeople(here), /people\.yaml:2:11 .*people\.yaml:4:12 /s);
  mkdirSync(join(folder, "facilities"));
  writeFileSync(join(folder, "facilities", "hall.yaml"), "id: hall\nname: [\n");
  const config = readCityConfig("omitama");
  await assert.rejects(readFacilities({ config }, new URL("facilities/", here)), /hall\.yaml:\d+:\d+ /);
  assert.throws(() => readCityConfig("nowhere"), /There is no folder cities\/nowhere/);
});

test("nothing starts while city.yaml names a facility or a section that is not there: a slip would open a house to all", async () => {
  const { assertKnownFacilities } = await import("../../src/app/known-facilities.ts");
  const { cityFolder, readCityConfig } = await import("../../src/app/city-folder.ts");
  const config = readCityConfig("omitama");
  await assertKnownFacilities(cityFolder("omitama"), config);
  const facilities = { ...config.facilities, minolle: { sections: ["minole"] }, apios: { sections: ["shogai"] } };
  await assert.rejects(
    assertKnownFacilities(cityFolder("omitama"), { ...config, facilities }),
    /facilities\.apios: no section shogai in people\.yaml\n.*facilities\.minolle: no file facilities\/minolle\.yaml/,
  );
});
