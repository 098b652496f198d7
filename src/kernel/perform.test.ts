import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { audit, listAuditAbout } from "./audit/audit.ts";
import { sealAudit, verifyAudit } from "./audit/seal.ts";
import { useFormKey } from "./http/form-key.ts";
import { receive } from "./jobs/inbox.ts";
import { Refusal } from "./refusal.ts";
import { type TestCity, testCity } from "./test/city.ts";

let town: TestCity;
before(async () => {
  town = await testCity([]);
});
after(() => town.close());

const person = "11111111-1111-4111-8111-111111111111";

test("a refused command leaves no trace", async () => {
  const refused = town.perform(async (act) => {
    await audit(act, { what: "test.tried", subject: "test/1", about: person });
    throw new Refusal("test.no");
  }, undefined);
  await assert.rejects(refused, { name: "Refusal", code: "test.no" });
  assert.deepEqual(await listAuditAbout(town.city.db, person), []);
});

test("a deadlock is tried again until both commands are done", async () => {
  let attempts = 0;
  const lockBoth = (first: number, second: number) =>
    town.perform(async (act) => {
      attempts += 1;
      await sql`select pg_advisory_xact_lock(${first}::bigint)`.execute(act.tx);
      await sql`select pg_sleep(0.3)`.execute(act.tx);
      await sql`select pg_advisory_xact_lock(${second}::bigint)`.execute(act.tx);
    }, undefined);
  await Promise.all([lockBoth(1, 2), lockBoth(2, 1)]);
  assert.ok(attempts >= 3, `${attempts} attempts: without a deadlock this test shows nothing`);
});

test("the audit log holds as a chain, and a changed row breaks it from there on", async () => {
  for (const n of [1, 2, 3]) {
    await town.perform((act) => audit(act, { what: "test.done", subject: `test/${n}`, about: person }), undefined);
  }
  assert.equal(await town.perform(sealAudit, undefined), 3);
  assert.deepEqual(await verifyAudit(town.city.db), { sealed: 3, waiting: 0, broken: [] });

  // Only somebody with the owner's rights, who switches the trigger off, can change a row; the chain then tells.
  await town.city.db.connection().execute(async (owner) => {
    await sql`set role none`.execute(owner);
    await sql`set session_replication_role = replica`.execute(owner);
    await sql`update kernel.audit_entry set subject = 'test/other' where subject = 'test/2'`.execute(owner);
    await sql`set session_replication_role = origin`.execute(owner);
    await sql`set role machimigaki_app`.execute(owner);
  });
  assert.deepEqual((await verifyAudit(town.city.db)).broken, [2]);
  assert.deepEqual((await verifyAudit(town.city.db, { last: 2 })).broken, [2]);
  assert.deepEqual((await verifyAudit(town.city.db, { last: 1 })).broken, [], "a later link still holds by itself");
});

test("the program's own role can neither change nor remove an audit row", async () => {
  for (const statement of ["update kernel.audit_entry set what = 'x'", "delete from kernel.audit_entry"]) {
    const tried = town.city.db.connection().execute(async (connection) => {
      await sql`set role machimigaki_app`.execute(connection);
      await sql.raw(statement).execute(connection);
    });
    await assert.rejects(tried, { code: "42501" });
  }
});

test("a partner's event counts once, however often it comes", async () => {
  const results = [];
  for (let n = 0; n < 3; n++) results.push(await town.perform((act) => receive(act, "pay", "event-1"), undefined));
  assert.deepEqual(results, [true, false, false]);
});

test("a form key with another body is refused", async () => {
  const use = (body: string) => town.perform((act) => useFormKey(act, "k".repeat(24), Buffer.from(body)), undefined);
  assert.equal(await use("a"), undefined);
  await assert.rejects(use("b"), { code: "kernel.form-used" });
});
