import type { ServerMetadata } from "openid-client";

/** The paths of デジタル認証アプリ under its issuer (API reference for 行政機関等, 認証サーバ). */
export function endpointsOf(issuer: string) {
  const base = `${issuer.replace(/\/$/, "")}/protocol/openid-connect`;
  return {
    issuer,
    authorization_endpoint: `${base}/auth`,
    token_endpoint: `${base}/token`,
    userinfo_endpoint: `${base}/userinfo`,
    jwks_uri: `${base}/certs`,
  } satisfies ServerMetadata;
}
