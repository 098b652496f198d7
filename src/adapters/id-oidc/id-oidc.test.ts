import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { IdentityProvider } from "../../modules/identity/types.ts";
import { type IdDemo, startIdDemo } from "../id-demo/id-demo.ts";
import { type DemoKeys, makeDemoKeys } from "../id-demo/keys.ts";
import { demoClients, demoSubject } from "../id-demo/subject.ts";
import { walkDemo } from "../id-demo/walk.fixture.ts";
import { oidcProvider } from "./id-oidc.ts";
import { type OidcSettings, oidcSettings } from "./settings.ts";

const returnTo = "http://127.0.0.1:9/sign-in/oidc/back";
const ask = { state: "state-of-this-browser-1", nonce: "nonce-1", verifier: "v".repeat(43), returnTo };
const people = [
  { key: "yamaguchi", serves: "resident", name: "見本 花子", words: "見本", pin: "1234" },
  { key: "aoyagi", serves: "staff", name: "見本 職員", words: "見本", pin: "1234" },
  { key: "weak", serves: "staff", name: "見本 弱い", words: "見本", pin: "1234", strength: "one-factor" },
] as const;

let demo: IdDemo;
let keys: DemoKeys;

before(async () => {
  keys = makeDemoKeys();
  const redirectUris = { resident: [returnTo], staff: [returnTo] };
  demo = await startIdDemo({ port: 0, keys, people, redirectUris, production: false });
});
after(() => demo.close());

function provider(changes: Partial<OidcSettings> = {}): Promise<IdentityProvider> {
  return oidcProvider(
    oidcSettings.parse({
      id: "demo",
      serves: "resident",
      name: { ja: "マイナンバーカード" },
      issuer: demo.issuer,
      clientId: demoClients.resident,
      privateKeyPem: keys.resident,
      acrValues: "aal3 crl",
      acceptedAcr: ["aal3"],
      allowHttp: true,
      ...changes,
    }),
  );
}

const staffSettings = (): Partial<OidcSettings> => ({
  id: "staff",
  serves: "staff",
  clientId: demoClients.staff,
  privateKeyPem: keys.staff,
  acceptedAcr: [],
});
const hanako = { person: "yamaguchi", pin: "1234" };

async function walk(by: IdentityProvider, choice: Parameters<typeof walkDemo>[1]) {
  const back = await walkDemo(await by.begin(ask), choice);
  return { ...ask, query: back.search.slice(1) };
}

test("a person who reads the card comes back proven, with a pairwise subject and the name from userinfo", async () => {
  const by = await provider();
  assert.deepEqual(await by.redeem(await walk(by, hanako)), {
    kind: "proven",
    proof: { subject: demoSubject(demoClients.resident, "yamaguchi"), name: "見本 花子", isTwoFactor: true },
  });
});

test("the address sent to the party carries PKCE S256, state, nonce and the strength asked for, and no verifier", async () => {
  const sent = new URL(await (await provider()).begin(ask));
  assert.equal(sent.searchParams.get("code_challenge_method"), "S256");
  assert.equal(sent.searchParams.get("acr_values"), "aal3 crl");
  assert.equal(sent.searchParams.get("state"), ask.state);
  assert.equal(sent.searchParams.get("nonce"), ask.nonce);
  assert.equal(sent.href.includes(ask.verifier), false);
});

test("a code is good once: the second try is refused as expired", async () => {
  const by = await provider();
  const back = await walk(by, hanako);
  assert.equal((await by.redeem(back)).kind, "proven");
  assert.deepEqual(await by.redeem(back), { kind: "refused", reason: "expired" });
});

test("a code of another person's flow is refused: wrong verifier, wrong state, wrong nonce", async () => {
  const by = await provider();
  const verifier = "w".repeat(43);
  assert.deepEqual(await by.redeem({ ...(await walk(by, hanako)), verifier }), { kind: "refused", reason: "expired" });
  assert.deepEqual(await by.redeem({ ...(await walk(by, hanako)), state: "another" }), {
    kind: "refused",
    reason: "wrong",
  });
  assert.deepEqual(await by.redeem({ ...(await walk(by, hanako)), nonce: "another" }), {
    kind: "refused",
    reason: "wrong",
  });
});

test("who stops at the party comes back as declined", async () => {
  const by = await provider();
  assert.deepEqual(await by.redeem(await walk(by, "stop")), { kind: "refused", reason: "declined" });
});

test("a client with the wrong key is refused", async () => {
  const good = await provider();
  const forger = await provider({ privateKeyPem: makeDemoKeys().resident });
  assert.deepEqual(await forger.redeem(await walk(good, hanako)), { kind: "refused", reason: "wrong" });
});

test("an acr that was not agreed on is refused as weak", async () => {
  const by = await provider({ acceptedAcr: ["aal4"] });
  assert.deepEqual(await by.redeem(await walk(by, hanako)), { kind: "refused", reason: "weak" });
});

test("a staff sign-on with a password only is proven, but not two-factor", async () => {
  const by = await provider(staffSettings());
  const strong = await by.redeem(await walk(by, { person: "aoyagi", pin: "1234" }));
  const weak = await by.redeem(await walk(by, { person: "weak", pin: "1234" }));
  assert.equal(strong.kind === "proven" && strong.proof.isTwoFactor, true);
  assert.equal(weak.kind === "proven" && weak.proof.isTwoFactor, false);
});

test("the same person has another subject at another client", () => {
  assert.notEqual(demoSubject(demoClients.resident, "yamaguchi"), demoSubject(demoClients.staff, "yamaguchi"));
});

test("a party that does not answer is an error that may pass, not a refusal", async () => {
  const by = await provider();
  const back = await walk(by, hanako);
  const dead = await provider({ issuer: "http://127.0.0.1:9/api/realms/main" });
  const query = new URLSearchParams(back.query);
  query.delete("iss");
  await assert.rejects(dead.redeem({ ...back, query: query.toString() }));
});
