import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { after, before, test } from "node:test";
import { type Ground, openGround } from "../races/ground.ts";
import { playSequences } from "./sequences.ts";

/** Some of what `npm run model` plays for as long as one likes. */
let ground: Ground;
before(async () => {
  ground = await openGround(1);
});
after(() => ground.close());

test("whatever is done in whatever order, bookings, money, doors and rooms are as the plain rules say", async () => {
  const { violation } = await playSequences(ground, { sequences: 40, seed: randomInt(2 ** 31), seconds: 20 });
  assert.equal(violation, undefined);
});

test("a model that gives nothing back in the last eleven days is contradicted: the sequences can fail", async () => {
  const { violation } = await playSequences(ground, { sequences: 500, seed: 5, refundDays: 11 });
  assert.match(violation ?? "", /facility\.(refund-changed|change-too-late)/);
});
