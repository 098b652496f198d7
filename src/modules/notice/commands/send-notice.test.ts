import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import type { TestCity } from "../../../kernel/test/city.ts";
import { addPerson, confirmed, listRows, listTries, noticeCity, scriptedSender } from "../notice.fixture.ts";
import type { NoticeToSend } from "../types.ts";
import { sendNotice } from "./send-notice.ts";

const sender = scriptedSender();
let city: TestCity;
before(async () => {
  city = await noticeCity(sender);
});
after(() => city.close());

test("a notice of a command that was rolled back is never sent", async () => {
  const personId = await addPerson(city, { mail: "rolled@example.jp" });
  await assert.rejects(
    city.perform(async (act) => {
      await sendNotice(act, confirmed(personId));
      throw new Error("no");
    }, undefined),
  );
  assert.equal(await city.drain(), 0);
  assert.deepEqual(await listRows(city), []);
});

test("a notice reaches the person's address in the person's language, once", async () => {
  const personId = await addPerson(city, { mail: "ana@example.jp", name: "Ana Souza", locale: "en" });
  await city.perform(sendNotice, confirmed(personId));
  await city.drain();
  assert.equal(await city.drain(), 0);
  assert.equal(sender.mails.length, 1);
  const [mail] = sender.mails;
  assert.equal(mail?.to, "ana@example.jp");
  assert.equal(mail?.subject, "Your booking is confirmed");
  assert.equal(mail?.language, "en");
  assert.deepEqual(mail?.from, { name: "Omitama City Machimigaki", address: "machimigaki@city.example.jp" });
  assert.equal(mail?.replyTo, city.city.config.contact.mail);
  assert.match(mail?.text ?? "", /http:\/\/localhost:3000\/bookings\/1/);
  const [row] = await listRows(city);
  assert.equal(row?.state, "sent");
  assert.equal(mail?.messageId, `${row?.id}.1@city.example.jp`);
  assert.deepEqual(await listTries(city), ["1.1 sent 250 2.0.0"]);
});

test("the same word 'once' again, also at the same moment, sends nothing", async () => {
  const personId = await addPerson(city, { mail: "once@example.jp" });
  const reminder = confirmed(personId, { kind: "facility.reminder", once: "reminder/1/2026-12-04" });
  await Promise.all(Array.from({ length: 8 }, () => city.perform(sendNotice, reminder)));
  await city.drain();
  assert.equal(sender.mails.filter(({ to }) => to === "once@example.jp").length, 1);
});

test("a person without an address, and nobody, gets none", async () => {
  const before = (await listRows(city)).length;
  await city.perform(sendNotice, confirmed(await addPerson(city, { mail: null })));
  await city.perform(sendNotice, confirmed(randomUUID()));
  assert.equal((await listRows(city)).length, before);
});

test("what is no address, leads elsewhere, lacks a word or brings a code is refused in the command", async () => {
  const personId = await addPerson(city, { mail: "strict@example.jp" });
  const refused = async (notice: NoticeToSend, why: RegExp) => {
    const count = (await listRows(city)).length;
    await assert.rejects(city.perform(sendNotice, notice), why);
    assert.equal((await listRows(city)).length, count);
  };
  for (const link of ["//evil.example", "/\\evil.example", "https://evil.example", "bookings", "/a\nb", "/a b"]) {
    await refused(confirmed(personId, { link }), /path of this site|notice_links_home/);
  }
  for (const mail of ["a@example.jp, b@example.jp", "a@example.jp\r\nBcc: b@example.jp", "", "x"]) {
    await refused(confirmed(personId, { to: { mail, locale: "ja" } }), /one mail address/);
  }
  await refused(confirmed(personId, { params: {} }), /space|day|time/);
  const { params } = confirmed(personId);
  await refused(confirmed(personId, { params: { ...params, code: "482913" } }), /a code is not put into a mail/);
  await refused(confirmed(personId, { params: { ...params, sealed: "x" } }), /only the sign-in code/);
  await refused({ to: { personId }, kind: "identity.code", params: { minutes: 10 } }, /only the sign-in code/);
  await assert.rejects(refused(confirmed(personId), /./), "the control: the same notice without a fault is taken");
});

test("an address without a person is stored sealed only, and gone when the mail is sent", async () => {
  await city.perform(
    sendNotice,
    confirmed("", { to: { mail: "canary-address@example.jp", name: "Canary", locale: "ja" } }),
  );
  const waiting = (await listRows(city)).find((row) => row.address_sealed !== null);
  assert.ok(waiting);
  assert.doesNotMatch(JSON.stringify(await listRows(city)), /canary/i);
  await city.drain();
  assert.equal(sender.mails.at(-1)?.to, "canary-address@example.jp");
  assert.match(sender.mails.at(-1)?.text ?? "", /Canary さん/);
  const sent = (await listRows(city)).find((row) => row.id === waiting.id);
  assert.equal(sent?.state, "sent");
  assert.equal(sent?.address_sealed, null);
});
