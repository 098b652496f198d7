import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/**
 * `X-Komoju-Signature`: HMAC-SHA-256 over the raw body, in hex, with one of the keys. No time is signed, so an old message
 * is as good as a new one; it does no harm, because its id counts once and what is true is read from KOMOJU.
 */
export function verifyKomojuEvent(
  keys: readonly string[],
  headers: Headers,
  rawBody: Uint8Array,
): { eventId: string; reference: string } | "rejected" {
  const given = Buffer.from((headers.get("x-komoju-signature") ?? "").slice(0, 200), "utf8");
  const isSigned = keys.some((key) => {
    // An empty key would accept what anybody can sign.
    if (key === "") return false;
    const expected = Buffer.from(createHmac("sha256", key).update(rawBody).digest("hex"), "utf8");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!isSigned) return "rejected";
  const parsed = event.safeParse(parseJson(rawBody));
  if (!parsed.success) return "rejected";
  const { id, data } = parsed.data;
  return { eventId: id, reference: data.session ?? data.id ?? "" };
}

const name = z.string().min(1).max(200);
/** Of a payment of a session it names the session; of anything else (a ping) what nobody here knows. */
const event = z.object({ id: name, type: z.string(), data: z.object({ id: name.nullish(), session: name.nullish() }) });

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
