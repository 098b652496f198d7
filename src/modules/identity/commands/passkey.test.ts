import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Performer } from "../../../kernel/perform.ts";
import { softAuthenticator } from "../authenticator.fixture.ts";
import { identify } from "../store/identify.ts";
import { listPasskeys } from "../store/passkey.ts";
import { aBrowser, as, type IdentityTown, identityTown } from "../town.fixture.ts";
import { enterPaperCode, issueEnrolment, readPaperCodeOf } from "./enrolment.ts";
import { enterCode } from "./enter-code.ts";
import { addPasskey, enrolByPasskey, removePasskey, signInByPasskey } from "./passkey.ts";
import { addingOptions, signInOptions } from "./passkey-options.ts";

let town: IdentityTown;
before(async () => {
  town = await identityTown();
});
after(() => town.close());

const device = () => softAuthenticator({ origin: "http://localhost:3000", rpId: "localhost" });
type Device = ReturnType<typeof device>;
type Options = { challenge: string };

const askToAdd = async (performer: Performer, personId: string) =>
  (await addingOptions(
    town.city,
    performer.browserId ?? "",
    { id: personId, name: "見本 花子", kana: undefined, mail: undefined, telephone: undefined, locale: "ja" },
    await listPasskeys(town.city.db, personId),
  )) as Options;
const askToSignIn = async (performer: Performer) =>
  (await signInOptions(town.city, performer.browserId ?? "")) as Options;

async function add(me: Performer, personId: string, key: Device, changes = {}) {
  const answer = key.create(await askToAdd(me, personId), changes);
  await town.perform(addPasskey, { answer, name: "電話" }, me);
}

async function personWithKey() {
  const personId = await town.addPerson();
  const key = device();
  await add(as(personId), personId, key);
  return { personId, key };
}

const signIn = async (key: Device, browser = aBrowser(), changes = {}) =>
  town.perform(signInByPasskey, { answer: key.get(await askToSignIn(browser), changes) }, browser);

test("a passkey that was added signs in to its account, without a name being typed", async () => {
  const { personId, key } = await personWithKey();
  const { token, kind } = await signIn(key);
  assert.equal(kind, "resident");
  const actor = await identify(town.city, token);
  assert.equal(actor?.kind === "resident" && actor.personId, personId);
});

test("a passkey's answer is good once (replay)", async () => {
  const { key } = await personWithKey();
  const browser = aBrowser();
  const answer = key.get(await askToSignIn(browser));
  await town.perform(signInByPasskey, { answer }, browser);
  await assert.rejects(town.perform(signInByPasskey, { answer }, browser), { code: "identity.passkey-not-right" });
});

test("a passkey's answer is refused from another browser, site, challenge kind, or after ten minutes", async () => {
  const { personId, key } = await personWithKey();
  const refused = { code: "identity.passkey-not-right" };
  const answer = key.get(await askToSignIn(aBrowser()));
  await assert.rejects(town.perform(signInByPasskey, { answer }, aBrowser()), refused);
  await assert.rejects(signIn(key, aBrowser(), { origin: "https://evil.example" }), refused);
  await assert.rejects(signIn(key, aBrowser(), { rpId: "evil.example" }), refused);
  const browser = as(personId);
  const forAdding = key.get(await askToAdd(browser, personId));
  await assert.rejects(town.perform(signInByPasskey, { answer: forAdding }, browser), refused);
  const late = aBrowser();
  const lateAnswer = key.get(await askToSignIn(late));
  town.clock.advance(10 * 60_000 + 1);
  await assert.rejects(town.perform(signInByPasskey, { answer: lateAnswer }, late), refused);
});

test("a passkey without verification of its holder is one factor, and refused", async () => {
  const { personId, key } = await personWithKey();
  await assert.rejects(signIn(key, aBrowser(), { isVerified: false }), { code: "identity.passkey-not-right" });
  await assert.rejects(add(as(personId), personId, device(), { isVerified: false }), {
    code: "identity.passkey-not-right",
  });
});

test("a passkey whose counter goes back was copied, and is refused", async () => {
  const { key } = await personWithKey();
  await signIn(key, aBrowser(), { counter: 7 });
  await assert.rejects(signIn(key, aBrowser(), { counter: 7 }), { code: "identity.passkey-not-right" });
  await signIn(key, aBrowser(), { counter: 8 });
});

test("a passkey belongs to one account", async () => {
  const { key } = await personWithKey();
  const otherId = await town.addPerson();
  await assert.rejects(add(as(otherId), otherId, key), { code: "identity.passkey-known" });
});

test("a removed passkey signs nobody in, and nobody removes another's", async () => {
  const { personId, key } = await personWithKey();
  const stranger = await town.addPerson();
  await assert.rejects(town.perform(removePasskey, { passkeyId: key.id }, as(stranger)), { status: 404 });
  await town.perform(removePasskey, { passkeyId: key.id }, as(personId));
  await assert.rejects(signIn(key), { code: "identity.passkey-unknown" });
});

test("an unknown passkey and nonsense are refused alike", async () => {
  await assert.rejects(signIn(device()), { code: "identity.passkey-unknown", status: 422 });
  for (const answer of [{}, { id: 1 }, { id: "__proto__" }])
    await assert.rejects(town.perform(signInByPasskey, { answer }, aBrowser()), { code: "identity.passkey-unknown" });
});

test("drawing the sign-in page writes nothing", async () => {
  const count = async () =>
    (await sql<{ n: number }>`select count(*) as n from identity.passkey_challenge_use`.execute(town.city.db)).rows[0]
      ?.n;
  const earlier = await count();
  await askToSignIn(aBrowser());
  assert.equal(await count(), earlier);
});

test("staff make their first passkey with a code on paper and a code by mail, once", async () => {
  const administrator = { ...aBrowser(), actor: await town.addStaff("administrator") };
  const clerk = await town.addStaff("clerk");
  const { personId } = clerk;
  await town.perform(issueEnrolment, { personId }, administrator);
  const paper = await town.perform(readPaperCodeOf, { personId }, administrator);
  const desk = aBrowser();

  const wrongPaper = await town.perform(enterPaperCode(town.options), { code: "22222-22222" }, desk);
  assert.equal(wrongPaper, undefined);
  const right = await town.perform(enterPaperCode(town.options), { code: paper?.code ?? "" }, desk);
  const proven = await town.perform(enterCode, { codeId: right?.codeId ?? "", digits: town.lastDigits() }, desk);
  assert.equal(proven.kind, "enrolling");
  const enrolmentId = proven.kind === "enrolling" ? proven.enrolmentId : "";

  const key = device();
  const answer = key.create(await askToAdd(desk, personId));
  const input = { enrolmentId, answer, name: "職場の鍵" };
  await assert.rejects(town.perform(enrolByPasskey, input, aBrowser()), { status: 404 });
  const session = await town.perform(enrolByPasskey, input, desk);
  const actor = await identify(town.city, session.token);
  assert.equal(actor?.kind === "staff" && actor.personId, personId);
  assert.equal((await signIn(key)).kind, "staff");

  await assert.rejects(town.perform(enrolByPasskey, input, desk), { status: 404 });
  assert.equal(await town.perform(readPaperCodeOf, { personId }, administrator), undefined);
  assert.equal(await town.perform(enterPaperCode(town.options), { code: paper?.code ?? "" }, desk), undefined);
});

test("a code on paper can be tried ten times an hour from one source", async () => {
  const desk = aBrowser();
  const tryOne = () => town.perform(enterPaperCode(town.options), { code: "33333-33333" }, desk);
  for (let i = 0; i < 10; i++) assert.equal(await tryOne(), undefined);
  await assert.rejects(tryOne(), { code: "identity.too-many-tries", status: 429 });
});
