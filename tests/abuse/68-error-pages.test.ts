import assert from "node:assert/strict";
import { test } from "node:test";
import { makeLimiter, requestsPerMinute } from "../../src/kernel/http/limits.ts";
import { jsonLog } from "../../src/kernel/log.ts";
import { assertPlain, openSite, useForm, usePath } from "./abuse.fixture.ts";

/** Answers that are not 200: the same headers, a plain page with a way on, nothing of the inside. */
const headersOfAll = [
  "content-security-policy",
  "x-content-type-options",
  "x-frame-options",
  "referrer-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
];

test("400, 403, 404, 405, 409, 413, 415, 422 and 429 carry what every answer carries, and say whom to call", async () => {
  const site = await openSite({ limiter: makeLimiter({ ...requestsPerMinute, api: 1 }) });
  try {
    const { browser } = site.haru;
    await site.mika.browser.post(usePath, useForm);
    const post = (path: string, init: RequestInit) => browser.ask(path, { method: "POST", ...init });
    const urlencoded = { "content-type": "application/x-www-form-urlencoded" };
    await browser.get("/api/v1/spaces");
    const answers = [
      [400, await post(usePath, { body: "a%00=1", headers: urlencoded })],
      [403, await browser.get("/staff/doors")],
      [404, await browser.get("/no-such-page")],
      [404, await browser.get("/bookings/00000000-0000-4000-8000-000000000000")],
      [405, await browser.ask("/spaces", { method: "DELETE" })],
      [409, await browser.post(usePath, useForm)],
      [413, await post(usePath, { body: "x".repeat(300_000), headers: urlencoded })],
      [415, await post(usePath, { body: "{}", headers: { "content-type": "application/json" } })],
      [422, await browser.post(usePath, { ...useForm, people: "0" })],
      [429, await browser.get("/api/v1/spaces")],
    ] as const;
    for (const [status, answer] of answers) {
      assert.equal(answer.status, status);
      for (const name of headersOfAll) assert.ok(answer.headers.get(name), `${status} without ${name}`);
      assert.match(answer.headers.get("content-security-policy") ?? "", /frame-ancestors 'none'/);
      assertPlain(answer);
      const isPage = answer.headers.get("content-type")?.startsWith("text/html");
      if (isPage) assert.match(answer.text, /0299-00-0000/, `${status} says whom to call`);
      else assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
    }
  } finally {
    await site.close();
  }
});

test("when the database is away: 503 with a plain page, and the log has the reason without rows or people", async () => {
  const lines: string[] = [];
  const site = await openSite({ log: jsonLog((line) => lines.push(line)) });
  const { browser } = site.haru;
  await site.close();
  for (const path of ["/my/bookings", "/spaces", "/api/v1/spaces"]) {
    const answer = await browser.get(path);
    assert.ok(answer.status === 503 || answer.status === 500, `${path}: ${answer.status}`);
    for (const name of headersOfAll) assert.ok(answer.headers.get(name), `${path} without ${name}`);
    assertPlain(answer);
    assert.doesNotMatch(answer.text, /山口/);
  }
  assert.ok(lines.some((line) => JSON.parse(line).event === "request.failed"));
  for (const line of lines) assert.doesNotMatch(line, /山口|みのり/);
});
