import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Resident } from "../../src/modules/facility/town.fixture.ts";
import { january } from "../../src/modules/lottery/town.fixture.ts";
import { changesNothing } from "./abuse.fixture.ts";
import { entryForm, openLottery } from "./lottery.fixture.ts";

/** One person enters a lottery with many accounts. */
let site: Awaited<ReturnType<typeof openLottery>>;
let accounts: Resident[];

before(async () => {
  site = await openLottery();
  accounts = [];
  // The same person, spelt as people spell: forms of kanji, kana, spaces. Telephone numbers are kept as digits.
  for (const [name, kana, telephone] of [
    ["髙崎 太郎", "たかさき　たろう", "0299000199"],
    ["高崎太郎", "タカサキ タロウ", "0299000199"],
    ["高崎　太郎", "たかさき　たろう", "0299000199"],
  ] as const) {
    const account = await site.addResident(name);
    await site.perform(
      ({ tx }) =>
        sql`update identity.person set kana = ${kana}, telephone = ${telephone} where id = ${account.personId}`.execute(
          tx,
        ),
      undefined,
    );
    accounts.push(account);
  }
});
after(() => site.close());

test("one account enters once, however often the form is sent", async () => {
  const { haru } = site;
  const tries = await Promise.all(Array.from({ length: 10 }, () => haru.browser.post(`${site.path}/enter`, entryForm)));
  assert.equal(tries.filter(({ status }) => status === 303).length, 1);
  const again = await changesNothing(site, () => haru.browser.post(`${site.path}/enter`, entryForm));
  assert.equal(again.status, 409);
  assert.match(again.text, /もう申し込んでいます/);
});

test("accounts of one person are held for a look, whoever of them came first; nobody is punished by a machine", async () => {
  for (const account of accounts) {
    const browser = await site.signIn(account);
    const { status, text } = await browser.post(`${site.path}/enter`, entryForm);
    assert.equal(status, 303, text.slice(0, 200));
  }
  assert.equal(await site.count(sql`select from lottery.entry where likeness_state = 'held'`), 3);
  assert.equal(await site.count(sql`select from lottery.entry where likeness_state = 'alone'`), 1);
  const { rows } = await sql<{ likeness: string }>`select likeness from lottery.entry`.execute(site.city.db);
  assert.ok(
    rows.every(({ likeness }) => !/0199|高崎|たかさき/.test(likeness)),
    "the column does not tell who it is",
  );
});

test("a clerk sees them with names, which leaves a row for each; leaving one out needs a second person, and a reason that is sent", async () => {
  const { id } = await site.rounds.round();
  const page = await site.clerk.browser.get(`/staff/lotteries/${id}`);
  assert.match(page.text, /確かめる申し込み/);
  assert.equal(await site.count(sql`select from kernel.audit_entry where what = 'lottery.entry-seen'`), 3);
  const [suspect] = await site.rounds.entriesOf(accounts[2] as Resident);
  assert.ok(suspect);
  const proposal = { entry: suspect.id, "leave-out-reason": "3つの登録が同じ人のものだと、本人に電話で確かめた" };
  assert.equal((await site.clerk.browser.post(`/staff/lotteries/${id}/leave-out`, proposal)).status, 303);
  assert.equal(await site.count(sql`select from lottery.entry where left_out_at is not null`), 0);
  const decision = (await sql<{ id: string }>`select id from lottery.decision`.execute(site.city.db)).rows[0]?.id ?? "";
  const own = await site.clerk.browser.post(`/staff/lottery-decisions/${decision}`, { outcome: "agreed" });
  assert.equal(own.status, 403, "a clerk only proposes");
  const approver = await site.addStaff("approver", "別の 職員");
  const agreed = await (await site.signIn(approver)).post(`/staff/lottery-decisions/${decision}`, {
    outcome: "agreed",
  });
  assert.equal(agreed.status, 303);
  await site.drain();
  assert.ok(site.mailsTo(accounts[2] as Resident).includes("抽選の申し込みを外しました"));
});

test("whoever was not looked at takes part in the draw", async () => {
  await site.rounds.go(january.closed);
  const { rows } = await sql<{ entries_csv: string }>`select entries_csv from lottery.closing where round_id = ${
    (await site.rounds.round()).id
  }`.execute(site.city.db);
  assert.equal(rows[0]?.entries_csv.trim().split("\n").length, 1 + 3);
});
