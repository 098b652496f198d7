import assert from "node:assert/strict";
import { test } from "node:test";
import { isAcceptedStrength, isTwoFactor } from "./strength.ts";

const none = { acceptedAcr: [] };

test("two methods of one kind are one factor, two kinds are two", () => {
  assert.equal(isTwoFactor({ acr: undefined, amr: ["pwd", "pin"] }, none), false);
  assert.equal(isTwoFactor({ acr: undefined, amr: ["pin", "hwk"] }, none), true);
  assert.equal(isTwoFactor({ acr: undefined, amr: ["fpt", "swk"] }, none), true);
  assert.equal(isTwoFactor({ acr: undefined, amr: ["mfa"] }, none), true);
});

test("no amr, an unknown amr and an amr that is not a list prove nothing", () => {
  for (const amr of [undefined, [], ["x", "y"], "mfa", [1, 2], ["constructor", "pin"]])
    assert.equal(isTwoFactor({ acr: undefined, amr }, none), false, String(amr));
});

test("an acr that was not agreed on proves nothing, and a missing one fails where a list was agreed on", () => {
  assert.equal(isTwoFactor({ acr: "aal1", amr: ["pwd"] }, { acceptedAcr: ["aal3"] }), false);
  assert.equal(isTwoFactor({ acr: "aal3", amr: undefined }, { acceptedAcr: ["aal3"] }), true);
  assert.equal(isAcceptedStrength({ acr: undefined, amr: [] }, { acceptedAcr: ["aal3"] }), false);
  assert.equal(isAcceptedStrength({ acr: undefined, amr: [] }, none), true);
});
