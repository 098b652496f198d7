import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { PaymentState } from "../types.ts";
import { amendmentOf, keptOf, type Part, refundsOf } from "./amendment.ts";

const part = (id: string, state: PaymentState, amount: number, change: Partial<Part> = {}): Part => ({
  id,
  state,
  amount,
  charged: state === "paid" ? amount : 0,
  refunded: 0,
  refunding: 0,
  isReplaced: false,
  ...change,
});

describe("what is to be done when a subject costs another amount", () => {
  it("replaces a payment that nobody has paid", () => {
    assert.deepEqual(amendmentOf([part("a", "open", 1000)], 1500), {
      kind: "open",
      amount: 1500,
      ends: "a",
      supplements: undefined,
    });
  });

  it("asks for the difference besides what was paid, and for another difference if the first is not paid", () => {
    const paid = part("a", "paid", 1000);
    assert.deepEqual(amendmentOf([paid], 1500), { kind: "open", amount: 500, ends: undefined, supplements: "a" });
    assert.deepEqual(amendmentOf([paid, part("b", "open", 500)], 1800), {
      kind: "open",
      amount: 800,
      ends: "b",
      supplements: "a",
    });
    assert.deepEqual(amendmentOf([paid, part("b", "open", 500)], 1500), { kind: "unchanged" });
    assert.deepEqual(amendmentOf([paid, part("b", "open", 500)], 1000), { kind: "end", ends: "b" });
  });

  it("gives back what is too much, the supplement's money first", () => {
    const parts = [part("a", "paid", 1000), part("b", "paid", 500)];
    assert.deepEqual(amendmentOf(parts, 800), {
      kind: "refund",
      ends: undefined,
      refunds: [
        { paymentId: "b", amount: 500 },
        { paymentId: "a", amount: 200 },
      ],
    });
  });

  it("does not count what came for a replaced payment: that goes back by itself", () => {
    const parts = [part("a", "paid", 1000, { isReplaced: true, refunding: 1000 }), part("b", "open", 1500)];
    assert.equal(keptOf(parts), 0);
    assert.deepEqual(amendmentOf(parts, 1500), { kind: "unchanged" });
  });

  it("promises no more back than was kept", () => {
    assert.throws(() => refundsOf([part("a", "paid", 1000, { refunding: 400 })], 601), RangeError);
  });

  const anyPart = fc
    .record({
      state: fc.constantFrom<PaymentState>("paid", "expired", "abandoned"),
      amount: fc.integer({ min: 1, max: 100_000 }),
      returned: fc.integer({ min: 0, max: 100_000 }),
    })
    .map(({ state, amount, returned }) =>
      part(`p${amount}`, state, amount, { refunding: state === "paid" ? Math.min(returned, amount) : 0 }),
    );

  it("whatever was paid before: kept + asked for − given back is the new amount", () => {
    fc.assert(
      fc.property(
        fc.array(anyPart, { maxLength: 5 }),
        fc.option(fc.integer({ min: 1, max: 100_000 })),
        fc.integer({ min: 0, max: 200_000 }),
        (done, live, amount) => {
          const parts = live === null ? done : [...done, part("live", "open", live)];
          const plan = amendmentOf(parts, amount);
          const asked = plan.kind === "open" ? plan.amount : plan.kind === "unchanged" ? (live ?? 0) : 0;
          const back = plan.kind === "refund" ? plan.refunds.reduce((sum, refund) => sum + refund.amount, 0) : 0;
          assert.equal(keptOf(parts) + asked - back, amount);
          if (live !== null && plan.kind !== "unchanged") assert.equal("ends" in plan && plan.ends, "live");
        },
      ),
    );
  });
});
