import { randomBytes } from "node:crypto";
import { interactionPolicy, Provider } from "oidc-provider";
import { type DemoKeys, privateJwk, publicJwk } from "./keys.ts";
import { MemoryAdapter } from "./memory.ts";
import type { DemoPerson } from "./people.ts";
import { demoClients, demoSubject } from "./subject.ts";

export const realm = "/api/realms/main";
const endpoint = (name: string) => `${realm}/protocol/openid-connect/${name}`;

/**
 * The profile of デジタル認証アプリ, enforced: code flow only, PKCE S256 required, private_key_jwt ES256 as the only
 * client authentication, ES256 ID tokens, pairwise subjects, name and the like from userinfo only.
 */
export function makeProvider(options: {
  issuer: string;
  keys: DemoKeys;
  people: readonly DemoPerson[];
  redirectUris: { readonly resident: readonly string[]; readonly staff: readonly string[] };
}): Provider {
  const { issuer, keys, people, redirectUris } = options;
  const client = (side: "resident" | "staff") => ({
    client_id: demoClients[side],
    redirect_uris: [...redirectUris[side]],
    response_types: ["code" as const],
    grant_types: ["authorization_code"],
    token_endpoint_auth_method: "private_key_jwt" as const,
    token_endpoint_auth_signing_alg: "ES256" as const,
    id_token_signed_response_alg: "ES256" as const,
    subject_type: "pairwise" as const,
    // More than one return address is allowed (two hosts of one city), so the sector is the client itself.
    jwks: { keys: [publicJwk(keys[side], side)] },
  });
  return new Provider(issuer, {
    adapter: MemoryAdapter,
    clients: [client("resident"), client("staff")],
    jwks: { keys: [privateJwk(keys.provider, "id-demo")] },
    cookies: { keys: [randomBytes(32).toString("base64url")] },
    clientAuthMethods: ["private_key_jwt"],
    responseTypes: ["code"],
    pkce: { required: () => true },
    subjectTypes: ["pairwise"],
    pairwiseIdentifier: (_ctx, key, asking) => demoSubject(asking.clientId, key),
    scopes: ["openid", "name", "address", "birthdate", "gender"],
    claims: {
      openid: ["sub", "acr", "amr"],
      name: ["name"],
      address: ["address"],
      birthdate: ["birthdate"],
      gender: ["gender"],
    },
    acrValues: ["aal3", "aal1", "crl"],
    enabledJWA: { idTokenSigningAlgValues: ["ES256"], clientAuthSigningAlgValues: ["ES256"] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    routes: {
      authorization: endpoint("auth"),
      token: endpoint("token"),
      userinfo: endpoint("userinfo"),
      jwks: endpoint("certs"),
    },
    ttl: { AuthorizationCode: 60, AccessToken: 300, IdToken: 300, Interaction: 600, Session: 600, Grant: 600 },
    interactions: { policy: alwaysAsk(), url: (_ctx, interaction) => `/choose/${interaction.uid}` },
    // Who chose a person has agreed to what is passed on; the page says so.
    loadExistingGrant: async (ctx) => {
      const { client: asking, session, params, provider } = ctx.oidc;
      if (asking === undefined || session?.accountId === undefined) return undefined;
      const grant = new provider.Grant({ clientId: asking.clientId, accountId: session.accountId });
      grant.addOIDCScope(String(params?.["scope"] ?? "openid"));
      await grant.save();
      return grant;
    },
    findAccount: (_ctx, key) => {
      const person = people.find((candidate) => candidate.key === key);
      if (person === undefined) return undefined;
      return { accountId: key, claims: () => ({ sub: key, name: person.name }) };
    },
  });
}

/** A card is read each time: an earlier choice in this browser is not remembered. */
function alwaysAsk() {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  policy
    .get("login")
    ?.checks.add(
      new Check("card", "the card is read each time", "login_required", (ctx) =>
        ctx.oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT,
      ),
    );
  return policy;
}
