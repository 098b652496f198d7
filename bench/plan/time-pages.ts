import { Agent, get } from "node:http";
import { round } from "../pace.ts";

export type Timed = {
  readonly p50: number;
  readonly p95: number;
  readonly longest: number;
  readonly bytes: number;
  /** With those that warmed up. */
  readonly count: number;
};

/**
 * One after the other on one connection: what the server needs for a page, with the way over loopback. Each request comes from a
 * source of its own. The first tenth warms up and is not counted.
 */
export async function timePages(address: string, paths: readonly string[], count: number): Promise<Timed> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const taken: number[] = [];
  let bytes = 0;
  const warm = Math.ceil(count / 10);
  for (let at = 0; at < count + warm; at++) {
    const begun = performance.now();
    const given = await ask(agent, `${address}${paths[at % paths.length]}`, at);
    if (given.status !== 200) throw new Error(`${paths[at % paths.length]}: ${given.status}`);
    if (at >= warm) taken.push(performance.now() - begun);
    bytes = Math.max(bytes, given.bytes);
  }
  agent.destroy();
  const sorted = taken.toSorted((a, b) => a - b);
  const share = (part: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0, 2);
  return { p50: share(0.5), p95: share(0.95), longest: share(1), bytes, count: count + warm };
}

function ask(agent: Agent, url: string, at: number): Promise<{ status: number; bytes: number }> {
  const headers = { "x-forwarded-for": `2001:db8::${at.toString(16)}` };
  return new Promise((done, fail) => {
    get(url, { agent, headers }, (answer) => {
      let bytes = 0;
      answer.on("data", (piece: Buffer) => {
        bytes += piece.length;
      });
      answer.on("end", () => done({ status: answer.statusCode ?? 0, bytes }));
    }).on("error", fail);
  });
}
