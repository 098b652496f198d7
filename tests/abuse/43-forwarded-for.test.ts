import assert from "node:assert/strict";
import { test } from "node:test";
import { sourceAddress } from "../../src/kernel/http/source.ts";

test("an address that the client wrote into X-Forwarded-For counts for nothing", () => {
  assert.equal(sourceAddress("203.0.113.7", "198.51.100.1", 0), "203.0.113.7", "without a proxy of ours");
  assert.equal(
    sourceAddress("127.0.0.1", "198.51.100.1, 203.0.113.7", 1),
    "203.0.113.7",
    "what our proxy added is last",
  );
  assert.equal(sourceAddress("127.0.0.1", "1.1.1.1, 203.0.113.7, 10.0.0.2", 2), "203.0.113.7", "two proxies of ours");
});

test("what is no address is no source, and brings nothing into a log", () => {
  for (const made of ["", "unknown", "203.0.113.7\r\nforged: line", "1.2.3.4:80", "<script>"]) {
    assert.equal(sourceAddress("127.0.0.1", made, 1), "127.0.0.1");
  }
  assert.equal(sourceAddress("127.0.0.1", "203.0.113.7", 3), "127.0.0.1", "fewer hops than proxies");
  assert.equal(sourceAddress("127.0.0.1", null, 1), "127.0.0.1");
});
