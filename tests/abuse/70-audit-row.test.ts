import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { verifyAudit } from "../../src/kernel/audit/seal.ts";
import { openSite, useForm, usePath } from "./abuse.fixture.ts";

/** Somebody with a database role changes or removes what the audit log says. */
let site: Awaited<ReturnType<typeof openSite>>;
before(async () => {
  site = await openSite();
  await site.haru.browser.post(usePath, useForm);
  await site.mika.browser.post(usePath, { ...useForm, slots: "pm" });
  await site.runJob("kernel.seal-audit");
});
after(() => site.close());

const asOwner = (...statements: string[]) =>
  site.city.db.connection().execute(async (owner) => {
    await sql`set role none`.execute(owner);
    try {
      for (const statement of statements) await sql.raw(statement).execute(owner);
    } finally {
      await sql`set role machimigaki_app`.execute(owner);
    }
  });

const attacks = [
  "update kernel.audit_entry set what = 'nothing'",
  "delete from kernel.audit_entry",
  "truncate kernel.audit_entry cascade",
  "update kernel.audit_seal set hash = hash",
  "delete from kernel.audit_seal",
];

test("neither the product's role nor the owner of the tables can change or remove a row", async () => {
  const before = await site.footprint();
  for (const attack of attacks) {
    await assert.rejects(sql.raw(attack).execute(site.city.db), { code: "42501" }, attack);
    await assert.rejects(asOwner(attack), { code: "42501" }, attack);
  }
  assert.deepEqual(await site.footprint(), before);
  const { sealed, broken } = await verifyAudit(site.city.db);
  assert.ok(sealed > 3);
  assert.deepEqual(broken, []);
});

test("an owner who takes the trigger away first is found out by the chain, whichever row was changed", async () => {
  await asOwner(
    "alter table kernel.audit_entry disable trigger audit_entry_append_only",
    "update kernel.audit_entry set about = null, what = 'booking.seen' where id = (select min(id) + 1 from kernel.audit_entry)",
    "alter table kernel.audit_entry enable trigger audit_entry_append_only",
  );
  const { broken } = await verifyAudit(site.city.db);
  assert.deepEqual(broken, [2]);
});
