import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type TestContext, test } from "node:test";
import { makeTestFolder, sweepTestFolders } from "./folder.ts";

/** A process that has been and is gone. */
const goneId = spawnSync("true").pid;

function makeGround(t: TestContext) {
  const ground = mkdtempSync(join(tmpdir(), "mm-sweep-"));
  t.after(() => rmSync(ground, { recursive: true, force: true }));
  return (name: string) => {
    mkdirSync(join(ground, name, "socket"), { recursive: true });
    writeFileSync(join(ground, name, "postgres.log"), "");
    return { ground, folder: join(ground, name) };
  };
}

test("folders of runs that are gone are swept, with all that is in them", async (t) => {
  const { ground, folder } = makeGround(t)(`mm-test-${goneId}-Abc123`);
  await sweepTestFolders(ground);
  assert.ok(!existsSync(folder));
});

test("folders of a living process, of init, without a number and of other programs stay", async (t) => {
  const make = makeGround(t);
  const names = [`mm-test-${process.pid}-Abc123`, "mm-test-1-Abc123", "mm-test-Abc123", `other-${goneId}-Abc123`];
  const made = names.map(make);
  await sweepTestFolders(made[0]?.ground);
  assert.deepEqual(
    made.map(({ folder }) => existsSync(folder)),
    [true, true, true, true],
  );
});

test("a folder whose PostgreSQL answers stays, whoever made it", async (t) => {
  const { ground, folder } = makeGround(t)(`mm-test-${goneId}-Abc123`);
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((done) => server.listen(join(folder, "socket", ".s.PGSQL.5432"), done));
  await sweepTestFolders(ground);
  assert.ok(existsSync(folder));
  await new Promise((done) => server.close(done));
  await sweepTestFolders(ground);
  assert.ok(!existsSync(folder));
});

test("a folder that is made is one that would be swept when its maker is gone", () => {
  const folder = makeTestFolder("kind");
  rmSync(folder, { recursive: true });
  assert.match(basename(folder), new RegExp(`^mm-kind-${process.pid}-\\w{6}$`));
});
