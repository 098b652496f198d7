import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../bin/root.ts";

function run(tool: string, ...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(join(root, "node_modules/.bin", tool), args, {
    cwd: root,
    encoding: "utf8",
  });
  return { status, said: `${stdout}${stderr}` };
}

test("the whole tree type-checks (npm run types)", () => {
  // One checker: four know half of the types twice, which on 2 cores costs 18 s of processor instead of 10.
  const { status, said } = run("tsc", "--pretty", "false", "--checkers", "1");
  assert.equal(status, 0, said);
});

test("lint and format find nothing (npm run format)", () => {
  const { status, said } = run("biome", "ci", "--colors=off", "--error-on-warnings");
  assert.equal(status, 0, said);
});
