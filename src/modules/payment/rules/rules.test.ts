import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type ProviderReading, type ProviderState, paymentStates, refundStates } from "../types.ts";
import { changeOf, type Drawer, denominations, differenceOf, receiptNumber, sumOfDrawer, sumsOf } from "./cash.ts";
import { effectOf, type Known } from "./reading.ts";
import { refundable, stateByLedger } from "./refund.ts";
import { pageExpiry, standingOf } from "./standing.ts";
import { canMove, moved, refundTransitions, transitions } from "./states.ts";

describe("the states of a payment", () => {
  const allowed = new Set([
    "open→pending",
    "open→paid",
    "open→expired",
    "open→abandoned",
    "pending→paid",
    "pending→expired",
    "pending→abandoned",
    "paid→partly-refunded",
    "paid→refunded",
    "partly-refunded→refunded",
    "expired→paid",
    "abandoned→paid",
  ]);
  for (const from of paymentStates) {
    for (const to of paymentStates) {
      const isAllowed = allowed.has(`${from}→${to}`);
      it(`${from} ${isAllowed ? "may" : "may not"} become ${to}`, () => {
        assert.equal(canMove(from, to), isAllowed);
        if (isAllowed) assert.equal(moved(from, to), to);
        else assert.throws(() => moved(from, to), /cannot go/);
      });
    }
  }

  it("money that came is never forgotten: no paid state leads back to an unpaid one", () => {
    const unpaid = new Set(["open", "pending", "expired", "abandoned"]);
    for (const from of ["paid", "partly-refunded", "refunded"] as const) {
      assert.ok(transitions[from].every((to) => !unpaid.has(to)));
    }
  });

  it("a refund that is done stays done", () => {
    assert.deepEqual(refundTransitions.done, []);
    for (const from of refundStates) if (from !== "done") assert.ok(refundTransitions[from].includes("done"));
  });
});

const now = new Date("2026-11-25T01:20:00Z");
const known = (
  change: { payment?: Partial<Known["payment"]>; checkout?: Partial<Known["checkout"]>; charge?: Known["charge"] } = {},
): Known => ({
  payment: { state: "open", amount: 1570, currency: "JPY", dueAt: new Date(now.getTime() + 60_000), ...change.payment },
  checkout: { reference: "r", isLive: true, lastState: undefined, ...change.checkout },
  charge: change.charge,
  now,
});
const konbini = { number: "123456789012", until: new Date(now.getTime() + 86_400_000) };
const reading = (change: Partial<ProviderReading> = {}): ProviderReading => ({
  reference: "r",
  state: "open",
  amount: 1570,
  currency: "JPY",
  method: undefined,
  konbini: undefined,
  refunded: 0,
  ...change,
});

describe("what a reading of the provider changes", () => {
  it("another amount, another currency or another reference changes nothing, even if it says paid", () => {
    for (const state of ["open", "pending", "paid", "failed", "expired", "unknown"] as const) {
      assert.deepEqual(effectOf(reading({ state, amount: 1 }), known()), { kind: "mismatch", what: "amount" });
      assert.deepEqual(effectOf(reading({ state, currency: "USD" }), known()), { kind: "mismatch", what: "currency" });
      assert.deepEqual(effectOf(reading({ state, reference: "x" }), known()), { kind: "mismatch", what: "reference" });
    }
  });

  it("paid is a charge, in time or late", () => {
    const paid = reading({ state: "paid" });
    assert.deepEqual(effectOf(paid, known()), { kind: "charge", late: false, isSecond: false });
    for (const state of ["expired", "abandoned"] as const) {
      assert.deepEqual(effectOf(paid, known({ payment: { state } })), { kind: "charge", late: true, isSecond: false });
    }
    assert.deepEqual(effectOf(paid, known({ payment: { dueAt: now } })), {
      kind: "charge",
      late: true,
      isSecond: false,
    });
  });

  it("a second charge for what is paid is told apart, and the same charge is no second one", () => {
    for (const state of ["paid", "partly-refunded", "refunded"] as const) {
      assert.deepEqual(effectOf(reading({ state: "paid" }), known({ payment: { state } })), {
        kind: "charge",
        late: false,
        isSecond: true,
      });
      assert.deepEqual(effectOf(reading({ state: "paid" }), known({ payment: { state }, charge: { returned: 0 } })), {
        kind: "none",
      });
    }
  });

  it("more given back than we know of is a mismatch; less is only an older reading", () => {
    const paid = (refunded: number) => reading({ state: "paid", refunded });
    const mine = known({ payment: { state: "partly-refunded" }, charge: { returned: 500 } });
    assert.deepEqual(effectOf(paid(501), mine), { kind: "mismatch", what: "refunded" });
    assert.deepEqual(effectOf(paid(500), mine), { kind: "none" });
    assert.deepEqual(effectOf(paid(0), mine), { kind: "none" });
  });

  it("a shop's number makes it pending, once, and not after the end", () => {
    const pending = reading({ state: "pending", method: "konbini", konbini });
    assert.deepEqual(effectOf(pending, known()), { kind: "pend", konbini, method: "konbini", late: false });
    assert.deepEqual(effectOf(pending, known({ payment: { state: "pending" } })), { kind: "none" });
    for (const state of ["expired", "abandoned", "paid"] as const) {
      const effect = effectOf(
        pending,
        known({ payment: { state }, ...(state === "paid" && { charge: { returned: 0 } }) }),
      );
      assert.deepEqual(effect, { kind: "none" });
    }
  });

  it("a refused card leaves the payment open, and is told once", () => {
    const failed = reading({ state: "failed", method: "card" });
    assert.deepEqual(effectOf(failed, known()), { kind: "fail" });
    assert.deepEqual(effectOf(failed, known({ checkout: { lastState: "failed" } })), { kind: "none" });
  });

  it("a page that is over ends a shop's number, but not an open payment", () => {
    const expired = reading({ state: "expired" });
    assert.deepEqual(effectOf(expired, known()), { kind: "end-checkout", expires: false });
    assert.deepEqual(effectOf(expired, known({ payment: { state: "pending" } })), {
      kind: "end-checkout",
      expires: true,
    });
  });

  it("no reading ever does what the state table does not have", () => {
    const target = { charge: "paid", pend: "pending", "end-checkout": "expired" } as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...paymentStates),
        fc.constantFrom<ProviderState>("open", "pending", "paid", "failed", "expired", "unknown"),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: -60_000, max: 60_000 }),
        (state, said, isLive, hasKonbini, dueIn) => {
          const effect = effectOf(
            reading({ state: said, konbini: hasKonbini ? konbini : undefined }),
            known({ payment: { state, dueAt: new Date(now.getTime() + dueIn) }, checkout: { isLive } }),
          );
          if (effect.kind === "charge") assert.ok(effect.isSecond || canMove(state, target.charge));
          if (effect.kind === "pend") assert.ok(canMove(state, target.pend));
          if (effect.kind === "end-checkout" && effect.expires) assert.ok(canMove(state, "expired"));
        },
      ),
    );
  });
});

describe("refunds", () => {
  it("what is kept decides the state", () => {
    const standing = { amount: 1000, charged: 1000, refunded: 0, refunding: 0, surplus: 0 };
    assert.equal(stateByLedger(standing), "paid");
    assert.equal(stateByLedger({ ...standing, refunded: 1 }), "partly-refunded");
    assert.equal(stateByLedger({ ...standing, refunded: 1000 }), "refunded");
    assert.equal(stateByLedger({ ...standing, charged: 2000, surplus: 1000 }), "paid");
    assert.equal(stateByLedger({ ...standing, charged: 2000, refunded: 1000 }), "paid");
    assert.equal(stateByLedger({ ...standing, charged: 2000, surplus: 1000, refunded: 400 }), "partly-refunded");
  });

  it("no series of promises within what is refundable exceeds what was charged", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.array(fc.integer({ min: 1, max: 10_000_000 })),
        (charged, wishes) => {
          let refunding = 0;
          for (const wish of wishes) {
            const left = refundable({ charged, refunded: 0, refunding });
            refunding += Math.min(wish, left);
          }
          assert.ok(refunding <= charged);
        },
      ),
    );
  });
});

describe("the counter", () => {
  const anyDrawer = fc.record(
    Object.fromEntries(denominations.map((value) => [value, fc.nat({ max: 1000 })])),
  ) as unknown as fc.Arbitrary<Drawer>;

  it("a drawer that holds the fund, the charges and no more has no difference", () => {
    fc.assert(
      fc.property(
        anyDrawer,
        fc.nat({ max: 100_000 }),
        fc.array(fc.nat({ max: 20_000 })),
        (drawer, changeFund, refunds) => {
          const counted = sumOfDrawer(drawer);
          const refundedSum = refunds.reduce((sum, amount) => sum + amount, 0);
          const chargedSum = counted - changeFund + refundedSum;
          assert.equal(differenceOf({ counted, changeFund, chargedSum, refundedSum }), 0);
          assert.equal(differenceOf({ counted: counted + 1, changeFund, chargedSum, refundedSum }), 1);
        },
      ),
    );
  });

  it("adds up what a day moved", () => {
    const sums = sumsOf([
      { kind: "charge", amount: 1570 },
      { kind: "refund", amount: 570 },
      { kind: "charge", amount: 30 },
    ]);
    assert.deepEqual(sums, { chargeCount: 2, chargedSum: 1600, refundCount: 1, refundedSum: 570 });
  });

  it("gives change, and no change for too little", () => {
    assert.equal(changeOf(1570, 2000), 430);
    assert.equal(changeOf(1570, 1570), 0);
    assert.throws(() => changeOf(1570, 1569), RangeError);
  });

  it("numbers receipts by fiscal year", () => {
    assert.equal(receiptNumber(2026, 123), "2026-000123");
    assert.equal(receiptNumber(2026, 1_234_567), "2026-1234567");
  });
});

describe("the provider's page", () => {
  it("can be used half an hour beyond the due time, and 23 hours at the most", () => {
    const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    assert.deepEqual(pageExpiry(at(10), now), at(40));
    assert.deepEqual(pageExpiry(at(10_000), now), at(23 * 60));
  });

  it("is told to people as it stands", () => {
    const standing = (state: string | undefined, lastState?: string, isUnreachable = false) =>
      standingOf({ state, lastState, isUnreachable });
    assert.equal(standing(undefined), undefined);
    assert.equal(standing("asked"), "preparing");
    assert.equal(standing("asked", undefined, true), "unreachable");
    assert.equal(standing("ready"), "ready");
    assert.equal(standing("ready", "failed"), "refused");
    assert.equal(standing("ready", "unknown"), "unknown");
    assert.equal(standing("over", "unknown"), "unknown");
    assert.equal(standing("over", "paid"), "over");
  });
});
