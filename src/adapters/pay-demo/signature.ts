import { createHmac, timingSafeEqual } from "node:crypto";

/** Seconds that a signature is good for, as with Stripe. */
export const toleranceSeconds = 300;

export function hmacHex(key: string, text: string | Uint8Array): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

/** In constant time for equal lengths; the length of an HMAC is no secret. */
export function isSameHex(given: string, expected: string): boolean {
  const left = Buffer.from(given, "utf8");
  const right = Buffer.from(expected, "utf8");
  return left.length === right.length && timingSafeEqual(left, right);
}

/** What is signed for an event: the time, a dot, and the bytes exactly as they are sent. */
export function eventText(seconds: number, rawBody: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`${seconds}.`), rawBody]);
}

export function requestText(seconds: number, method: string, path: string, body: string): string {
  return `${seconds}.${method}.${path}.${body}`;
}

export function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}

export function isFresh(seconds: number, now: Date): boolean {
  return Number.isSafeInteger(seconds) && Math.abs(secondsOf(now) - seconds) <= toleranceSeconds;
}
