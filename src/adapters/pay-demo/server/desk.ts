import { createHash, randomBytes, randomInt } from "node:crypto";
import { cardOutcome } from "./cards.ts";
import type { Journal } from "./journal.ts";
import { type Checkout, type Event, publicState, type Refund, refundedSum } from "./records.ts";

/** A call that is refused: status and word of the answer. */
export class DemoRefusal extends Error {
  readonly status: number;
  readonly word: string;
  constructor(status: number, word: string) {
    super(word);
    this.status = status;
    this.word = word;
  }
}

export type CheckoutOrder = Pick<
  Checkout,
  "amount" | "currency" | "description" | "returnUrl" | "expiresAt" | "locale"
> & {
  readonly payLaterUntil?: string;
};

export type Desk = ReturnType<typeof makeDesk>;

/** All that can be done with a checkout. Node runs one at a time, so no step needs a lock. */
export function makeDesk(
  journal: Journal,
  options: { now: () => Date; announce: (event: Event) => void; unknownForMs: number },
) {
  const { now, unknownForMs } = options;

  const save = (checkout: Checkout, type: string): Checkout => {
    journal.saveCheckout(checkout);
    const event: Event = {
      id: `evt_${randomBytes(12).toString("hex")}`,
      type,
      reference: checkout.reference,
      at: now().toISOString(),
      delivered: false,
    };
    journal.saveEvent(event);
    options.announce(event);
    return checkout;
  };

  const get = (reference: string): Checkout => {
    const found = journal.checkouts.get(reference);
    if (found === undefined) throw new DemoRefusal(404, "not-found");
    return found;
  };

  /** Still on its way: a card may be tried, a number be asked for. */
  const isUsable = (checkout: Checkout) => ["open", "failed"].includes(publicState(checkout, now()));

  return {
    get,

    findByToken: (token: string): Checkout | undefined =>
      [...journal.checkouts.values()].find((checkout) => checkout.token === token),

    create(key: string, order: CheckoutOrder): Checkout {
      const bodyHash = hashOf(order);
      const before = [...journal.checkouts.values()].find((checkout) => checkout.key === key);
      if (before !== undefined) return sameBody(before, bodyHash);
      const checkout: Checkout = {
        ...order,
        reference: `chk_${randomBytes(12).toString("hex")}`,
        token: randomBytes(24).toString("base64url"),
        key,
        bodyHash,
        state: "open",
        refunds: [],
      };
      journal.saveCheckout(checkout);
      return checkout;
    },

    close(reference: string): Checkout {
      const checkout = get(reference);
      const state = publicState(checkout, now());
      return state === "paid" || state === "unknown" || checkout.state === "closed"
        ? checkout
        : save({ ...checkout, state: "closed" }, "checkout.closed");
    },

    payByCard(checkout: Checkout, number: string): Checkout {
      if (!isUsable(checkout)) return checkout;
      const outcome = cardOutcome(number);
      if (outcome === "refused") return save({ ...checkout, state: "failed", method: "card" }, "payment.failed");
      if (outcome === "paid") return save({ ...checkout, state: "paid", method: "card" }, "payment.paid");
      const certainAt = new Date(now().getTime() + unknownForMs).toISOString();
      return save({ ...checkout, state: "unknown", method: "card", certainAt }, "payment.unknown");
    },

    giveNumber(checkout: Checkout): Checkout {
      const { payLaterUntil } = checkout;
      if (!isUsable(checkout) || payLaterUntil === undefined || now() >= new Date(payLaterUntil)) return checkout;
      const number = String(randomInt(10 ** 12)).padStart(12, "0");
      return save(
        { ...checkout, state: "pending", method: "konbini", konbini: { number, until: payLaterUntil } },
        "payment.pending",
      );
    },

    payInShop(checkout: Checkout): Checkout {
      return publicState(checkout, now()) === "pending"
        ? save({ ...checkout, state: "paid" }, "payment.paid")
        : checkout;
    },

    refund(key: string, order: { reference: string; amount: number }): Refund {
      const bodyHash = hashOf(order);
      for (const { refunds } of journal.checkouts.values()) {
        const before = refunds.find((refund) => refund.key === key);
        if (before !== undefined) return sameBody(before, bodyHash);
      }
      const checkout = get(order.reference);
      if (publicState(checkout, now()) !== "paid") throw new DemoRefusal(422, "not-paid");
      if (order.amount > checkout.amount - refundedSum(checkout)) throw new DemoRefusal(422, "over-refunded");
      const refund: Refund = {
        reference: `rfd_${randomBytes(12).toString("hex")}`,
        key,
        bodyHash,
        amount: order.amount,
        state: checkout.method === "konbini" ? "not-possible" : "done",
      };
      save({ ...checkout, state: "paid", refunds: [...checkout.refunds, refund] }, "payment.refunded");
      return refund;
    },
  };
}

function hashOf(body: object): string {
  return createHash("sha256").update(JSON.stringify(body)).digest("hex");
}

function sameBody<T extends { readonly bodyHash: string }>(before: T, bodyHash: string): T {
  if (before.bodyHash !== bodyHash) throw new DemoRefusal(422, "key-reused");
  return before;
}
