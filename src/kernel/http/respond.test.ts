import assert from "node:assert/strict";
import { test } from "node:test";
import { respond } from "./respond.ts";

const file = (bytes: AsyncIterable<string>) =>
  respond({ kind: "file", name: "rows.csv", type: "text/csv; charset=utf-8", bytes });

async function* rowsUntil(last: number, log: { given: number; closed?: true } = { given: 0 }) {
  try {
    for (let row = 1; row <= last; row++) {
      log.given = row;
      yield `${row},${"あ".repeat(100)}\r\n`;
    }
  } finally {
    log.closed = true;
  }
}

test("a file in pieces arrives whole, and a long one begins before its source is at its end", async () => {
  const log = { given: 0 };
  const response = await file(rowsUntil(2_000, log));
  assert.ok(log.given < 1_000, String(log.given));
  const text = await response.text();
  assert.equal(text.split("\r\n").length, 2_001);
  assert.match(response.headers.get("content-disposition") ?? "", /^attachment; filename="rows\.csv"/);
  assert.equal(await (await file(rowsUntil(0))).text(), "");
});

test("a source that fails at once is an error, and one that fails later breaks the file off", async () => {
  async function* failAfter(rows: number) {
    yield* rowsUntil(rows);
    throw new Error("the database is away");
  }
  await assert.rejects(file(failAfter(1)), /the database is away/);
  await assert.rejects((await file(failAfter(2_000))).text(), /the database is away/);
});

test("a source is ended when nobody listens any more", async () => {
  const log: { given: number; closed?: true } = { given: 0 };
  const response = await file(rowsUntil(2_000, log));
  await response.body?.cancel();
  assert.equal(log.closed, true);
  assert.ok(log.given < 1_000);
});
