import assert from "node:assert/strict";
import { test } from "node:test";
import { makeLimiter, requestsPerMinute } from "../../src/kernel/http/limits.ts";
import { sourceAddress } from "../../src/kernel/http/source.ts";
import { jsonLog } from "../../src/kernel/log.ts";
import { startSite } from "../site.fixture.ts";

/** An invented X-Forwarded-For, to dodge the limits, to use up somebody else's, or to write into the log. */
const few = { ...requestsPerMinute, page: 5 };

test("without a proxy of ours the header counts for nothing: the limit follows the connection", async () => {
  const lines: string[] = [];
  const log = jsonLog((line) => lines.push(line));
  const site = await startSite({ limiter: makeLimiter(few), log });
  try {
    const browser = site.browser();
    const statuses: number[] = [];
    for (let n = 1; n <= 10; n++) {
      const headers = {
        "x-forwarded-for": `203.0.113.${n}`,
        forwarded: `for=203.0.113.${n}`,
        "x-real-ip": `203.0.113.${n}`,
      };
      statuses.push((await browser.ask("/about/use", { headers }, "198.51.100.1")).status);
    }
    assert.deepEqual(statuses.filter((status) => status === 429).length, 5);
    assert.equal((await browser.ask("/about/use", {}, "198.51.100.2")).status, 200, "others go on");
    assert.deepEqual(
      lines.filter((line) => line.includes("203.0.113")),
      [],
    );
  } finally {
    await site.close();
  }
});

test("behind one proxy of ours only what that proxy wrote counts, not what stands further left", async () => {
  const site = await startSite({ limiter: makeLimiter(few), trustedHops: 1 });
  try {
    const browser = site.browser();
    const ask = (forwarded: string) =>
      browser.ask("/about/use", { headers: { "x-forwarded-for": forwarded } }, "198.51.100.1");
    for (let n = 1; n <= 5; n++) assert.equal((await ask(`10.0.0.${n}, 203.0.113.9`)).status, 200);
    assert.equal((await ask("10.0.0.6, 203.0.113.9")).status, 429);
    assert.equal((await ask("203.0.113.9, 203.0.113.10")).status, 200, "the victim of the invention goes on");
  } finally {
    await site.close();
  }
});

test("what is no address falls back to the connection", () => {
  for (const forwarded of ["", " ", "x", "<script>", "1.2.3.4:80", "999.1.1.1", "a".repeat(10_000)]) {
    assert.equal(sourceAddress("198.51.100.1", forwarded, 1), "198.51.100.1", forwarded.slice(0, 20));
  }
});
