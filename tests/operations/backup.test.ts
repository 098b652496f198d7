import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { root } from "../../bin/root.ts";
import { startEmbeddedPostgres } from "../../src/kernel/db/embedded.ts";
import { openDb } from "../../src/kernel/db/open.ts";
import { makeTestFolder } from "../../src/kernel/test/folder.ts";

type Outcome = { readonly code: number; readonly said: string };

/** A script of bin/, as npm runs it. */
function runScript(name: string, folder: string, dataFolder: string): Promise<Outcome> {
  const env = { PATH: process.env["PATH"], DATA_DIR: dataFolder };
  return new Promise((done) => {
    execFile(process.execPath, [join(root, "bin", `${name}.ts`), folder], { cwd: root, env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), said: `${stdout}${stderr}` }),
    );
  });
}

/** Readable by all, as a city's folder is: for root PostgreSQL then runs as nobody, and must own what it is given. */
function temporaryFolder(t: TestContext): string {
  const folder = makeTestFolder("backup");
  chmodSync(folder, 0o755);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("a backup of the running database, restored, has all that was committed before it began, and the files and keys", async (t) => {
  const folder = temporaryFolder(t);
  const data = join(folder, "var");
  const postgres = await startEmbeddedPostgres(data);
  t.after(() => postgres.stop());
  mkdirSync(join(data, "files/ab"), { recursive: true });
  writeFileSync(join(data, "files/ab/permit"), "許可書");
  writeFileSync(join(data, "master-secret"), "s".repeat(43));
  const { db, close } = openDb(postgres.connectionString("postgres"), { as: "owner" });
  await sql`create table entry (id int primary key, text text not null)`.execute(db);

  // Somebody goes on writing all the time.
  let written = 0;
  let stopped = false;
  const writing = (async () => {
    while (!stopped) {
      written += 1;
      await sql`insert into entry values (${written}, repeat('書', 1000))`.execute(db);
      await wait(1);
    }
  })();
  while (written < 200) await wait(5);
  const before = written - 1;
  const backup = await runScript("backup", join(folder, "backup"), data);
  assert.equal(backup.code, 0, backup.said);
  stopped = true;
  await writing;
  await close();
  assert.ok(written > before + 1, "the database was written to while it was copied");

  const restored = join(folder, "restored");
  const restore = await runScript("restore", join(folder, "backup"), restored);
  assert.equal(restore.code, 0, restore.said);
  assert.equal(readFileSync(join(restored, "files/ab/permit"), "utf8"), "許可書");
  assert.equal(readFileSync(join(restored, "master-secret"), "utf8"), "s".repeat(43));
  const again = await startEmbeddedPostgres(restored);
  t.after(() => again.stop());
  const copy = openDb(again.connectionString("postgres"), { as: "owner" });
  const { rows } = await sql<{ count: number; last: number; whole: boolean }>`
    select count(*) as count, max(id) as last, bool_and(length(text) = 1000) as whole from entry`.execute(copy.db);
  await copy.close();
  const [found] = rows;
  assert.ok(found && found.count >= before, `${found?.count} of ${before} rows are there`);
  assert.equal(found.count, found.last, "no row in between is lost");
  assert.ok(found.whole);
});

test("a stopped database is backed up as well, and restoring never overwrites", async (t) => {
  const folder = temporaryFolder(t);
  const data = join(folder, "var");
  const postgres = await startEmbeddedPostgres(data);
  await postgres.stop();
  const backup = join(folder, "backup");
  assert.equal((await runScript("backup", backup, data)).code, 0);

  const second = await runScript("backup", backup, data);
  assert.equal(second.code, 1);
  assert.match(second.said, /exists already/);
  const over = await runScript("restore", backup, data);
  assert.equal(over.code, 1);
  assert.match(over.said, /exists already/);
  const half = await runScript("restore", data, join(folder, "elsewhere"));
  assert.equal(half.code, 1);
  assert.match(half.said, /not a whole backup/);
});
