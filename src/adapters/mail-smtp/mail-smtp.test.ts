import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import type { Mail, MailSender } from "../../modules/notice/types.ts";
import { type MailCatcher, startMailCatcher } from "../mail-catcher/mail-catcher.ts";
import { smtpSender } from "./mail-smtp.ts";
import { outcomeOfError, replyClass } from "./reply.ts";
import { poolOptions } from "./transport.ts";

let folder: string;
let catcher: MailCatcher;
let sender: MailSender;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "mm-mail-"));
  catcher = await startMailCatcher({ production: false, dataFolder: folder });
  sender = smtpSender({ host: "127.0.0.1", port: catcher.smtpPort, secure: false });
});
beforeEach(() => catcher.faults.clear());
after(async () => {
  sender.close();
  await catcher.close();
  rmSync(folder, { recursive: true });
});

let count = 0;
function mailTo(to: string, changes: Partial<Mail> = {}): Mail {
  count += 1;
  return {
    messageId: `00000000-0000-4000-8000-00000000000${count}.1@city.example.jp`,
    writtenAt: new Date("2026-11-25T01:20:00Z"),
    to,
    from: { name: "小美玉市 まちみがき", address: "machimigaki@city.example.jp" },
    replyTo: "kyodo@city.example.jp",
    subject: "予約できました",
    text: "髙﨑𠮷 さん\n\n予約しました。 \nつづき\n",
    html: "<!doctype html><p>髙﨑𠮷 さん</p>",
    language: "ja",
    ...changes,
  };
}

test("a mail arrives with its headers, its text and its HTML, in UTF-8", async () => {
  const mail = mailTo("hanako@example.jp");
  assert.deepEqual(await sender.send(mail), { verdict: "accepted", reply: "250 2.6.0" });
  const caught = await catcher.waitForMail("hanako@example.jp");
  assert.equal(caught.subject, "予約できました");
  assert.equal(caught.messageId, `<${mail.messageId}>`);
  assert.equal(caught.from, '"小美玉市 まちみがき" <machimigaki@city.example.jp>');
  assert.equal(caught.headers.get("to"), "hanako@example.jp");
  assert.equal(caught.headers.get("reply-to"), "kyodo@city.example.jp");
  assert.equal(caught.headers.get("auto-submitted"), "auto-generated");
  assert.equal(caught.headers.get("content-language"), "ja");
  assert.equal(caught.headers.get("date"), "Wed, 25 Nov 2026 01:20:00 +0000");
  assert.match(caught.headers.get("content-type") ?? "", /^multipart\/alternative/);
  assert.match(caught.source.toString(), /text\/plain; charset=utf-8; format=flowed; delsp=yes/);
  assert.equal(caught.text, "髙﨑𠮷 さん\n\n予約しました。つづき");
  assert.equal(caught.html, "<!doctype html><p>髙﨑𠮷 さん</p>");
  assert.equal(caught.headers.has("x-mailer"), false);
});

test("two tries of one mail are the same bytes", async () => {
  const mail = mailTo("twice@example.jp");
  await sender.send(mail);
  await sender.send(mail);
  const [one, two] = (await catcher.listMails()).filter((caught) => caught.to === "twice@example.jp");
  const bytes = (source: Buffer | undefined) => source?.toString().replace(/^Received:.*\r\n/m, "");
  assert.ok(one !== undefined && two !== undefined);
  assert.equal(bytes(one.source), bytes(two.source));
});

test("a subject or a name with line breaks makes no header, and a list of addresses no second recipient", async () => {
  const evil = "canary\r\nBcc: all@example.jp\r\nX-Canary: 1";
  await sender.send(mailTo("inject@example.jp", { subject: evil, from: { name: evil, address: "a@city.example.jp" } }));
  const caught = await catcher.waitForMail("inject@example.jp");
  assert.equal(caught.headers.has("bcc"), false);
  assert.equal(caught.headers.has("x-canary"), false);
  const before = (await catcher.listMails()).length;
  for (const to of [
    "a@example.jp, b@example.jp",
    "a@example.jp>\r\nRCPT TO:<b@example.jp",
    '"x" <b@example.jp>',
    "a@b@example.jp",
  ]) {
    assert.deepEqual(await sender.send(mailTo(to)), { verdict: "refused", reply: "EENVELOPE" });
  }
  assert.equal((await catcher.listMails()).length, before);
});

test("an address of a mobile carrier with dots in a row is written to", async () => {
  assert.equal((await sender.send(mailTo("a..b.@docomo.example.jp"))).verdict, "accepted");
});

test("5yz to the recipient or the text is for good; 4yz is for now; the server's text is not kept", async () => {
  const said = "5.1.1 <hanako@example.jp> unknown";
  catcher.faults.add({ do: "refuse", at: "rcpt", code: 550, said });
  assert.deepEqual(await sender.send(mailTo("hanako@example.jp")), { verdict: "refused", reply: "550 5.1.1" });
  catcher.faults.add({ do: "refuse", at: "data", code: 554 });
  assert.equal((await sender.send(mailTo("hanako@example.jp"))).verdict, "refused");
  catcher.faults.add({ do: "refuse", at: "rcpt", code: 451 });
  assert.equal((await sender.send(mailTo("hanako@example.jp"))).verdict, "deferred");
  catcher.faults.add({ do: "refuse", at: "data", code: 452 });
  assert.equal((await sender.send(mailTo("hanako@example.jp"))).verdict, "deferred");
});

test("5yz before the recipient is about us, and the mail waits until we are put right", async () => {
  catcher.faults.add({ do: "refuse", at: "mail", code: 550 });
  const { verdict, reply } = await sender.send(mailTo("hanako@example.jp"));
  assert.equal(verdict, "deferred");
  assert.match(reply, /^550/);
  const login = {
    responseCode: 535,
    response: "535 5.7.8 bad password of hanako",
    command: "AUTH PLAIN",
    code: "EAUTH",
  };
  assert.deepEqual(outcomeOfError(login), { verdict: "deferred", reply: "535 5.7.8" });
  assert.equal(outcomeOfError({ responseCode: 530, command: "RCPT TO" }).verdict, "deferred");
});

test("no server, a server that hangs up and a server that says nothing sensible are for now", async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
  const port = (gone.address() as { port: number }).port;
  await new Promise((resolve) => gone.close(resolve));
  const down = smtpSender({ host: "127.0.0.1", port, secure: false });
  assert.deepEqual(await down.send(mailTo("hanako@example.jp")), { verdict: "deferred", reply: "ESOCKET" });
  down.close();

  const rude = createServer((socket) => socket.end("NOPE\r\n"));
  await new Promise<void>((resolve) => rude.listen(0, "127.0.0.1", resolve));
  const confused = smtpSender({ host: "127.0.0.1", port: (rude.address() as { port: number }).port, secure: false });
  assert.equal((await confused.send(mailTo("hanako@example.jp"))).verdict, "deferred");
  confused.close();
  await new Promise((resolve) => rude.close(resolve));
  assert.equal(outcomeOfError(new Error("hanako@example.jp")).reply, "EUNKNOWN");
});

test("a server that hangs up after it took the mail got it once; whether it comes again is not for the pool to decide", async () => {
  catcher.faults.add({ do: "drop-after-data" }, 10);
  assert.deepEqual(await sender.send(mailTo("drop@example.jp")), { verdict: "deferred", reply: "ECONNECTION" });
  assert.equal((await catcher.listMails()).filter((caught) => caught.to === "drop@example.jp").length, 1);
});

test("over a network mails travel encrypted or not at all; only this machine's own server may do without", () => {
  const to = (host: string, secure = false) => poolOptions({ host, port: 587, secure }).requireTLS;
  assert.equal(to("smtp.example.jp"), true);
  assert.equal(to("127.0.0.1.example.jp"), true);
  assert.equal(to("10.0.0.5"), true);
  assert.equal(to("127.0.0.1"), false);
  assert.equal(to("localhost"), false);
  assert.equal(to("smtp.example.jp", true), false);
});

test("a reply is its code and its enhanced status, and nothing of its text", () => {
  assert.equal(replyClass(550, "550 5.1.1 <hanako@example.jp> unknown"), "550 5.1.1");
  assert.equal(replyClass(550, "550-5.7.26 DMARC\r\n550 5.7.26 x"), "550 5.7.26");
  assert.equal(replyClass(250, "250 OK 1234"), "250");
});
