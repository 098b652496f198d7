import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { type MailCatcher, startMailCatcher } from "../../adapters/mail-catcher/mail-catcher.ts";
import { smtpSender } from "../../adapters/mail-smtp/mail-smtp.ts";
import type { TestCity } from "../../kernel/test/city.ts";
import { sendNotice } from "./commands/send-notice.ts";
import { mailsSent } from "./metrics.ts";
import { addPerson, confirmed, listRows, listTries, noticeCity } from "./notice.fixture.ts";
import type { MailSender } from "./types.ts";

/** From the command to the mailbox: real PostgreSQL, real SMTP, read back by a mail parser. */
let folder: string;
let catcher: MailCatcher;
let sender: MailSender;
let city: TestCity;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "mm-notice-"));
  catcher = await startMailCatcher({ production: false, dataFolder: folder });
});
beforeEach(async () => {
  catcher.faults.clear();
  sender = smtpSender({ host: "127.0.0.1", port: catcher.smtpPort, secure: false });
  city = await noticeCity(sender);
});
after(async () => {
  await catcher.close();
  rmSync(folder, { recursive: true });
});
const each = (name: string, run: () => Promise<void>) =>
  test(name, async () => {
    try {
      await run();
    } finally {
      sender.close();
      await city.close();
    }
  });

const mailsTo = async (address: string) => (await catcher.listMails()).filter(({ to }) => to === address);

each("a Japanese and an English reader each find their mail, as text and as HTML", async () => {
  await city.perform(sendNotice, confirmed(await addPerson(city, { mail: "ja@example.jp", name: "𠮷野 葛󠄀子" })));
  await city.perform(
    sendNotice,
    confirmed(await addPerson(city, { mail: "en@example.jp", name: "Ana", locale: "en" })),
  );
  await city.drain();
  const ja = await catcher.waitForMail("ja@example.jp");
  assert.equal(ja.subject, "予約できました");
  assert.equal(ja.from, '"小美玉市 まちみがき" <machimigaki@city.example.jp>');
  assert.match(ja.text, /^𠮷野 葛󠄀子 さん$/m);
  assert.match(
    ja.text,
    /^12月4日（金）の18時から22時まで、風のホールを予約しました。$/m,
    "joined again by the mail program",
  );
  assert.match(ja.html, /<dt>使用料<\/dt><dd>1,570円<\/dd>/);
  const en = await catcher.waitForMail("en@example.jp");
  assert.equal(en.subject, "Your booking is confirmed");
  assert.match(en.text, /^You have booked Wind Hall on Friday 4 December, 18:00 to 22:00\.$/m);
  assert.equal(en.headers.get("content-language"), "en");
});

each(
  "script, line breaks and headers in names and values arrive as text, with one recipient and no header of theirs",
  async () => {
    const evil = "<script>canary()</script>\r\nBcc: all@example.jp\r\n\r\n\u202eX";
    const personId = await addPerson(city, { mail: "victim@example.jp", name: evil });
    const params = { ...confirmed(personId).params, space: { ja: evil }, reason: evil };
    await city.perform(sendNotice, confirmed(personId, { kind: "facility.cancelled-by-staff", params }));
    await city.drain();
    const mail = await catcher.waitForMail("victim@example.jp");
    assert.deepEqual(await mailsTo("all@example.jp"), []);
    assert.equal(mail.headers.has("bcc"), false);
    assert.equal(mail.headers.get("to"), "victim@example.jp");
    assert.doesNotMatch(mail.html, /<script/);
    assert.match(mail.html, /&lt;script&gt;canary\(\)/);
    assert.doesNotMatch(mail.text + mail.html, /\u202e/);
    assert.doesNotMatch(mail.text, /^Bcc/m);
  },
);

each(
  "the sign-in code is in the body and in no header, and neither it nor the address is in the database",
  async () => {
    const sealed = city.city.secrets.seal("sign-in-code", "80421367");
    const to = { mail: "canary@example.jp", locale: "ja" } as const;
    await city.perform(sendNotice, { to, kind: "identity.code", params: { sealed, minutes: 10 } });
    await city.drain();
    const mail = await catcher.waitForMail("canary@example.jp");
    assert.match(mail.text, /^80421367$/m);
    assert.doesNotMatch(mail.source.toString().split("\r\n\r\n")[0] ?? "", /80421367/);
    assert.doesNotMatch([...mail.headers.values()].join("\n") + mail.subject, /80421367/);
    assert.doesNotMatch(JSON.stringify(await listRows(city)), /80421367|canary/);
  },
);

each("4yz, then success: one mail; 5yz: none; both are told", async () => {
  const personId = await addPerson(city, { mail: "grey@example.jp" });
  catcher.faults.add({ do: "refuse", at: "rcpt", code: 451, said: "4.7.1 <grey@example.jp> greylisted" });
  await city.perform(sendNotice, confirmed(personId));
  await city.drain();
  city.clock.advance(10_000);
  await city.drain();
  assert.deepEqual(await listTries(city), ["1.1 deferred 451 4.3.0", "1.2 sent 250 2.6.0"]);
  assert.equal((await mailsTo("grey@example.jp")).length, 1);
  catcher.faults.add({ do: "refuse", at: "rcpt", code: 550 });
  await city.perform(sendNotice, confirmed(personId));
  await city.drain();
  city.clock.advance(3600_000);
  assert.equal(await city.drain(), 0);
  assert.equal((await listTries(city)).at(-1), "1.1 refused 550 5.1.1");
  assert.equal((await mailsTo("grey@example.jp")).length, 1);
});

each("a server that hangs up after it took the mail gets it a second time, as the same mail", async () => {
  const personId = await addPerson(city, { mail: "double@example.jp" });
  catcher.faults.add({ do: "drop-after-data" });
  await city.perform(sendNotice, confirmed(personId));
  await city.drain();
  city.clock.advance(10_000);
  await city.drain();
  const [second, first] = await mailsTo("double@example.jp");
  assert.ok(first !== undefined && second !== undefined);
  assert.equal(first.messageId, second.messageId);
  assert.equal(first.headers.get("date"), second.headers.get("date"));
  assert.equal(first.html, second.html);
});

each("no mail server: commands go on, mails wait, and go out when it is back", async () => {
  const port = catcher.smtpPort;
  const personId = await addPerson(city, { mail: "patient@example.jp" });
  await catcher.close();
  await city.perform(sendNotice, confirmed(personId));
  await city.drain();
  assert.equal((await listRows(city))[0]?.state, "retrying");
  catcher = await startMailCatcher({ production: false, dataFolder: folder, smtpPort: port });
  city.clock.advance(10_000);
  await city.drain();
  assert.equal((await mailsTo("patient@example.jp")).length, 1);
  assert.match((await listTries(city))[0] ?? "", /^1\.1 deferred E/);
});

each("the metric counts the mails that a server took over, by the city's days", async () => {
  const personId = await addPerson(city, { mail: "count@example.jp" });
  city.clock.set("2026-11-30T23:59:00+09:00");
  await city.perform(sendNotice, confirmed(personId));
  catcher.faults.add({ do: "refuse", at: "rcpt", code: 550 });
  await city.drain();
  await city.perform(sendNotice, confirmed(personId));
  await city.drain();
  city.clock.set("2026-12-01T00:00:00+09:00");
  await city.perform(sendNotice, confirmed(personId));
  await city.drain();
  const count = async (from: string, until: string) => (await mailsSent.count(city.city, { from, until })).value;
  assert.equal(await count("2026-11-01", "2026-12-01"), 1);
  assert.equal(await count("2026-12-01", "2027-01-01"), 1);
  assert.equal(await count("2026-12-02", "2027-01-01"), 0);
});
