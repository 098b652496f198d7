import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { sql } from "kysely";
import { startMailCatcher } from "../../src/adapters/mail-catcher/mail-catcher.ts";
import { createDatabase } from "../../src/app/prepare-database.ts";
import { startEmbeddedPostgres } from "../../src/kernel/db/embedded.ts";
import { openDb } from "../../src/kernel/db/open.ts";
import { findPorts, makeFolder, runProgram } from "./program.fixture.ts";

/** A browser that knows one site under several processes: its cookies go to each of them. */
function openBrowser() {
  const cookies = new Map<string, string>();
  return async (address: string, fields?: Record<string, string>) => {
    const response = await fetch(address, {
      redirect: "manual",
      headers: {
        cookie: [...cookies].map((pair) => pair.join("=")).join("; "),
        ...(fields && { "sec-fetch-site": "same-origin" }),
      },
      ...(fields && { method: "POST", body: new URLSearchParams(fields) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const text = await response.text();
    const formKey = /name="form-key" value="([^"]+)"/.exec(text)?.[1] ?? "";
    return { status: response.status, location: response.headers.get("location") ?? "", text, formKey };
  };
}

/** Stops the server's processes where they are: their sockets stay open and say nothing. */
function freezePostgres(t: TestContext, folder: string): () => void {
  const server = Number.parseInt(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8"), 10);
  const children = readFileSync(`/proc/${server}/task/${server}/children`, "utf8").trim().split(" ").map(Number);
  const all = [server, ...children];
  const tell = (signal: "SIGSTOP" | "SIGCONT") => {
    for (const id of all) {
      try {
        process.kill(id, signal);
      } catch {
        // Ended by itself meanwhile.
      }
    }
  };
  tell("SIGSTOP");
  t.after(() => tell("SIGCONT"));
  return () => tell("SIGCONT");
}

test("web and worker run apart on one server, two webs at once, and say when the database is away", async (t) => {
  const folder = makeFolder(t);
  let postgres = await startEmbeddedPostgres(folder, { durable: false });
  t.after(() => postgres.stop());
  await createDatabase(postgres.connectionString("postgres"), "apart");
  const port = await findPorts();
  const [here, there] = [`http://localhost:${port}`, `http://localhost:${port + 1}`];
  const mails = await startMailCatcher({ production: false, dataFolder: folder });
  t.after(() => mails.close());
  const settings = {
    DATA_DIR: folder,
    ADDRESS: here,
    DATABASE_URL: postgres.connectionString("apart"),
    MASTER_SECRET: randomBytes(32).toString("base64url"),
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: String(mails.smtpPort),
  };

  const early = await runProgram(t, "src/app/web.ts", { ...settings, PORT: String(port) }).ended;
  assert.deepEqual([early.code, /start the worker first/.test(early.said)], [1, true]);

  const worker = runProgram(t, "src/app/worker.ts", settings);
  t.diagnostic(`worker ready after ${(await worker.until("worker ready")).toFixed(2)} s, with migrations`);
  const loaded = await runProgram(t, "bin/city-load.ts", settings).ended;
  assert.equal(loaded.code, 0, loaded.said);
  const { db, close } = openDb(settings.DATABASE_URL, { as: "owner", connections: 1 });
  const { rows } = await sql`
    select (select count(*) from identity.person) as people, (select count(*) > 3 from facility.unit) as "hasUnits"
  `.execute(db);
  await close();
  assert.deepEqual(rows, [{ people: 0, hasUnits: true }], "the city's files, and no sample person");

  const webs = [port, port + 1].map((own) => runProgram(t, "src/app/web.ts", { ...settings, PORT: String(own) }));
  for (const web of webs) t.diagnostic(`web ready after ${(await web.until("web at")).toFixed(2)} s`);
  const ask = openBrowser();
  for (const address of [here, there]) assert.equal((await ask(`${address}/spaces`)).status, 200);

  // Each step of signing in goes to the other process; the mail goes out by the worker.
  const form = await ask(`${here}/sign-in`);
  const asked = await ask(`${there}/sign-in`, { "form-key": form.formKey, mail: "hana@omitama.example" });
  assert.equal(asked.status, 303, asked.text);
  const codePage = await ask(`${here}${asked.location}`);
  const mail = await mails.waitForMail("hana@omitama.example", undefined, { seconds: 15 });
  const digits = /\b\d{6}\b/.exec(mail.text)?.[0] ?? "";
  const [path = ""] = asked.location.split("?");
  const entered = await ask(`${there}${path}`, { "form-key": codePage.formKey, digits });
  assert.equal(entered.status, 303, entered.text);

  const thaw = freezePostgres(t, folder);
  const stuck = await Promise.all(
    [here, there].map(async (address) => {
      const begun = performance.now();
      const { status } = await ask(`${address}/spaces`);
      return { status, seconds: (performance.now() - begun) / 1000 };
    }),
  );
  for (const { status, seconds } of stuck) {
    assert.equal(status, 503, "the database is frozen");
    assert.ok(seconds < 27, `${seconds} s`);
    t.diagnostic(`503 from a frozen database after ${seconds.toFixed(1)} s`);
  }
  assert.equal((await ask(`${here}/healthz`)).status, 503);
  thaw();
  for (const address of [here, there]) assert.equal((await ask(`${address}/spaces`)).status, 200, "it goes on");

  await postgres.stop();
  for (const address of [here, there]) {
    const begun = performance.now();
    const page = await ask(`${address}/spaces`);
    const seconds = (performance.now() - begun) / 1000;
    assert.equal(page.status, 503);
    assert.match(page.text, /0299-00-0000/, "the error page says whom to call");
    assert.ok(seconds < 6, `${seconds} s`);
    const health = await ask(`${address}/healthz`);
    assert.equal(health.status, 503);
    assert.deepEqual(JSON.parse(health.text), { ok: false, database: false, jobs: false });
  }

  postgres = await startEmbeddedPostgres(folder, { durable: false });
  for (const address of [here, there]) assert.equal((await ask(`${address}/spaces`)).status, 200, "it is back");
  const again = await ask(`${here}/sign-in`);
  await ask(`${here}/sign-in`, { "form-key": again.formKey, mail: "kana@omitama.example" });
  await mails.waitForMail("kana@omitama.example", undefined, { seconds: 20 });

  for (const { child } of [worker, ...webs]) child.kill("SIGTERM");
  const codes = await Promise.all([worker, ...webs].map(async ({ ended }) => (await ended).code));
  assert.deepEqual(codes, [0, 0, 0]);
});
