import assert from "node:assert/strict";
import { test } from "node:test";
import { makeLimiter, requestsPerMinute } from "../../src/kernel/http/limits.ts";

test("20,000 forms from one address in a minute: that address gets its budget, others go on as if nothing were", () => {
  const limiter = makeLimiter();
  let allowed = 0;
  let others = 0;
  for (let n = 0; n < 20_000; n++) {
    const now = (n / 20_000) * 60_000;
    if (limiter.allows("203.0.113.7", "form", now)) allowed += 1;
    if (n % 1_000 === 0 && limiter.allows(`198.51.100.${n / 1_000}`, "form", now)) others += 1;
  }
  // The bucket is full at first, and fills up once more in the minute.
  assert.ok(allowed <= 2 * requestsPerMinute.form, `${allowed} of 20,000 got through`);
  assert.ok(allowed >= requestsPerMinute.form, "a busy library is not shut out");
  assert.equal(others, 20);
  assert.ok(limiter.allows("203.0.113.7", "page", 60_000), "who sent too many forms may still read");
});
