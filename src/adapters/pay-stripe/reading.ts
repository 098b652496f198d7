import type Stripe from "stripe";
import type { Konbini, OnlineMethod, ProviderReading } from "../../modules/payment/index.ts";

type Session = Stripe.Checkout.Session;
type Intent = Stripe.PaymentIntent;
type Charge = Stripe.Charge;

/** What Stripe's session says, in the words of the payment module. The intent and its last charge must be expanded. */
export function readingOf(session: Session): ProviderReading {
  const intent = objectOf<Intent>(session.payment_intent);
  const charge = objectOf<Charge>(intent?.latest_charge);
  const number = intent?.next_action?.konbini_display_details;
  return {
    reference: session.id,
    state: stateOf(session, intent),
    amount: session.amount_total ?? 0,
    currency: (session.currency ?? "").toUpperCase(),
    method: methodOf(charge?.payment_method_details?.type) ?? (number ? "konbini" : undefined),
    konbini: number === undefined ? undefined : konbiniOf(number),
    refunded: charge?.amount_refunded ?? 0,
  };
}

/**
 * The session says whether its page can still be used, the intent whether money moved. A complete session whose intent
 * wants another way of paying is a number that has run out: nothing can be paid there any more.
 */
function stateOf({ status, payment_status }: Session, intent: Intent | undefined): ProviderReading["state"] {
  if (payment_status === "paid" || intent?.status === "succeeded") return "paid";
  if (intent?.status === "processing") return "unknown";
  if (status === "expired") return "expired";
  if (status === "open") return intent?.last_payment_error ? "failed" : "open";
  if (intent?.status === "requires_action") return "pending";
  return intent?.status === "requires_payment_method" || intent?.status === "canceled" ? "expired" : "unknown";
}

function konbiniOf(details: Stripe.PaymentIntent.NextAction.KonbiniDisplayDetails): Konbini {
  const { familymart, lawson, ministop, seicomart } = details.stores;
  const store = familymart ?? lawson ?? ministop ?? seicomart;
  return {
    number: store?.confirmation_number ?? store?.payment_code ?? "",
    until: new Date(details.expires_at * 1000),
    url: details.hosted_voucher_url ?? undefined,
  };
}

function methodOf(type: string | undefined): OnlineMethod | undefined {
  if (type === "card" || type === "konbini" || type === "paypay") return type;
  return undefined;
}

/** An expandable field: the object if it was expanded. */
function objectOf<T>(field: unknown): T | undefined {
  return typeof field === "object" && field !== null ? (field as T) : undefined;
}
