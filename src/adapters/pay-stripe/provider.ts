import Stripe from "stripe";
import type { LocalText } from "../../kernel/i18n/locales.ts";
import type { CheckoutOrder, PaymentProvider, ProviderRefund, RefundOrder } from "../../modules/payment/index.ts";
import { verifyStripeEvent } from "./event.ts";
import { numberDays } from "./number-days.ts";
import { readingOf } from "./reading.ts";

export type StripeProviderOptions = {
  /** sk_live_… or rk_live_…; a restricted key needs Checkout Sessions, PaymentIntents and Refunds. */
  readonly secretKey: string;
  /** whsec_…, of the endpoint /hooks/payment/stripe: the present one, and during a rotation the other. */
  readonly hookKeys: readonly string[];
  /** Default: https://api.stripe.com */
  readonly address?: string;
  /** Where Stripe's pages are, for the CSP. Default: https://checkout.stripe.com */
  readonly pageOrigin?: string;
  /** How long one try of a call may take. Default: 10 s. */
  readonly timeoutMs?: number;
};

/**
 * Stripe by its own SDK: cards and convenience stores through a Checkout Session. Every call that changes something
 * carries our row's id as its idempotency key; a call without a clear answer throws and is repeated by its job.
 */
export function stripeProvider(options: StripeProviderOptions): PaymentProvider {
  const stripe = connect(options);
  const read = async (reference: string) =>
    readingOf(await stripe.checkout.sessions.retrieve(reference, { expand: ["payment_intent.latest_charge"] }));
  return {
    name: "stripe",
    title,
    origin: new URL(options.pageOrigin ?? "https://checkout.stripe.com").origin,
    async createCheckout(order) {
      const session = await createSession(stripe, order);
      if (session.url === null) throw new Error(`the session ${session.id} has no page`);
      return { reference: session.id, url: session.url };
    },
    readPayment: read,
    async closeCheckout(reference) {
      try {
        await stripe.checkout.sessions.expire(reference);
      } catch (error) {
        // Only an open page can be closed. What is true of any other, the reading says.
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError) || error.statusCode !== 400) throw error;
      }
      return read(reference);
    },
    refund: (order) => refund(stripe, order),
    verifyEvent: (headers, rawBody, now) => verifyStripeEvent(stripe, options.hookKeys, headers, rawBody, now),
  };
}

const title: LocalText = {
  ja: "Stripe（カード、コンビニ）",
  en: "Stripe (card, convenience store)",
  "ja-easy": "Stripe（カード、コンビニ）",
};

function connect({ secretKey, address = "https://api.stripe.com", timeoutMs = 10_000 }: StripeProviderOptions): Stripe {
  const { hostname, port, protocol } = new URL(address);
  const scheme = protocol === "http:" ? "http" : "https";
  return new Stripe(secretKey, {
    host: hostname,
    port: port === "" ? (scheme === "http" ? 80 : 443) : Number(port),
    protocol: scheme,
    timeout: timeoutMs,
    // 409 (the same key is being worked on) and 5xx are tried again at once; the rest is the job's.
    maxNetworkRetries: 2,
    telemetry: false,
  });
}

async function createSession(stripe: Stripe, order: CheckoutOrder): Promise<Stripe.Checkout.Session> {
  const days = numberDays({ amount: order.amount, pageUntil: order.expiresAt, until: order.payLaterUntil });
  const params: Stripe.Checkout.SessionCreateParams = {
    mode: "payment",
    client_reference_id: order.key,
    allowed_payment_method_types: days === undefined ? ["card"] : ["card", "konbini"],
    ...(days === undefined ? {} : { payment_method_options: { konbini: { expires_after_days: days } } }),
    line_items: [
      {
        quantity: 1,
        price_data: { currency: "jpy", unit_amount: order.amount, product_data: { name: order.description } },
      },
    ],
    success_url: order.returnUrl,
    cancel_url: order.returnUrl,
    expires_at: Math.floor(order.expiresAt.getTime() / 1000),
    locale: order.locale === "en" ? "en" : "ja",
  };
  try {
    return await stripe.checkout.sessions.create(params, { idempotencyKey: order.key });
  } catch (error) {
    if (!isSavedFailure(error)) throw error;
    // Stripe keeps a failure of its own with the key for a day. A second page harms nobody: the first has no reader.
    return stripe.checkout.sessions.create(params, { idempotencyKey: `${order.key}/again` });
  }
}

/**
 * Stripe forgets a key after a day, and a refund may be asked for again after longer: so what was made before is looked
 * for first, by our refund's id in its metadata. What a shop took cannot go back by itself.
 */
async function refund(stripe: Stripe, { key, reference, amount }: RefundOrder): Promise<ProviderRefund> {
  const session = await stripe.checkout.sessions.retrieve(reference, { expand: ["payment_intent.latest_charge"] });
  const intent = session.payment_intent;
  if (intent === null || typeof intent === "string") throw new Error(`nothing was paid for ${reference}`);
  if (readingOf(session).method === "konbini") return { reference: intent.id, state: "not-possible" };
  const made = await stripe.refunds.list({ payment_intent: intent.id, limit: 100 });
  const before = made.data.find(({ metadata }) => metadata?.["refund"] === key);
  if (before !== undefined && before.amount !== amount) throw new Error(`refund ${key} was made of another amount`);
  const given =
    before ??
    (await stripe.refunds.create(
      { payment_intent: intent.id, amount, metadata: { refund: key } },
      { idempotencyKey: key },
    ));
  return { reference: given.id, state: refundStates[given.status ?? ""] ?? "pending" };
}

const refundStates: Readonly<Record<string, ProviderRefund["state"]>> = {
  succeeded: "done",
  failed: "not-possible",
  canceled: "not-possible",
};

function isSavedFailure(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false;
  return (error.statusCode ?? 0) >= 500 && error.headers?.["idempotent-replayed"] === "true";
}
