import { z } from "zod";

/** What a city agrees on with the party; the private key comes from the environment, never from a city file. */
export const oidcSettings = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  serves: z.enum(["resident", "staff"]),
  name: z.strictObject({ ja: z.string().min(1), en: z.string().optional(), "ja-easy": z.string().optional() }),
  /** デジタル認証アプリ: the host's /api/realms/main; its test host begins with "sb-". */
  issuer: z.url(),
  clientId: z.string().min(1).max(255),
  /** P-256, PEM. */
  privateKeyPem: z.string().startsWith("-----BEGIN"),
  keyId: z.string().optional(),
  scope: z.string().default("openid name"),
  /** What is asked for: "aal3 crl" is a card checked against the list of revoked certificates. */
  acrValues: z.string().optional(),
  /**
   * The acr values that are good enough. Empty: acr is not looked at. The public reference of デジタル認証アプリ
   * does not say whether its ID token repeats acr; for staff this list or a two-factor `amr` is always needed.
   */
  acceptedAcr: z.array(z.string()).default([]),
  /** Plain HTTP, for a party on this machine. */
  allowHttp: z.boolean().default(false),
});

export type OidcSettings = z.output<typeof oidcSettings>;
