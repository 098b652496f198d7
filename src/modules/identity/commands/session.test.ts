import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Act } from "../../../kernel/act.ts";
import type { Performer } from "../../../kernel/perform.ts";
import { identify } from "../store/identify.ts";
import { listOpenSessions } from "../store/session.ts";
import { aBrowser, as, type IdentityTown, identityTown } from "../town.fixture.ts";
import { endOtherSessions, endSession, signOut } from "./end-session.ts";
import { openSession } from "./open-session.ts";

let town: IdentityTown;
before(async () => {
  town = await identityTown();
});
after(() => town.close());

const day = 86_400_000;
const open = (personId: string, performer: Performer = aBrowser()) =>
  town.perform(
    (act: Act) => openSession(act, { personId, kind: "resident", method: "passkey", isTwoFactor: true }),
    undefined,
    performer,
  );
const openStaff = (personId: string) =>
  town.perform(
    (act: Act) => openSession(act, { personId, kind: "staff", method: "passkey", isTwoFactor: true }),
    undefined,
    aBrowser(),
  );
const sessionsOf = (personId: string) => listOpenSessions(town.city.db, personId, "resident", town.clock.now());

test("a token signs in its person, and no other text does", async () => {
  const personId = await town.addPerson();
  const { token } = await open(personId);
  const actor = await identify(town.city, token);
  assert.equal(actor?.kind === "resident" && actor.personId, personId);
  for (const other of ["", `${token}x`, token.toUpperCase(), "' or true --"])
    assert.equal(await identify(town.city, other), undefined);
});

test("the token itself is nowhere in the database", async () => {
  const { token } = await open(await town.addPerson());
  const { rows } = await sql<{ text: string }>`select row_to_json(session)::text as text from identity.session`.execute(
    town.city.db,
  );
  assert.equal(
    rows.some(({ text }) => text.includes(token)),
    false,
  );
});

test("signing in again gives a new token and ends the session that the browser held (abuse 39)", async () => {
  const personId = await town.addPerson();
  const first = await open(personId);
  const actor = await identify(town.city, first.token);
  assert.ok(actor);
  const second = await open(personId, aBrowser({ actor }));
  assert.notEqual(second.token, first.token);
  assert.equal(await identify(town.city, first.token), undefined);
  assert.ok(await identify(town.city, second.token));
});

test("signing out ends the session at once", async () => {
  const { token } = await open(await town.addPerson());
  const actor = await identify(town.city, token);
  assert.ok(actor);
  await town.perform(signOut, undefined, aBrowser({ actor }));
  assert.equal(await identify(town.city, token), undefined);
});

test("a person ends a session on another device, and the others stay", async () => {
  const personId = await town.addPerson();
  const [phone, library] = [await open(personId), await open(personId)];
  const onPhone = await identify(town.city, phone.token);
  const inLibrary = await identify(town.city, library.token);
  assert.ok(onPhone?.kind === "resident" && inLibrary?.kind === "resident");
  await town.perform(endSession, { sessionId: inLibrary.sessionId }, aBrowser({ actor: onPhone }));
  assert.equal(await identify(town.city, library.token), undefined);
  assert.ok(await identify(town.city, phone.token));
});

test("nobody ends a session of somebody else", async () => {
  const personId = await town.addPerson();
  const { token } = await open(personId);
  const [session] = await sessionsOf(personId);
  const stranger = as(await town.addPerson());
  await assert.rejects(town.perform(endSession, { sessionId: session?.id ?? "" }, stranger), { status: 404 });
  assert.ok(await identify(town.city, token));
});

test("all other sessions end at one press, this one stays", async () => {
  const personId = await town.addPerson();
  const tokens = [await open(personId), await open(personId), await open(personId)].map(({ token }) => token);
  const actor = await identify(town.city, tokens[0] ?? "");
  assert.ok(actor);
  await town.perform(endOtherSessions, undefined, aBrowser({ actor }));
  const left = await Promise.all(tokens.map((token) => identify(town.city, token)));
  assert.deepEqual(
    left.map((one) => one !== undefined),
    [true, false, false],
  );
});

test("a resident's session ends after 30 idle days, a visit in between keeps it, and 90 days are the end", async () => {
  const personId = await town.addPerson();
  const idle = await open(personId);
  const used = await open(personId);
  for (let days = 0; days < 84; days += 28) {
    town.clock.advance(28 * day);
    assert.ok(await identify(town.city, used.token), `after ${days + 28} days`);
  }
  assert.equal(await identify(town.city, idle.token), undefined);
  town.clock.advance(6 * day);
  assert.equal(await identify(town.city, used.token), undefined);
});

test("a staff session ends after 12 hours", async () => {
  const { personId } = await town.addStaff("clerk");
  const { token } = await openStaff(personId);
  town.clock.advance(12 * 3_600_000 - 1000);
  assert.ok(await identify(town.city, token));
  town.clock.advance(1000);
  assert.equal(await identify(town.city, token), undefined);
});

test("staff without a valid role are nobody: the contract's end is the end of access (abuse 28)", async () => {
  const { personId } = await town.addStaff("clerk");
  const { token } = await openStaff(personId);
  const until = new Date(town.clock.now().getTime() + 3_600_000);
  await sql`update identity.staff_role set valid_until = ${until} where person_id = ${personId}`.execute(town.city.db);
  assert.ok(await identify(town.city, token));
  town.clock.advance(3_600_000);
  assert.equal(await identify(town.city, token), undefined);
});

test("no staff session opens with one factor, nor by a code", async () => {
  const { personId } = await town.addStaff("clerk");
  for (const [method, isTwoFactor] of [
    ["code", true],
    ["passkey", false],
    ["sign-on", false],
    ["card", true],
  ] as const)
    await assert.rejects(
      town.perform(
        (act: Act) => openSession(act, { personId, kind: "staff", method, isTwoFactor }),
        undefined,
        aBrowser(),
      ),
      { status: 403 },
      method,
    );
});

test("a session remembers the kind of device in words, no version and no address", async () => {
  const personId = await town.addPerson();
  const userAgent = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36";
  await open(personId, aBrowser({ userAgent, source: "198.51.100.7" }));
  const { rows } = await sql<{ device: string; text: string }>`
    select device, row_to_json(session)::text as text from identity.session where person_id = ${personId}`.execute(
    town.city.db,
  );
  assert.equal(rows[0]?.device, "android/chrome");
  assert.equal(/198\.51|140\.0|Pixel/.test(rows[0]?.text ?? ""), false);
});

test("a browser without cookies cannot open a session", async () => {
  const personId = await town.addPerson();
  await assert.rejects(open(personId, aBrowser({ browserId: undefined })), { code: "identity.no-browser" });
});
