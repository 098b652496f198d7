import assert from "node:assert/strict";
import { test } from "node:test";
import { type BookingState, bookingStates } from "../types/booking.ts";
import { type Cause, canMove, nextState, occupyingStates, seenAs, transitions } from "./states.ts";

const causes: readonly Cause[] = ["hold", "block", "pay", "pay-later", "time", "cancel"];

test("from each state a cause leads to one state only", () => {
  const keys = transitions.map(({ from, by }) => `${from} ${by}`);
  assert.equal(new Set(keys).size, keys.length);
});

test("cancelled is the end", () => {
  assert.deepEqual(
    causes.map((by) => nextState("cancelled", by)),
    causes.map(() => undefined),
  );
});

test("every state can be reached from the beginning", () => {
  const reached = new Set<BookingState | undefined>([undefined]);
  for (let size = 0; size !== reached.size; ) {
    size = reached.size;
    for (const { from, to } of transitions) if (reached.has(from)) reached.add(to);
  }
  assert.deepEqual(
    bookingStates.filter((state) => !reached.has(state)),
    [],
  );
});

test("a request becomes a permit by a decision only, and time never grants it", () => {
  assert.equal(nextState("requested", "approve"), "reserved");
  assert.equal(nextState("requested", "time"), "expired");
  for (const by of ["pay", "pay-later", "hold", "owe"] as const)
    assert.equal(nextState("requested", by), undefined, by);
  assert.equal(nextState("requested", "stand"), "confirmed", "what it was before a change that was not allowed");
});

test("a paid booking does not expire, and a block is neither paid nor expires", () => {
  assert.equal(nextState("confirmed", "time"), undefined);
  assert.equal(nextState("blocked", "pay"), undefined);
  assert.equal(nextState("blocked", "time"), undefined);
});

test("money that comes late may still confirm, or the choice may be held again", () => {
  assert.equal(nextState("expired", "pay"), "confirmed");
  assert.equal(nextState("expired", "hold"), undefined, "who wants it again makes a new booking");
  assert.equal(canMove("expired", "reserved"), false);
});

test("others see that it is taken and nothing else; only a closure is shown as closed", () => {
  assert.deepEqual(
    occupyingStates.map((state) => seenAs(state, undefined)),
    ["held", "taken", "taken", "taken", "taken"],
  );
  assert.equal(seenAs("blocked", "closure"), "closed");
  assert.equal(seenAs("blocked", "use"), "taken");
});
