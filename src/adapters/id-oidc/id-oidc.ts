import { createPrivateKey } from "node:crypto";
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  Configuration,
  calculatePKCECodeChallenge,
  enableNonRepudiationChecks,
  fetchUserInfo,
  modifyAssertion,
  PrivateKeyJwt,
} from "openid-client";
import type { IdentityProvider, ProviderReturn, Redeemed } from "../../modules/identity/types.ts";
import { endpointsOf } from "./profile.ts";
import { refusalOf } from "./refusal.ts";
import type { OidcSettings } from "./settings.ts";
import { isAcceptedStrength, isTwoFactor } from "./strength.ts";

/**
 * Sign-in by the profile of デジタル認証アプリ: authorization code, PKCE S256, private_key_jwt (ES256), ID token
 * ES256 with its signature checked against the party's keys, pairwise subject, claims from userinfo.
 * The endpoints are derived from the issuer, so that a sign-in page can be drawn while the party is down.
 */
export async function oidcProvider(settings: OidcSettings): Promise<IdentityProvider> {
  const config = await configure(settings);
  return {
    id: settings.id,
    serves: settings.serves,
    name: settings.name,
    origin: new URL(settings.issuer).origin,
    begin: async (ask) =>
      buildAuthorizationUrl(config, {
        redirect_uri: ask.returnTo,
        scope: settings.scope,
        state: ask.state,
        nonce: ask.nonce,
        code_challenge: await calculatePKCECodeChallenge(ask.verifier),
        code_challenge_method: "S256",
        ...(settings.acrValues === undefined ? {} : { acr_values: settings.acrValues }),
      }).href,
    redeem: (back) => redeem(config, settings, back),
  };
}

async function configure(settings: OidcSettings): Promise<Configuration> {
  const endpoints = endpointsOf(settings.issuer);
  const key = await signingKey(settings.privateKeyPem);
  const config = new Configuration(
    endpoints,
    settings.clientId,
    { id_token_signed_response_alg: "ES256" },
    PrivateKeyJwt(settings.keyId === undefined ? key : { key, kid: settings.keyId }, {
      // The profile wants the token endpoint as audience; the library's default is the issuer.
      [modifyAssertion]: (_header, payload) => {
        payload["aud"] = endpoints.token_endpoint;
      },
    }),
  );
  config.timeout = 10;
  enableNonRepudiationChecks(config);
  if (settings.allowHttp) allowInsecureRequests(config);
  return config;
}

async function redeem(config: Configuration, settings: OidcSettings, back: ProviderReturn): Promise<Redeemed> {
  try {
    const tokens = await authorizationCodeGrant(config, new URL(`${back.returnTo}?${back.query}`), {
      expectedState: back.state,
      expectedNonce: back.nonce,
      pkceCodeVerifier: back.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) return { kind: "refused", reason: "wrong" };
    const strength = { acr: claims.acr, amr: claims["amr"] };
    if (!isAcceptedStrength(strength, settings)) return { kind: "refused", reason: "weak" };
    const person = await fetchUserInfo(config, tokens.access_token, claims.sub);
    return {
      kind: "proven",
      proof: { subject: claims.sub, name: person.name, isTwoFactor: isTwoFactor(strength, settings) },
    };
  } catch (error) {
    return { kind: "refused", reason: refusalOf(error) };
  }
}

async function signingKey(pem: string): Promise<CryptoKey> {
  const der = createPrivateKey(pem).export({ format: "der", type: "pkcs8" });
  return crypto.subtle.importKey("pkcs8", der, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
}
