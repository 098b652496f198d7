import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Performer } from "../../../kernel/perform.ts";
import { identify } from "../store/identify.ts";
import { findVisitOf } from "../store/visit.ts";
import { aBrowser, as, type IdentityTown, identityTown } from "../town.fixture.ts";
import type { IdentityProvider, PersonKind, ProofRefusal, Redeemed } from "../types.ts";
import { browserHashOf } from "./browser.ts";
import { finishVisit } from "./finish-visit.ts";
import { beginVisit, noteReturn } from "./visit.ts";

let town: IdentityTown;
let answer: () => Redeemed;
const proven = (subject: string, isTwoFactor = true): Redeemed => ({
  kind: "proven",
  proof: { subject, name: "髙﨑 花子", isTwoFactor },
});

function party(serves: PersonKind): IdentityProvider {
  return {
    id: `${serves}-party`,
    serves,
    name: { ja: "見本" },
    origin: "https://party.example",
    begin: async ({ state }) => `https://party.example/auth?state=${state}`,
    redeem: async () => answer(),
  };
}

before(async () => {
  town = await identityTown({ providers: [party("resident"), party("staff")] });
});
after(() => town.close());

let count = 0;
const newSubject = () => `subject-${++count}`;

/** Walks the visit up to the page with the button; gives the visit's id. */
async function visit(browser: Performer, options: { serves?: PersonKind; purpose?: "sign-in" | "link" } = {}) {
  const { serves = "resident", purpose = "sign-in" } = options;
  const input = { provider: `${serves}-party`, purpose, next: "/spaces" };
  const { address } = await town.perform(beginVisit(town.options), input, browser);
  const state = new URL(address).searchParams.get("state") ?? "";
  const visitId = await town.perform(noteReturn, { state, query: `code=abc&state=${state}` }, browser);
  await town.drain();
  return { visitId: visitId ?? "", state };
}

const finish = (visitId: string, browser: Performer, name?: string) =>
  town.perform(finishVisit(town.options), { visitId, name, kana: undefined }, browser);
const stateOf = (visitId: string, browser: Performer) =>
  findVisitOf(town.city.db, visitId, browserHashOf(browser as never));

async function linkedStaff(role: "clerk" | "administrator" = "clerk") {
  const { personId } = await town.addStaff(role);
  const subject = newSubject();
  await sql`insert into identity.external_subject values ('staff-party', ${subject}, ${personId}, now())`.execute(
    town.city.db,
  );
  return { personId, subject };
}

test("a resident who is new confirms the name and has an account; the next visit signs in to it", async () => {
  const subject = newSubject();
  answer = () => proven(subject);
  const browser = aBrowser();
  const first = await visit(browser);
  await assert.rejects(finish(first.visitId, browser), { code: "identity.name-wanted", field: "name" });
  const founded = await finish(first.visitId, browser, "髙﨑 花子");
  assert.ok(founded.kind === "signed-in" && founded.isNew && founded.next === "/spaces");
  const actor = await identify(town.city, founded.session.token);

  const again = aBrowser();
  const second = await finish((await visit(again)).visitId, again);
  assert.ok(second.kind === "signed-in" && !second.isNew);
  const same = await identify(town.city, second.session.token);
  assert.ok(actor?.kind === "resident" && same?.kind === "resident");
  assert.equal(same.personId, actor.personId);
});

test("coming back signs nobody in: there is no session until the button is pressed", async () => {
  answer = () => proven(newSubject());
  const count = async () =>
    (await sql<{ n: number }>`select count(*) as n from identity.session`.execute(town.city.db)).rows[0]?.n;
  const earlier = await count();
  await visit(aBrowser());
  assert.equal(await count(), earlier);
});

test("a state that another browser brings is unknown, so nobody is signed in to a stranger's account", async () => {
  answer = () => proven(newSubject());
  const attacker = aBrowser();
  const { address } = await town.perform(
    beginVisit(town.options),
    { provider: "resident-party", purpose: "sign-in", next: "/" },
    attacker,
  );
  const state = new URL(address).searchParams.get("state") ?? "";
  assert.equal(await town.perform(noteReturn, { state, query: `code=abc&state=${state}` }, aBrowser()), undefined);
  const own = await visit(attacker);
  await assert.rejects(finish(own.visitId, aBrowser(), "見本"), { status: 404 });
});

test("a visit is used once, and is too old after fifteen minutes", async () => {
  answer = () => proven(newSubject());
  const browser = aBrowser();
  const { visitId } = await visit(browser);
  await finish(visitId, browser, "見本 花子");
  await assert.rejects(finish(visitId, browser, "見本 花子"), { code: "identity.visit-too-old" });
  const late = await visit(browser);
  town.clock.advance(15 * 60_000);
  await assert.rejects(finish(late.visitId, browser, "見本 花子"), { code: "identity.visit-too-old" });
});

test("each refusal of the party ends the visit with its reason, and no button helps", async () => {
  for (const reason of ["declined", "expired", "weak", "wrong"] as const satisfies readonly ProofRefusal[]) {
    answer = () => ({ kind: "refused", reason });
    const browser = aBrowser();
    const { visitId } = await visit(browser);
    assert.equal((await stateOf(visitId, browser))?.refusal, reason);
    await assert.rejects(finish(visitId, browser, "見本"), { code: "identity.visit-too-old" });
  }
});

test("a reload of the return address redeems once", async () => {
  let redeemed = 0;
  const subject = newSubject();
  answer = () => {
    redeemed += 1;
    return proven(subject);
  };
  const browser = aBrowser();
  const { state, visitId } = await visit(browser);
  assert.equal(await town.perform(noteReturn, { state, query: `code=abc&state=${state}` }, browser), visitId);
  await town.drain();
  assert.equal(redeemed, 1);
});

test("what belongs to a visit is sealed, and gone when it is redeemed", async () => {
  answer = () => proven(newSubject());
  const { visitId } = await visit(aBrowser());
  const { rows } = await sql<{ sealed: string | null; text: string }>`
    select sealed, row_to_json(provider_visit)::text as text from identity.provider_visit where id = ${visitId}`.execute(
    town.city.db,
  );
  assert.equal(rows[0]?.sealed, null);
  assert.equal(rows[0]?.text.includes("髙﨑"), false);
});

test("staff sign in by the city's sign-on if it says two factors, and not otherwise", async () => {
  const { personId, subject } = await linkedStaff();
  const browser = aBrowser();
  answer = () => proven(subject, false);
  const weak = await visit(browser, { serves: "staff" });
  await assert.rejects(finish(weak.visitId, browser), { code: "identity.staff.second-factor" });
  answer = () => proven(subject, true);
  const strong = await finish((await visit(browser, { serves: "staff" })).visitId, browser);
  const actor = strong.kind === "signed-in" ? await identify(town.city, strong.session.token) : undefined;
  assert.equal(actor?.kind === "staff" && actor.personId, personId);
});

test("a sign-on that no member of staff is linked with founds nothing", async () => {
  answer = () => proven(newSubject());
  const browser = aBrowser();
  const { visitId } = await visit(browser, { serves: "staff" });
  await assert.rejects(finish(visitId, browser, "見本"), { code: "identity.staff.staff-unknown" });
});

test("a person links the card to the account, and one card belongs to one account", async () => {
  const subject = newSubject();
  answer = () => proven(subject);
  const me = as(await town.addPerson());
  const { visitId } = await visit(me, { purpose: "link" });
  assert.equal((await finish(visitId, me)).kind, "linked");

  const other = as(await town.addPerson());
  const theirs = await visit(other, { purpose: "link" });
  await assert.rejects(finish(theirs.visitId, other), { code: "identity.subject-taken" });
  const mine = await visit(me, { purpose: "link" });
  answer = () => proven(newSubject());
  const second = await visit(me, { purpose: "link" });
  await assert.rejects(finish(mine.visitId, me), { code: "identity.subject-taken" });
  await assert.rejects(finish(second.visitId, me), { code: "identity.subject-once" });
});

test("a link is finished only by the account that began it", async () => {
  answer = () => proven(newSubject());
  const me = as(await town.addPerson());
  const { visitId } = await visit(me, { purpose: "link" });
  const { browserId } = me;
  const other = as(await town.addPerson(), { browserId });
  await assert.rejects(finish(visitId, other), { status: 404 });
  await assert.rejects(finish(visitId, { ...aBrowser(), browserId }), { status: 404 });
});

test("a resident cannot link the staff's sign-on", async () => {
  const me = as(await town.addPerson());
  const input = { provider: "staff-party", purpose: "link", next: "/" } as const;
  await assert.rejects(town.perform(beginVisit(town.options), input, me), { status: 403 });
});
