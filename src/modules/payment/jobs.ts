import { z } from "zod";
import type { Job, Work } from "../../kernel/jobs/types.ts";
import { askReadingAgain, reconcile, sweep } from "./commands/ask-reading.ts";
import { compareReading, countSilent } from "./commands/compare.ts";
import { askRefundAgain, recordRefund, recordRefundByHand, recordRefundUnknown } from "./commands/deliver-refund.ts";
import { expirePayment } from "./commands/end-payment.ts";
import { recordCheckout, recordUnreachable } from "./commands/record-checkout.ts";
import { recordProviderState } from "./commands/record-provider-state.ts";
import type { Providers } from "./providers.ts";
import { isLive } from "./rules/states.ts";
import { type Checkout, findCheckout, findLiveCheckout } from "./store/checkouts.ts";
import { readPaymentRow } from "./store/payments.ts";
import { findRefund } from "./store/refunds.ts";

const nothing = z.object({});
/** A provider that answers slowly holds up this many payers and no more. */
const atOnce = 4;
const checkoutData = z.object({ checkoutId: z.uuid() });
const refundData = z.object({ refundId: z.uuid() });

// biome-ignore lint/suspicious/noExplicitAny: each job has its own data type; its parser is the guard
export function paymentJobs(providers: Providers): readonly Job<any>[] {
  return [
    createCheckout(providers),
    closeCheckout(providers),
    readProvider(providers),
    expire(providers),
    deliverRefund(providers),
    compare(providers),
    {
      name: "payment.sweep",
      data: nothing,
      every: "*/5 * * * *",
      run: (work) => work.perform(sweep, undefined),
    },
    {
      name: "payment.reconcile",
      data: nothing,
      every: "40 3 * * *",
      run: (work) => work.perform(reconcile, undefined),
    },
  ];
}

const createCheckout = (providers: Providers): Job<z.output<typeof checkoutData>> => ({
  name: "payment.create-checkout",
  data: checkoutData,
  urgent: true,
  concurrency: atOnce,
  async run(work, { checkoutId }) {
    const checkout = await findCheckout(work.city.db, checkoutId);
    const payment = checkout && (await readPaymentRow(work.city.db, checkout.paymentId));
    if (checkout?.state !== "asked" || payment === undefined) return;
    const provider = checkout.provider === undefined ? providers.offered()[0] : providers.named(checkout.provider);
    if (provider === undefined) return work.perform(recordUnreachable, { checkoutId });
    try {
      const { reference, url } = await provider.createCheckout({
        key: checkoutId,
        amount: payment.amount,
        description: payment.description,
        returnUrl: `${work.city.address}/payments/${payment.id}/return`,
        expiresAt: checkout.expiresAt,
        payLaterUntil: payment.payLaterUntil,
        locale: payment.locale,
      });
      await work.perform(recordCheckout, { checkoutId, provider: provider.name, reference, url });
    } catch (error) {
      await work.perform(recordUnreachable, { checkoutId });
      throw error;
    }
  },
});

const closeCheckout = (providers: Providers): Job<z.output<typeof checkoutData>> => ({
  name: "payment.close-checkout",
  data: checkoutData,
  async run(work, { checkoutId }) {
    const found = await findPage(work, providers, checkoutId);
    if (found === undefined) return;
    const { provider, reference } = found;
    const reading = await provider.closeCheckout(reference);
    const wantsMore = await work.perform(recordProviderState, { checkoutId, provider: provider.name, reading });
    if (wantsMore || reading.state === "unknown") await work.perform(askReadingAgain, { checkoutId, step: 0 });
  },
});

const readData = z.object({ checkoutId: z.uuid(), step: z.int() });

const readProvider = (providers: Providers): Job<z.output<typeof readData>> => ({
  name: "payment.read",
  data: readData,
  urgent: true,
  concurrency: atOnce,
  async run(work, { checkoutId, step }) {
    const found = await findPage(work, providers, checkoutId);
    if (found === undefined) return;
    if (await readOnce(work, found)) await work.perform(askReadingAgain, { checkoutId, step });
  },
});

const paymentData = z.object({ paymentId: z.uuid() });

/** Reads the provider first, so that money of the last second is no late money; whatever it says, time ends it. */
const expire = (providers: Providers): Job<z.output<typeof paymentData>> => ({
  name: "payment.expire",
  data: paymentData,
  urgent: true,
  concurrency: atOnce,
  async run(work, { paymentId }) {
    const payment = await readPaymentRow(work.city.db, paymentId);
    if (payment === undefined || !isLive(payment.state) || work.city.clock.now() < payment.dueAt) return;
    const live = await findLiveCheckout(work.city.db, paymentId);
    const found = live && (await findPage(work, providers, live.id));
    if (found !== undefined) {
      await readOnce(work, found).catch((error) =>
        work.city.log.warn("payment.read-failed", { paymentId, error: String(error) }),
      );
    }
    await work.perform(expirePayment, { paymentId });
  },
});

const deliverRefund = (providers: Providers): Job<z.output<typeof refundData>> => ({
  name: "payment.deliver-refund",
  data: refundData,
  retry: { limit: 10, delaySeconds: 5, backoff: true },
  async run(work, { refundId }) {
    const refund = await findRefund(work.city.db, refundId);
    if (refund?.reference === undefined || refund.state === "done" || refund.state === "by-hand") return;
    const provider = providers.named(refund.provider);
    try {
      const given = await provider.refund({ key: refundId, reference: refund.reference, amount: refund.amount });
      if (given.state === "done") await work.perform(recordRefund, { refundId, reference: given.reference });
      if (given.state === "not-possible") await work.perform(recordRefundByHand, { refundId });
      if (given.state === "pending") await work.perform(askRefundAgain, { refundId });
    } catch (error) {
      await work.perform(recordRefundUnknown, { refundId, isStuck: work.isLastAttempt });
      throw error;
    }
  },
});

const compareData = z.object({ checkoutId: z.uuid(), onDay: z.string() });

/** At night: read, apply, and compare what is left with the ledger. A provider that is silent is asked four times. */
const compare = (providers: Providers): Job<z.output<typeof compareData>> => ({
  name: "payment.compare",
  data: compareData,
  concurrency: atOnce,
  retry: { limit: 3, delaySeconds: 60, backoff: true },
  async run(work, { checkoutId, onDay }) {
    try {
      const found = await findPage(work, providers, checkoutId);
      if (found === undefined) return;
      const { provider, reference } = found;
      const reading = await provider.readPayment(reference);
      await work.perform(recordProviderState, { checkoutId, provider: provider.name, reading });
      await work.perform(compareReading, { onDay, checkoutId, provider: provider.name, reading });
    } catch (error) {
      if (work.isLastAttempt) await work.perform(countSilent, { onDay });
      throw error;
    }
  },
});

type Page = {
  readonly checkout: Checkout;
  readonly provider: ReturnType<Providers["named"]>;
  readonly reference: string;
};

async function findPage(work: Work, providers: Providers, checkoutId: string): Promise<Page | undefined> {
  const checkout = await findCheckout(work.city.db, checkoutId);
  if (checkout?.reference === undefined) return undefined;
  return { checkout, provider: providers.named(checkout.provider), reference: checkout.reference };
}

async function readOnce(work: Work, { checkout, provider, reference }: Page): Promise<boolean> {
  const reading = await provider.readPayment(reference);
  return work.perform(recordProviderState, { checkoutId: checkout.id, provider: provider.name, reading });
}
