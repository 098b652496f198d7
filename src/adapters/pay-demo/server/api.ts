import { z } from "zod";
import { hmacHex, isFresh, isSameHex, requestText } from "../signature.ts";
import { DemoRefusal, type Desk } from "./desk.ts";
import type { Fault } from "./faults.ts";
import { publicReading } from "./records.ts";

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
};

const instant = z.iso.datetime();
const checkoutOrder = z.strictObject({
  amount: z.int().min(1).max(10_000_000),
  currency: z.literal("JPY"),
  description: z.string().min(1).max(200),
  returnUrl: z.url({ protocol: /^https?$/ }),
  expiresAt: instant,
  payLaterUntil: instant.optional(),
  locale: z.string().transform((locale) => (locale === "en" ? ("en" as const) : ("ja" as const))),
});
const refundOrder = z.strictObject({ reference: z.string(), amount: z.int().min(1).max(10_000_000) });

/** Which call this is, before it has any effect: for the faults that happen before and after. */
export function callName({ method, path }: Call): Fault["on"] | undefined {
  if (method === "POST" && path === "/v1/checkouts") return "create";
  if (method === "POST" && path === "/v1/refunds") return "refund";
  if (method === "POST" && /^\/v1\/checkouts\/[^/]+\/close$/.test(path)) return "close";
  return method === "GET" && /^\/v1\/checkouts\/[^/]+$/.test(path) ? "read" : undefined;
}

export function answerCall(
  call: Call,
  { desk, apiKey, now, address }: { desk: Desk; apiKey: string; now: () => Date; address: string },
): { status: number; body: object } {
  checkSignature(call, apiKey, now());
  const reference = decodeURIComponent(call.path.split("/")[3] ?? "");
  switch (callName(call)) {
    case "create": {
      const { payLaterUntil, ...order } = parse(checkoutOrder, call.body);
      const full = payLaterUntil === undefined ? order : { ...order, payLaterUntil };
      const checkout = desk.create(keyOf(call), full);
      return { status: 201, body: { reference: checkout.reference, url: `${address}/pay/${checkout.token}` } };
    }
    case "refund": {
      const { reference: refund, state } = desk.refund(keyOf(call), parse(refundOrder, call.body));
      return { status: 201, body: { reference: refund, state } };
    }
    case "close":
      return { status: 200, body: publicReading(desk.close(reference), now()) };
    case "read":
      return { status: 200, body: publicReading(desk.get(reference), now()) };
    default:
      throw new DemoRefusal(404, "not-found");
  }
}

function checkSignature({ method, path, headers, body }: Call, apiKey: string, now: Date): void {
  const time = Number(headers.get("demo-time") ?? Number.NaN);
  const expected = hmacHex(apiKey, requestText(time, method, path, body));
  if (!isFresh(time, now) || !isSameHex(headers.get("demo-signature") ?? "", expected)) {
    throw new DemoRefusal(401, "bad-signature");
  }
}

function keyOf({ headers }: Call): string {
  const key = headers.get("idempotency-key") ?? "";
  if (key.length < 8 || key.length > 100) throw new DemoRefusal(400, "key-missing");
  return key;
}

function parse<T>(schema: z.ZodType<T>, body: string): T {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    throw new DemoRefusal(400, "bad-body");
  }
}
