import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { sql } from "kysely";
import { jsonLog } from "../../../kernel/log.ts";
import type { TestCity } from "../../../kernel/test/city.ts";
import { addPerson, confirmed, listRows, listTries, noticeCity, scriptedSender } from "../notice.fixture.ts";
import { claimMessage, recordTry } from "./deliver.ts";
import { forgetOldMessages, forgetPerson } from "./forget.ts";
import { openNotice } from "./open-notice.ts";
import { sendAgain } from "./send-again.ts";
import { sendNotice } from "./send-notice.ts";

const greylisted = { verdict: "deferred", reply: "451 4.7.1" } as const;
const down = { verdict: "deferred", reply: "ESOCKET" } as const;
const unknown = { verdict: "refused", reply: "550 5.1.1" } as const;

let sender: ReturnType<typeof scriptedSender>;
let city: TestCity;
let lines: string[];
let personId: string;
beforeEach(async () => {
  sender = scriptedSender();
  lines = [];
  city = await noticeCity(sender, { log: jsonLog((line) => lines.push(line)) });
  personId = await addPerson(city);
});
const each = (name: string, run: () => Promise<void>) =>
  test(name, async () => {
    try {
      await run();
    } finally {
      await city.close();
    }
  });

each("a mail that the server defers is tried again later, as the same mail, and then it is sent", async () => {
  sender.say(greylisted, down);
  await city.perform(sendNotice, confirmed(personId));
  await city.drain();
  const [first] = await listRows(city);
  assert.equal(first?.state, "retrying");
  assert.equal(first?.next_try_at?.getTime(), city.clock.now().getTime() + 10_000);
  assert.equal(await city.drain(), 0, "not before its time");
  city.clock.advance(10_000);
  await city.drain();
  city.clock.advance(30_000);
  await city.drain();
  assert.deepEqual(await listTries(city), ["1.1 deferred 451 4.7.1", "1.2 deferred ESOCKET", "1.3 sent 250 2.0.0"]);
  assert.equal((await listRows(city))[0]?.state, "sent");
  assert.deepEqual(sender.mails[0], sender.mails[2]);
});

each("a mail that the server refuses for good is not tried again", async () => {
  sender.say(unknown);
  await city.perform(sendNotice, confirmed(personId));
  await city.drain();
  city.clock.advance(48 * 3600_000);
  assert.equal(await city.drain(), 0);
  assert.equal((await listRows(city))[0]?.state, "failed");
  assert.deepEqual(await listTries(city), ["1.1 refused 550 5.1.1"]);
});

each("a server that is down for longer than a day is given up on, and somebody can send again", async () => {
  sender.say(...Array.from({ length: 60 }, () => down));
  await city.perform(sendNotice, confirmed(personId));
  for (let hours = 0; hours < 30; hours++) {
    for (let step = 0; step < 12; step++) {
      await city.drain();
      city.clock.advance(300_000);
    }
  }
  const [row] = await listRows(city);
  assert.equal(row?.state, "failed");
  assert.equal(row?.tries, 31);
});

each("a mail that is of no use any more is not sent", async () => {
  const until = new Date(city.clock.now().getTime() + 60_000);
  await city.perform(sendNotice, confirmed(personId, { until }));
  city.clock.advance(60_000);
  await city.drain();
  assert.deepEqual(await listTries(city), ["1.1 unsent too-late"]);
  assert.equal(sender.mails.length, 0);
});

each("a person who has gone, or gave the address up, gets no mail, and that is noted", async () => {
  await city.perform(sendNotice, confirmed(personId));
  await sql`update identity.person set mail = null, mail_key = null`.execute(city.city.db);
  await city.drain();
  assert.deepEqual(await listTries(city), ["1.1 unsent no-address"]);
});

each("the sign-in code comes sealed, is opened for the mail only, and is gone afterwards", async () => {
  const code = "80421367";
  const sealed = city.city.secrets.seal("sign-in-code", code);
  await city.perform(sendNotice, {
    to: { mail: "new@example.jp", locale: "ja" },
    kind: "identity.code",
    params: { sealed, minutes: 10 },
  });
  const stored = async () =>
    JSON.stringify(
      (
        await sql`select message, job.data, job.output from notice.message as message, pgboss.job as job`.execute(
          city.city.db,
        )
      ).rows,
    );
  assert.doesNotMatch(await stored(), new RegExp(code));
  const { id } = (await listRows(city))[0] as { id: string };
  const opened = await city.perform(openNotice, { messageId: id });
  assert.doesNotMatch(JSON.stringify(opened.letter), new RegExp(code));
  sender.say(greylisted);
  await city.drain();
  assert.ok((await listRows(city))[0]?.params.sealed, "a retry needs it");
  city.clock.advance(10_000);
  await city.drain();
  const [mail] = sender.mails;
  assert.match(mail?.text ?? "", new RegExp(`^${code}$`, "m"));
  assert.doesNotMatch(JSON.stringify({ ...mail, text: "", html: "" }), new RegExp(code));
  const [row] = await listRows(city);
  assert.deepEqual(row?.params, { minutes: 10 });
  assert.doesNotMatch((await stored()) + lines.join(""), new RegExp(`${code}|new@example`));
  await assert.rejects(city.perform(sendAgain, { messageId: id }), { code: "notice.staff-not-again" });
});

each("a code that was sealed for something else is not opened", async () => {
  const sealed = city.city.secrets.seal("door-code", "482913");
  await city.perform(sendNotice, { to: { personId }, kind: "identity.code", params: { sealed, minutes: 10 } });
  await city.drain();
  assert.deepEqual(await listTries(city), ["1.1 unsent no-text"]);
  assert.equal(sender.mails.length, 0);
});

each("two workers with the same message send one mail", async () => {
  await city.perform(sendNotice, confirmed(personId));
  const [row] = await listRows(city);
  const ask = { messageId: row?.id ?? "", round: 1 };
  const claims = await Promise.all(Array.from({ length: 8 }, () => city.perform(claimMessage, ask)));
  assert.deepEqual(claims.map(({ kind }) => kind).sort(), [
    "busy",
    "busy",
    "busy",
    "busy",
    "busy",
    "busy",
    "busy",
    "yours",
  ]);
});

each("a worker that dies with a mail is relieved after a while, and the mail is the same to mailboxes", async () => {
  await city.perform(sendNotice, confirmed(personId));
  sender.say(async () => {
    throw new Error("killed");
  });
  await city.drain({ tolerateFailures: true });
  const [row] = await listRows(city);
  assert.equal(row?.state, "queued");
  const ask = { messageId: row?.id ?? "", round: 1 };
  assert.equal((await city.perform(claimMessage, ask)).kind, "busy");
  city.clock.advance(90_000);
  await city.runJob("notice.deliver", ask);
  assert.equal((await listRows(city))[0]?.state, "sent");
  assert.deepEqual(sender.mails[0], sender.mails[1]);
});

each("a try that comes in after another worker's success is noted and changes nothing", async () => {
  await city.perform(sendNotice, confirmed(personId));
  const [row] = await listRows(city);
  const tried = { messageId: row?.id ?? "", round: 1 };
  await city.perform(recordTry, { ...tried, state: "sent", reply: "250 2.0.0" });
  await city.perform(recordTry, { ...tried, state: "deferred", reply: "ETIMEDOUT" });
  await city.drain();
  assert.equal((await listRows(city))[0]?.state, "sent");
  assert.equal(sender.mails.length, 0);
});

each("'send again' is a mail of its own, audited, and only for what came to its end", async () => {
  await city.perform(sendNotice, confirmed(personId));
  const [row] = await listRows(city);
  const ask = { messageId: row?.id ?? "" };
  await assert.rejects(city.perform(sendAgain, ask), { code: "notice.staff-not-again" });
  await city.drain();
  await city.perform(sendAgain, ask);
  await city.drain();
  assert.deepEqual(await listTries(city), ["1.1 sent 250 2.0.0", "2.1 sent 250 2.0.0"]);
  assert.notEqual(sender.mails[0]?.messageId, sender.mails[1]?.messageId);
  const { rows } = await sql<{ what: string; about: string }>`select what, about from kernel.audit_entry`.execute(
    city.city.db,
  );
  assert.deepEqual(rows, [{ what: "notice.sent-again", about: personId }]);
  await assert.rejects(city.perform(sendAgain, { messageId: crypto.randomUUID() }), { status: 404 });
});

each("opening a mail shows it with a masked address, and the person sees that it was opened", async () => {
  await city.perform(sendNotice, confirmed(personId));
  const [row] = await listRows(city);
  const opened = await city.perform(openNotice, { messageId: row?.id ?? "" });
  assert.equal(opened.maskedAddress, "h•••@example.jp");
  assert.equal(opened.letter?.subject, "予約できました");
  const { rows } = await sql<{ what: string; about: string }>`select what, about from kernel.audit_entry`.execute(
    city.city.db,
  );
  assert.deepEqual(rows, [{ what: "notice.opened", about: personId }]);
});

each("after 90 days, and when an account is deleted, nothing personal is left of a mail", async () => {
  await city.perform(sendNotice, confirmed(personId));
  await city.drain();
  city.clock.advance(89 * 86_400_000);
  assert.equal(await city.perform(forgetOldMessages, undefined), 0);
  city.clock.advance(2 * 86_400_000);
  assert.equal(await city.perform(forgetOldMessages, undefined), 1);
  const other = await addPerson(city, { mail: "taro@example.jp" });
  await city.perform(sendNotice, confirmed(other));
  await city.perform(forgetPerson, other);
  await city.drain();
  assert.equal(sender.mails.length, 1);
  for (const row of await listRows(city)) {
    assert.deepEqual([row.person_id, row.params, row.address_sealed], [null, {}, null]);
    await assert.rejects(city.perform(sendAgain, { messageId: row.id }), { code: "notice.staff-not-again" });
    assert.equal((await city.perform(openNotice, { messageId: row.id })).letter, undefined);
  }
});

each("PostgreSQL keeps codes, foreign links, addresses in replies and changes of tries out by itself", async () => {
  await city.perform(sendNotice, confirmed(personId));
  await city.drain();
  const { db } = city.city;
  const refused = (query: string, why: RegExp) => assert.rejects(sql.raw(query).execute(db), why);
  await refused(`update notice.message set params = '{"code":"1"}'`, /notice_no_code/);
  await refused(`update notice.message set params = '{"sealed":"1"}'`, /notice_sealed/);
  await refused("update notice.message set link = '//evil.example'", /notice_links_home/);
  await refused("update notice.message set address_sealed = 'x'", /notice_address_gone_when_sent/);
  await refused("update notice.message set state = 'lost'", /notice_state_known/);
  await refused("update notice.delivery set state = 'deferred'", /permission denied/);
  await refused("delete from notice.delivery", /permission denied/);
  await refused(
    "insert into notice.delivery (message_id, round, try, at, state, reply) select id, 1, 1, now(), 'refused', '550 hanako@example.jp' from notice.message",
    /notice_reply_without_words/,
  );
});
