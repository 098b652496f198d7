import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { smtpSender } from "../../src/adapters/mail-smtp/mail-smtp.ts";
import { jsonLog } from "../../src/kernel/log.ts";
import { sendNotice } from "../../src/modules/notice/index.ts";
import { addPerson, confirmed, listTries, noticeCity } from "../../src/modules/notice/notice.fixture.ts";

/** A mail server whose words repeat the address and try to forge a log line. */
const words = '5.1.1 <canary@example.jp> Canary\u2028{"level":"error","event":"forged"}\u0007 code 80421367';

test("what a mail server says gets into no log line and no column: only its code does", async () => {
  const folder = mkdtempSync(join(tmpdir(), "mm-abuse-"));
  const server = await rudeServer(`550 ${words}`);
  const { port } = server.address() as { port: number };
  const sender = smtpSender({ host: "127.0.0.1", port, secure: false });
  const lines: string[] = [];
  const city = await noticeCity(sender, { log: jsonLog((line) => lines.push(line)) });
  try {
    const personId = await addPerson(city, { name: "Canary", mail: "canary@example.jp" });
    await city.perform(sendNotice, confirmed(personId));
    const sealed = city.city.secrets.seal("sign-in-code", "80421367");
    const to = { mail: "canary@example.jp", locale: "ja" } as const;
    await city.perform(sendNotice, { to, kind: "identity.code", params: { sealed, minutes: 10 } });
    await city.drain();
    assert.deepEqual(await listTries(city), ["1.1 refused 550 5.1.1", "1.1 refused 550 5.1.1"]);
    assert.equal(lines.length, 2);
    for (const line of lines) {
      assert.match(line, /^[^\r\n\u2028]*\n$/);
      assert.equal(JSON.parse(line).event, "notice.not-sent");
      assert.doesNotMatch(line, /canary|forged|80421367/i);
    }
  } finally {
    sender.close();
    await city.close();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  }
});

/** Takes everything but the recipient. */
async function rudeServer(answer: string): Promise<Server> {
  const server = createServer((socket: Socket) => {
    socket.write("220 rude\r\n");
    socket.on("data", (data) => {
      const command = data.toString();
      if (/^RCPT/im.test(command)) socket.write(`${answer}\r\n`);
      else if (/^QUIT/im.test(command)) socket.end("221 bye\r\n");
      else socket.write("250 ok\r\n");
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
