import type { OidcSettings } from "./settings.ts";

export type Strength = { readonly acr: unknown; readonly amr: unknown };

type Wanted = Pick<OidcSettings, "acceptedAcr">;

/** RFC 8176, sorted by what a method proves. "mfa" says that several kinds were used. */
const kinds: ReadonlyMap<string, "knows" | "has" | "is"> = new Map([
  ...["pwd", "pin", "kba"].map((method) => [method, "knows"] as const),
  ...["hwk", "swk", "pop", "otp", "sms", "sc"].map((method) => [method, "has"] as const),
  ...["face", "fpt", "iris", "retina", "vbm"].map((method) => [method, "is"] as const),
]);

/** An ID token without acr passes only where no list was agreed on. */
export function isAcceptedStrength({ acr }: Strength, { acceptedAcr }: Wanted): boolean {
  return acceptedAcr.length === 0 || (typeof acr === "string" && acceptedAcr.includes(acr));
}

export function isTwoFactor({ acr, amr }: Strength, { acceptedAcr }: Wanted): boolean {
  if (typeof acr === "string" && acceptedAcr.includes(acr)) return true;
  const methods = Array.isArray(amr) ? amr.filter((method) => typeof method === "string") : [];
  if (methods.includes("mfa")) return true;
  return new Set(methods.map((method) => kinds.get(method)).filter(Boolean)).size >= 2;
}
