import { z } from "zod";
import type { LocalText } from "../../kernel/i18n/locales.ts";
import { systemClock } from "../../kernel/time/clock.ts";
import type { PaymentProvider, ProviderReading } from "../../modules/payment/index.ts";
import { eventText, hmacHex, isFresh, isSameHex, requestText, secondsOf } from "./signature.ts";

export type DemoProviderOptions = {
  /** The server's address without a trailing slash. */
  readonly address: string;
  /** The address that browsers use, if it is another. */
  readonly publicAddress?: string;
  readonly apiKey: string;
  /** Keys that sign events: the present one, and during a rotation the other. */
  readonly hookKeys: readonly string[];
  /** How long a call may take before its outcome counts as unknown. */
  readonly timeoutMs?: number;
  readonly now?: () => Date;
};

export function demoProvider(options: DemoProviderOptions): PaymentProvider {
  const call = caller(options);
  return {
    name: "demo",
    title,
    origin: new URL(options.publicAddress ?? options.address).origin,
    async createCheckout({ key, ...order }) {
      return created.parse(await call("POST", "/v1/checkouts", { ...order, currency: "JPY" }, key));
    },
    async readPayment(reference) {
      return readingOf(await call("GET", `/v1/checkouts/${encodeURIComponent(reference)}`));
    },
    async closeCheckout(reference) {
      return readingOf(await call("POST", `/v1/checkouts/${encodeURIComponent(reference)}/close`, {}));
    },
    async refund({ key, reference, amount }) {
      return refunded.parse(await call("POST", "/v1/refunds", { reference, amount }, key));
    },
    verifyEvent(headers, rawBody, now) {
      if (!isSigned(headers.get("demo-signature"), rawBody, options.hookKeys, now)) return "rejected";
      const parsed = event.safeParse(parseJson(rawBody));
      return parsed.success ? { eventId: parsed.data.id, reference: parsed.data.reference } : "rejected";
    },
  };
}

const title: LocalText = {
  ja: "見本の支払いサービス",
  en: "Sample payment service",
  "ja-easy": "見本の 支払いサービス",
};

const created = z.object({ reference: z.string().min(1), url: z.url({ protocol: /^https?$/ }) });
const instant = z.iso.datetime().transform((text) => new Date(text));
const reading = z.object({
  reference: z.string(),
  state: z.enum(["open", "pending", "paid", "failed", "expired", "unknown"]),
  amount: z.int(),
  currency: z.string(),
  method: z.enum(["card", "konbini"]).optional(),
  konbini: z.object({ number: z.string(), until: instant }).optional(),
  refunded: z.int(),
});
const refunded = z.object({ reference: z.string().min(1), state: z.enum(["done", "pending", "not-possible"]) });
const event = z.object({ id: z.string().min(1).max(200), reference: z.string().min(1).max(200) });

function readingOf(body: unknown): ProviderReading {
  const { method, konbini, ...rest } = reading.parse(body);
  return { ...rest, method, konbini };
}

/** Throws if there is no clear answer; the job that called tries again with the same key. */
function caller({ address, apiKey, timeoutMs = 10_000, now = systemClock.now }: DemoProviderOptions) {
  return async (method: "GET" | "POST", path: string, content?: object, key?: string): Promise<unknown> => {
    const body = content === undefined ? "" : JSON.stringify(content);
    const time = secondsOf(now());
    const response = await fetch(address + path, {
      method,
      headers: {
        "demo-time": String(time),
        "demo-signature": hmacHex(apiKey, requestText(time, method, path, body)),
        ...(key === undefined ? {} : { "idempotency-key": key }),
        ...(method === "POST" ? { "content-type": "application/json" } : {}),
      },
      ...(method === "POST" ? { body } : {}),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: "error",
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`the demo provider answered ${response.status} to ${method} ${path}: ${text.slice(0, 200)}`);
    return JSON.parse(text);
  };
}

/** `t=…,v1=…[,v1=…]`: one of the signatures must be made with one of the keys, over these very bytes, just now. */
function isSigned(header: string | null, rawBody: Uint8Array, keys: readonly string[], now: Date): boolean {
  const parts = (header ?? "")
    .slice(0, 1000)
    .split(",")
    .map((part) => part.trim());
  const seconds = Number(parts.find((part) => /^t=\d{1,12}$/.test(part))?.slice(2) ?? Number.NaN);
  if (!isFresh(seconds, now)) return false;
  const given = parts.filter((part) => part.startsWith("v1=")).map((part) => part.slice(3));
  const expected = keys.map((key) => hmacHex(key, eventText(seconds, rawBody)));
  return expected.some((signature) => given.some((candidate) => isSameHex(candidate, signature)));
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
