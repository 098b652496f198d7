import { parse as parseCookie } from "hono/utils/cookie";

/**
 * Two cookies, both HttpOnly and SameSite=Lax: `browser` binds forms and sign-in codes to a browser, `session` signs
 * in. Over https they carry the __Host- prefix, so that no sibling subdomain can set them.
 */
export type CookieNames = { readonly browser: string; readonly session: string; readonly language: string };

export function cookieNames(secure: boolean): CookieNames {
  const prefix = secure ? "__Host-" : "";
  return { browser: `${prefix}browser`, session: `${prefix}session`, language: `${prefix}language` };
}

/** The value of one cookie; undefined if it is there twice (somebody else planted one) or is oddly long. */
export function readCookie(header: string | null, name: string): string | undefined {
  if (header === null || header.length > 8_192) return undefined;
  const count = header.split(";").filter((part) => part.split("=", 1)[0]?.trim() === name).length;
  if (count !== 1) return undefined;
  const value = parseCookie(header, name)[name];
  return value === undefined || value.length > 512 ? undefined : value;
}

export function writeCookie(
  name: string,
  value: string,
  options: { secure: boolean; maxAgeSeconds?: number; expiresAt?: Date },
): string {
  const { secure, maxAgeSeconds, expiresAt } = options;
  return [
    `${name}=${value}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Lax",
    secure ? "Secure" : "",
    maxAgeSeconds === undefined ? "" : `Max-Age=${maxAgeSeconds}`,
    expiresAt === undefined ? "" : `Expires=${expiresAt.toUTCString()}`,
  ]
    .filter(Boolean)
    .join("; ");
}
