import type Stripe from "stripe";
import { z } from "zod";

/** Seconds that a signature is good for, before and after. Stripe's library looks at the past only. */
const tolerance = 300;

/**
 * `Stripe-Signature` over the raw body, by Stripe's own library, with one of the keys. The event tells the session that
 * changed; an event about something else (a refund) names that, and nobody here knows it.
 */
export function verifyStripeEvent(
  stripe: Stripe,
  keys: readonly string[],
  headers: Headers,
  rawBody: Uint8Array,
  now: Date,
): { eventId: string; reference: string } | "rejected" {
  const signature = headers.get("stripe-signature") ?? "";
  const at = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signature)?.[1] ?? Number.NaN);
  if (!(at - now.getTime() / 1000 <= tolerance)) return "rejected";
  // An empty key would accept what anybody can sign.
  const isSigned = keys.some((key) => key !== "" && isSignedWith(stripe, key, signature, rawBody, now));
  if (!isSigned) return "rejected";
  const parsed = event.safeParse(parseJson(rawBody));
  return parsed.success ? { eventId: parsed.data.id, reference: parsed.data.data.object.id } : "rejected";
}

function isSignedWith(stripe: Stripe, key: string, signature: string, rawBody: Uint8Array, now: Date): boolean {
  try {
    stripe.webhooks.constructEvent(Buffer.from(rawBody), signature, key, tolerance, undefined, now.getTime());
    return true;
  } catch {
    return false;
  }
}

const event = z.object({
  id: z.string().min(1).max(200),
  object: z.literal("event"),
  data: z.object({ object: z.object({ id: z.string().min(1).max(200) }) }),
});

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
