import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { testProviderContract } from "../../modules/payment/provider-contract.fixture.ts";
import { apiKey, hookKey, startBench } from "./bench.fixture.ts";
import { demoProvider } from "./provider.ts";
import { eventText, hmacHex, secondsOf } from "./signature.ts";

testProviderContract("the demo provider", startBench);

describe("the demo adapter", () => {
  const now = new Date("2026-11-22T03:00:00Z");
  const body = Buffer.from(
    JSON.stringify({ id: "evt_1", type: "payment.paid", reference: "chk_1", at: now.toISOString() }),
  );
  const signed = (key: string, at = now, content: Uint8Array = body) =>
    new Headers({ "demo-signature": `t=${secondsOf(at)},v1=${hmacHex(key, eventText(secondsOf(at), content))}` });
  const adapter = (hookKeys: readonly string[]) => demoProvider({ address: "http://127.0.0.1:9", apiKey, hookKeys });

  it("accepts both keys during a rotation and no third", () => {
    const rotating = adapter(["the next key of the hook", hookKey]);
    assert.deepEqual(rotating.verifyEvent(signed(hookKey), body, now), { eventId: "evt_1", reference: "chk_1" });
    assert.deepEqual(rotating.verifyEvent(signed("the next key of the hook"), body, now), {
      eventId: "evt_1",
      reference: "chk_1",
    });
    assert.equal(rotating.verifyEvent(signed("somebody else's key"), body, now), "rejected");
    assert.equal(rotating.verifyEvent(signed(apiKey), body, now), "rejected");
  });

  it("accepts an event of 300 seconds ago and rejects one of 301, and likewise from the future", () => {
    const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    for (const seconds of [-300, 0, 300]) {
      assert.notEqual(adapter([hookKey]).verifyEvent(signed(hookKey, at(seconds)), body, now), "rejected");
    }
    for (const seconds of [-301, 301, -86_400]) {
      assert.equal(adapter([hookKey]).verifyEvent(signed(hookKey, at(seconds)), body, now), "rejected");
    }
  });

  it("rejects a fresh time put before an old signature", () => {
    const old = signed(hookKey, new Date(now.getTime() - 3_600_000)).get("demo-signature") ?? "";
    const fresh = new Headers({ "demo-signature": old.replace(/t=\d+/, `t=${secondsOf(now)}`) });
    assert.equal(adapter([hookKey]).verifyEvent(fresh, body, now), "rejected");
  });

  it("rejects a signed body that is not an event", () => {
    for (const text of ["", "{}", "null", "[]", '{"id":"","reference":"x"}', '{"id":1,"reference":"x"}']) {
      const content = Buffer.from(text);
      assert.equal(adapter([hookKey]).verifyEvent(signed(hookKey, now, content), content, now), "rejected");
    }
    const notUtf8 = Buffer.from([0xff, 0xfe]);
    assert.equal(adapter([hookKey]).verifyEvent(signed(hookKey, now, notUtf8), notUtf8, now), "rejected");
  });

  it("accepts no event at all without keys", () => {
    assert.equal(adapter([]).verifyEvent(signed(""), body, now), "rejected");
  });
});
