import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { RawPage } from "./raw-server.ts";

export async function readPage(url: string): Promise<RawPage> {
  const answer = await fetch(url);
  const perConnection = ["connection", "keep-alive", "transfer-encoding", "content-length", "date"];
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !perConnection.includes(name)));
  return { headers, body: await answer.text() };
}

export async function startRawServer(page: RawPage): Promise<{ address: string; bytes: number; stop(): void }> {
  const child = fork(fileURLToPath(new URL("raw-server.ts", import.meta.url)));
  child.send(page);
  const port = await new Promise<number>((done) => child.once("message", (message) => done(Number(message))));
  const stop = () => void child.kill();
  process.once("exit", stop);
  child.once("exit", () => process.off("exit", stop));
  return { address: `http://127.0.0.1:${port}`, bytes: Buffer.byteLength(page.body), stop };
}
