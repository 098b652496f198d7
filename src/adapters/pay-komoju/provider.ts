import type { LocalText } from "../../kernel/i18n/locales.ts";
import type {
  CheckoutOrder,
  OnlineMethod,
  PaymentProvider,
  ProviderRefund,
  RefundOrder,
} from "../../modules/payment/index.ts";
import { type KomojuCall, KomojuRefused, komojuCaller } from "./call.ts";
import { verifyKomojuEvent } from "./event.ts";
import { isPaidLater, type KomojuSession, komojuPayment, komojuSession, methods, readingOf } from "./reading.ts";

export type KomojuProviderOptions = {
  readonly secretKey: string;
  /** The secret of the webhook to /hooks/payment/komoju: the present one, and during a rotation the other. */
  readonly hookKeys: readonly string[];
  /** What the contract with KOMOJU covers. */
  readonly methods: readonly OnlineMethod[];
  /** For how many days KOMOJU keeps a number open, as its dashboard says; an order with less time gets no number. */
  readonly numberDays: number;
  /** Default: https://komoju.com */
  readonly address?: string;
  /** How long a call may take before its outcome counts as unknown. Default: 10 s. */
  readonly timeoutMs?: number;
};

/** KOMOJU through its sessions: cards, convenience stores, PayPay, Pay-easy on its own page. */
export function komojuProvider(options: KomojuProviderOptions): PaymentProvider {
  const { secretKey, address = "https://komoju.com", timeoutMs = 10_000 } = options;
  const call = komojuCaller({ address, secretKey, timeoutMs });
  const readSession = async (reference: string) =>
    komojuSession.parse(await call("GET", `/sessions/${encodeURIComponent(reference)}`));
  return {
    name: "komoju",
    title: titleOf(options.methods),
    origin: new URL(address).origin,
    async createCheckout(order) {
      const session = komojuSession.parse(
        await call("POST", "/sessions", { body: sessionOf(order, options), key: order.key }),
      );
      // What a key gave the first time it gives again, whatever is asked for: our amount must be the page's.
      if (session.amount !== order.amount || session.currency !== "JPY")
        throw new Error(`the session ${session.id} is of another amount`);
      return { reference: session.id, url: session.session_url };
    },
    readPayment: async (reference) => readingOf(await readSession(reference)),
    closeCheckout: (reference) => close(call, reference, readSession),
    refund: async (order) => refund(call, order, await readSession(order.reference)),
    verifyEvent: (headers, rawBody) => verifyKomojuEvent(options.hookKeys, headers, rawBody),
  };
}

function sessionOf(order: CheckoutOrder, { methods: contracted, numberDays }: KomojuProviderOptions): object {
  const { amount, key, payLaterUntil, expiresAt, locale, returnUrl } = order;
  // The number may be asked for as late as the page lives, and then has all its days.
  const lastEnd = new Date(expiresAt.getTime() + (numberDays + 1) * 86_400_000);
  const hasTime = payLaterUntil !== undefined && lastEnd <= payLaterUntil;
  const offered = contracted.filter((method) => hasTime || !isPaidLater(method));
  return {
    amount,
    currency: "JPY",
    return_url: returnUrl,
    default_locale: locale === "en" ? "en" : "ja",
    payment_types: Object.keys(methods).filter((type) => offered.some((method) => methods[type] === method)),
    payment_data: { external_order_num: key },
    metadata: { description: order.description },
  };
}

/** An open page is cancelled, and so is a number that nobody has paid; of anything else the reading says what is true. */
async function close(call: KomojuCall, reference: string, readSession: (reference: string) => Promise<KomojuSession>) {
  const session = await readSession(reference);
  const { state } = readingOf(session);
  try {
    if (state === "open") await call("POST", `/sessions/${encodeURIComponent(reference)}/cancel`);
    if (state === "pending" && session.payment)
      await call("POST", `/payments/${encodeURIComponent(session.payment.id)}/cancel`);
  } catch (error) {
    // It was paid, or ended, between the two calls.
    if (!(error instanceof KomojuRefused) || error.status !== 422) throw error;
  }
  return readingOf(await readSession(reference));
}

/**
 * KOMOJU forgets a key after 24 hours, and a refund may be asked for again after longer: so what was made before is
 * looked for first, by our refund's id in its description. Shops and banks give nothing back.
 */
async function refund(call: KomojuCall, order: RefundOrder, session: KomojuSession): Promise<ProviderRefund> {
  const { payment } = session;
  const reading = readingOf(session);
  if (!payment || reading.state !== "paid") throw new Error(`nothing was paid for ${order.reference}`);
  if (isPaidLater(reading.method)) return { reference: payment.id, state: "not-possible" };
  const find = (list: typeof payment.refunds) => list.find(({ description }) => description === order.key);
  let made = find(payment.refunds);
  if (made === undefined) {
    const given = await call("POST", `/payments/${encodeURIComponent(payment.id)}/refund`, {
      body: { amount: order.amount, description: order.key },
      key: order.key,
    });
    made = find(komojuPayment.parse(given).refunds);
  }
  if (made === undefined) throw new Error(`KOMOJU does not name the refund ${order.key}`);
  if (made.amount !== order.amount) throw new Error(`refund ${order.key} was made of another amount`);
  return { reference: made.id, state: "done" };
}

const names: Readonly<Record<OnlineMethod, { ja: string; en: string }>> = {
  card: { ja: "カード", en: "card" },
  konbini: { ja: "コンビニ", en: "convenience store" },
  paypay: { ja: "PayPay", en: "PayPay" },
  "pay-easy": { ja: "ペイジー", en: "Pay-easy" },
};

function titleOf(contracted: readonly OnlineMethod[]): LocalText {
  const list = (locale: "ja" | "en", comma: string) => contracted.map((method) => names[method][locale]).join(comma);
  const ja = `KOMOJU（${list("ja", "、")}）`;
  return { ja, en: `KOMOJU (${list("en", ", ")})`, "ja-easy": ja };
}
