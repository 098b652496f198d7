import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type MailCatcher, startMailCatcher } from "../../src/adapters/mail-catcher/mail-catcher.ts";
import { smtpSender } from "../../src/adapters/mail-smtp/mail-smtp.ts";
import type { TestCity } from "../../src/kernel/test/city.ts";
import { sendNotice } from "../../src/modules/notice/index.ts";
import { addPerson, confirmed, listRows, listTries, noticeCity } from "../../src/modules/notice/notice.fixture.ts";
import type { MailSender } from "../../src/modules/notice/types.ts";

/** Mail header injection in name and subject; a thousand recipients; the reply-to of others. */
let folder: string;
let catcher: MailCatcher;
let sender: MailSender;
let city: TestCity;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "mm-abuse-"));
  catcher = await startMailCatcher({ production: false, dataFolder: folder });
  sender = smtpSender({ host: "127.0.0.1", port: catcher.smtpPort, secure: false });
  city = await noticeCity(sender);
});
after(async () => {
  sender.close();
  await city.close();
  await catcher.close();
  rmSync(folder, { recursive: true });
});

const attacks = [
  "花子\r\nBcc: all@example.jp",
  "花子\nReply-To: evil@example.jp",
  "花子\r\n\r\n<script>canary()</script>",
  "=?utf-8?Q?=0D=0ABcc:_all@example.jp?=",
  "花子\u2028Bcc: all@example.jp",
  '"花子" <evil@example.jp>, all@example.jp',
  "http://evil.example/win",
];

test("a name or a value that brings headers, recipients or links stays one line of text in one mail to one person", async () => {
  for (const [index, attack] of attacks.entries()) {
    const personId = await addPerson(city, { name: attack, mail: `victim${index}@example.jp` });
    const params = { ...confirmed(personId).params, reason: attack };
    await city.perform(sendNotice, confirmed(personId, { kind: "facility.cancelled-by-staff", params }));
  }
  await city.drain();
  const mails = await catcher.listMails();
  assert.deepEqual(
    mails.map(({ to }) => to).toSorted(),
    attacks.map((_, index) => `victim${index}@example.jp`),
  );
  for (const mail of mails) {
    const allowed = ["bcc", "cc", "x-canary"].filter((name) => mail.headers.has(name));
    assert.deepEqual(allowed, []);
    assert.equal(mail.headers.get("reply-to"), city.city.config.contact.mail);
    assert.equal(mail.headers.get("to"), mail.to);
    assert.equal(mail.subject, "予約が取り消しになりました");
    assert.doesNotMatch(mail.text, /^(Bcc|Reply-To):|http:\/\/evil|all@example/m);
    assert.doesNotMatch(mail.html, /<script|evil@example|http:\/\/evil/);
  }
});

test("a list of a thousand recipients is no address: nothing is written, nothing is sent", async () => {
  const before = [(await listRows(city)).length, (await listTries(city)).length, (await catcher.listMails()).length];
  const thousand = Array.from({ length: 1000 }, (_, index) => `a${index}@example.jp`);
  for (const mail of [
    thousand.join(","),
    thousand.join(";"),
    "a@example.jp\r\nRCPT TO:<b@example.jp>",
    "a@example.jp b@example.jp",
  ]) {
    await assert.rejects(city.perform(sendNotice, confirmed("", { to: { mail, locale: "ja" } })), /one mail address/);
  }
  await city.drain();
  const after = [(await listRows(city)).length, (await listTries(city)).length, (await catcher.listMails()).length];
  assert.deepEqual(after, before);
});
