import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { Refusal } from "../../../kernel/refusal.ts";
import { addressOf } from "../rules/mail.ts";
import { identify } from "../store/identify.ts";
import { aBrowser, as, type IdentityTown, identityTown } from "../town.fixture.ts";
import { askSignInCode } from "./ask-code.ts";
import { enterCode } from "./enter-code.ts";
import { foundAccount } from "./found-account.ts";
import { askMailChange } from "./profile.ts";

let town: IdentityTown;
before(async () => {
  town = await identityTown();
});
after(() => town.close());

const ask = (mail: string, browser = aBrowser()) =>
  town.perform(askSignInCode(town.options), { mail: addressOf(mail) }, browser);
const enter = (codeId: string, digits: string, browser: ReturnType<typeof aBrowser>) =>
  town.perform(enterCode, { codeId, digits }, browser);
const wrong = (digits: string) => String((Number(digits) + 1) % 1_000_000).padStart(6, "0");
let count = 0;
const newMail = () => `hana${++count}@example.jp`;

async function stateOf(codeId: string) {
  const { rows } = await sql<{ tries: number; proven_at: Date | null; used_at: Date | null }>`
    select tries, proven_at, used_at from identity.sign_in_code where id = ${codeId}`.execute(town.city.db);
  return rows[0];
}

test("the right code signs in to the account of that address, once", async () => {
  const mail = newMail();
  const personId = await town.addPerson({ mail });
  const browser = aBrowser();
  const { codeId } = await ask(mail.toUpperCase(), browser);
  const outcome = await enter(codeId, town.lastDigits(), browser);
  assert.equal(outcome.kind, "signed-in");
  const actor = outcome.kind === "signed-in" ? await identify(town.city, outcome.session.token) : undefined;
  assert.equal(actor?.kind === "resident" && actor.personId, personId);
  assert.deepEqual(await enter(codeId, town.lastDigits(), browser), { kind: "not-right" });
});

test("an unknown address founds an account at the right code, with the name asked next", async () => {
  const mail = newMail();
  const browser = aBrowser();
  const { codeId } = await ask(mail, browser);
  assert.deepEqual(await enter(codeId, town.lastDigits(), browser), { kind: "name-wanted" });
  const before = await sql`select from identity.person where mail_key = ${mail}`.execute(town.city.db);
  assert.equal(before.rows.length, 0);
  const session = await town.perform(foundAccount, { codeId, name: "髙﨑 𠮷子", kana: undefined }, browser);
  const actor = await identify(town.city, session.token);
  assert.equal(actor?.kind === "resident" && actor.name, "髙﨑 𠮷子");
  await assert.rejects(town.perform(foundAccount, { codeId, name: "もう 一人", kana: undefined }, browser), Refusal);
});

test("a name without a right code founds nothing, nor does a right code of another browser", async () => {
  const browser = aBrowser();
  const { codeId } = await ask(newMail(), browser);
  await assert.rejects(town.perform(foundAccount, { codeId, name: "見本", kana: undefined }, browser), {
    code: "identity.code-too-old",
  });
  await enter(codeId, town.lastDigits(), browser);
  await assert.rejects(town.perform(foundAccount, { codeId, name: "見本", kana: undefined }, aBrowser()), {
    status: 404,
  });
});

test("a code works only in the browser that asked for it (abuse 36)", async () => {
  const { codeId } = await ask(newMail());
  await assert.rejects(enter(codeId, town.lastDigits(), aBrowser()), { status: 404 });
  assert.equal((await stateOf(codeId))?.tries, 0);
});

test("a code has five tries, and the right one is wrong at the sixth", async () => {
  const browser = aBrowser();
  const { codeId } = await ask(newMail(), browser);
  const digits = town.lastDigits();
  for (let i = 0; i < 5; i++) assert.deepEqual(await enter(codeId, wrong(digits), browser), { kind: "not-right" });
  assert.deepEqual(await enter(codeId, digits, browser), { kind: "not-right" });
  assert.deepEqual(await stateOf(codeId), { tries: 5, proven_at: null, used_at: null });
});

test("64 guesses at once are five tries and no more", async () => {
  const browser = aBrowser();
  const { codeId } = await ask(newMail(), browser);
  const digits = town.lastDigits();
  await Promise.all(Array.from({ length: 64 }, () => enter(codeId, wrong(digits), browser)));
  assert.equal((await stateOf(codeId))?.tries, 5);
});

test("PostgreSQL itself refuses a sixth try, a code of eleven minutes and a proof after the end", async () => {
  const { codeId } = await ask(newMail());
  const change = (set: string) =>
    sql.raw(`update identity.sign_in_code set ${set} where id = '${codeId}'`).execute(town.city.db);
  await assert.rejects(change("tries = 6"), { constraint: "sign_in_code_five_tries" });
  await assert.rejects(change("expires_at = asked_at + interval '11 minutes'"), {
    constraint: "sign_in_code_is_short",
  });
  await assert.rejects(change("proven_at = expires_at + interval '1 second'"), {
    constraint: "sign_in_code_proven_in_time",
  });
});

test("a code is too old after ten minutes", async () => {
  const browser = aBrowser();
  const { codeId } = await ask(newMail(), browser);
  town.clock.advance(10 * 60_000);
  assert.deepEqual(await enter(codeId, town.lastDigits(), browser), { kind: "not-right" });
});

test("known and unknown addresses leave the same rows; only the mailbox differs (abuse 37)", async () => {
  const known = newMail();
  const staff = newMail();
  await town.addPerson({ mail: known });
  await town.addPerson({ mail: staff, kind: "staff" });
  const shapes = [];
  for (const mail of [known, newMail(), staff]) {
    const { codeId } = await ask(mail);
    const { rows } = await sql<object>`select purpose, tries, proven_at, used_at, expires_at - asked_at as life
      from identity.sign_in_code where id = ${codeId}`.execute(town.city.db);
    shapes.push(rows[0]);
  }
  assert.deepEqual(shapes[1], shapes[0]);
  assert.deepEqual(shapes[2], shapes[0]);
});

test("staff get no code by mail: the mail says how staff sign in, and no code is right", async () => {
  const mail = newMail();
  await town.addPerson({ mail, kind: "staff" });
  const browser = aBrowser();
  const { codeId } = await ask(mail, browser);
  assert.equal(town.mails.at(-1)?.kind, "identity.staff-address");
  for (const digits of ["000000", "123456"])
    assert.deepEqual(await enter(codeId, digits, browser), { kind: "not-right" });
});

test("the code is in no row in clear, and its hash differs for the same digits", async () => {
  const { codeId } = await ask(newMail());
  const digits = town.lastDigits();
  const { rows } = await sql<{ text: string }>`
    select row_to_json(sign_in_code)::text as text from identity.sign_in_code where id = ${codeId}`.execute(
    town.city.db,
  );
  assert.equal(rows[0]?.text.includes(digits), false);
  assert.equal(JSON.stringify(town.mails).includes(digits), false);
});

test("strangers can use up what strangers may ask for, and not what the owner's own browser needs (abuse 38)", async () => {
  const mail = newMail();
  await town.addPerson({ mail });
  const own = aBrowser();
  const { codeId } = await ask(mail, own);
  await enter(codeId, town.lastDigits(), own);

  const refusals = [];
  for (let i = 0; i < 30; i++)
    refusals.push(
      await ask(mail).then(
        () => 0,
        (error: Refusal) => error.status,
      ),
    );
  assert.equal(refusals.at(-1), 429);
  assert.equal(refusals.filter((status) => status === 0).length, 19);

  const again = await ask(mail, { ...own, source: aBrowser().source });
  const outcome = await enter(again.codeId, town.lastDigits(), own);
  assert.equal(outcome.kind, "signed-in");
});

test("one source asks for one address six times in a quarter of an hour, then waits", async () => {
  const mail = newMail();
  const source = "one-library";
  for (let i = 0; i < 6; i++) await ask(mail, aBrowser({ source }));
  await assert.rejects(ask(mail, aBrowser({ source })), { code: "identity.too-many-codes", status: 429 });
  await ask(newMail(), aBrowser({ source }));
  town.clock.advance(15 * 60_000);
  await ask(mail, aBrowser({ source }));
});

test("a new mail address counts once its code was entered; a taken one gets a mail and no code", async () => {
  const mine = newMail();
  const theirs = newMail();
  const personId = await town.addPerson({ mail: mine });
  await town.addPerson({ mail: theirs });
  const me = as(personId);
  const change = (mail: string) => town.perform(askMailChange(town.options), { mail: addressOf(mail) }, me);

  const taken = await change(theirs);
  assert.equal(town.mails.at(-1)?.kind, "identity.mail-taken");
  assert.deepEqual(await enter(taken.codeId, "000000", me), { kind: "not-right" });

  const fresh = newMail();
  const { codeId } = await change(fresh);
  const digits = town.lastDigits();
  assert.deepEqual(await enter(codeId, digits, { ...me, actor: { kind: "visitor" } }), { kind: "not-right" });
  const second = await change(fresh);
  assert.deepEqual(await enter(second.codeId, town.lastDigits(), me), { kind: "mail-changed" });
  const { rows } = await sql<{ mail: string }>`select mail from identity.person where id = ${personId}`.execute(
    town.city.db,
  );
  assert.equal(rows[0]?.mail, fresh);
});
