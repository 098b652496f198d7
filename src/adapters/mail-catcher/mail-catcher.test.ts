import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createTransport } from "nodemailer";
import { fixedClock } from "../../kernel/time/clock.ts";
import { type MailCatcher, openMailBox, startMailCatcher, waitForMail } from "./mail-catcher.ts";

let folder: string;
let catcher: MailCatcher;
const clock = fixedClock("2026-11-25T10:20:00+09:00");

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "mm-catcher-"));
  catcher = await startMailCatcher({ production: false, dataFolder: folder, clock });
});
after(async () => {
  await catcher.close();
  rmSync(folder, { recursive: true });
});

async function sendMail(to: string, subject: string, body: { text: string; html: string }): Promise<void> {
  clock.advance(1000);
  const transport = createTransport({ host: "127.0.0.1", port: catcher.smtpPort });
  await transport.sendMail({ from: "city@example.jp", to, subject, ...body });
}

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(catcher.address + path, { headers });
  return { status: response.status, headers: response.headers, body: await response.text() };
};

test("a mail is kept as .eml, and another process that reads the folder finds it", async () => {
  await sendMail("hanako@example.jp", "予約できました", { text: "本文", html: "<p>本文</p>" });
  const names = readdirSync(join(folder, "mail"));
  assert.deepEqual(
    names.map((name) => name.slice(-4)),
    [".eml"],
  );
  assert.match(readFileSync(join(folder, "mail", names[0] as string), "utf8"), /^Delivered-To: hanako@example\.jp\r\n/);
  const elsewhere = openMailBox(join(folder, "mail"));
  const found = await waitForMail(elsewhere, "hanako@example.jp", (mail) => mail.text.includes("本文"), { seconds: 0 });
  assert.equal(found.subject, "予約できました");
  assert.deepEqual(found.receivedAt, clock.now());
});

test("waiting for a mail that does not come ends with an error that says for whom", async () => {
  await assert.rejects(catcher.waitForMail("nobody@example.jp", undefined, { seconds: 0.2 }), /nobody@example\.jp/);
  await assert.rejects(
    catcher.waitForMail("hanako@example.jp", () => false, { seconds: 0.1 }),
    /No fitting mail/,
  );
});

test("a mail that comes while somebody waits is found at once, the newest first", async () => {
  const waiting = catcher.waitForMail("taro@example.jp");
  await sendMail("taro@example.jp", "one", { text: "1", html: "1" });
  assert.equal((await waiting).subject, "one");
  await sendMail("taro@example.jp", "two", { text: "2", html: "2" });
  assert.equal((await catcher.waitForMail("taro@example.jp")).subject, "two");
});

test("the list shows subjects and addresses as text, newest first, narrowed by address", async () => {
  await sendMail("x@example.jp", "<script>alert(1)</script>", { text: "x", html: "x" });
  const { body, headers } = await get("/");
  assert.match(body, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  assert.doesNotMatch(body, /<script/);
  assert.match(body, /見本/);
  assert.ok(body.indexOf("x@example.jp") < body.indexOf("taro@example.jp"));
  assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/);
  assert.equal(headers.get("cache-control"), "no-store");
  assert.doesNotMatch((await get("/?to=taro")).body, /x@example\.jp/);
  assert.match((await get("/?to=%22%3E%3Cb%3E")).body, /value="&quot;&gt;&lt;b&gt;"/);
  assert.match((await get("/", { "accept-language": "en-GB,en" })).body, /<html lang="en">[\s\S]*Sample:/);
});

test("a mail's text is shown as text with its links, and its HTML only in a sandbox that runs and fetches nothing", async () => {
  const text = "https://city.example.jp/bookings/1?a=1&b=2 へ\njavascript:alert(1) <img src=x onerror=alert(1)>";
  await sendMail("link@example.jp", "link", {
    text,
    html: "<html><head></head><p><script>alert(1)</script>x</p></html>",
  });
  const { id } = await catcher.waitForMail("link@example.jp");
  const { body } = await get(`/mails/${id}`);
  assert.match(
    body,
    /<a href="https:\/\/city\.example\.jp\/bookings\/1\?a=1&amp;b=2" target="_blank" rel="noreferrer">/,
  );
  assert.doesNotMatch(body, /href="javascript|<img/);
  assert.match(body, /<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
  const framed = await get(`/mails/${id}/html`);
  const policy = framed.headers.get("content-security-policy") ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /sandbox allow-popups/);
  assert.doesNotMatch(policy, /script|allow-scripts|allow-same-origin/);
  const source = await get(`/mails/${id}.eml`);
  assert.equal(source.headers.get("content-disposition"), "attachment");
  assert.match(source.body, /^Delivered-To: link@example\.jp/);
});

test("no path leads out of the mail folder, and what is not there is said", async () => {
  for (const path of ["/mails/1", "/mails/..%2f..%2fetc%2fpasswd", "/mails/%2e%2e/x", "/nothing"]) {
    const { status, body } = await get(path);
    assert.equal(status, 404, path);
    assert.match(body, /このメールはありません/);
  }
});

test("a page of somebody else that points its name at this machine reads nothing", async () => {
  const status = await new Promise((resolve) => {
    const { port } = new URL(catcher.address);
    request({ port, host: "127.0.0.1", headers: { host: "evil.example" } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).end();
  });
  assert.equal(status, 421);
  assert.equal((await fetch(catcher.address, { method: "POST" })).status, 405);
});

test("both servers listen on loopback only, and never in production", async () => {
  assert.equal(new URL(catcher.address).hostname, "127.0.0.1");
  const elsewhere = mkdtempSync(join(tmpdir(), "mm-catcher-"));
  await assert.rejects(startMailCatcher({ production: true, dataFolder: elsewhere }), /does not run in production/);
  assert.equal(existsSync(join(elsewhere, "mail")), false);
  await assert.rejects(
    startMailCatcher({ production: false, dataFolder: elsewhere, smtpPort: catcher.smtpPort }),
    /EADDRINUSE/,
  );
  rmSync(elsewhere, { recursive: true });
});
