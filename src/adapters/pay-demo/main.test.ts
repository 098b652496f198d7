import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("main.ts", import.meta.url));

async function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [main], { env: { PATH: process.env["PATH"] ?? "", ...env } });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  return { child, output: () => output };
}

describe("the demo provider as a process of its own", () => {
  it("says where it listens, serves, and stops on SIGTERM", async () => {
    const folder = await mkdtemp(join(tmpdir(), "pay-demo-"));
    const { child, output } = await run({
      PAY_DEMO_PORT: "0",
      PAY_DEMO_API_KEY: "sixteen characters",
      PAY_DEMO_HOOK_KEY: "sixteen characters too",
      PAY_DEMO_HOOK_ADDRESS: "http://127.0.0.1:9/hooks/payment/demo",
      DATA_DIR: folder,
    });
    await once(child.stdout, "data");
    const address = /demo payments at (http:\S+)/.exec(output())?.[1];
    assert.equal((await fetch(`${address}/style.css`)).status, 200);
    child.kill("SIGTERM");
    const [code] = await once(child, "exit");
    assert.equal(code, 0);
    await rm(folder, { recursive: true });
  });

  it("does not start without its keys", async () => {
    const { child } = await run({});
    const [code] = await once(child, "exit");
    assert.equal(code, 1);
  });
});
