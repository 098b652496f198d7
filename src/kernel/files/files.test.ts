import assert from "node:assert/strict";
import { readFile as readBytes, readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { deflateSync } from "node:zlib";
import { Refusal } from "../refusal.ts";
import { type TestCity, testCity } from "../test/city.ts";
import { checkFile } from "./check-file.ts";
import { deleteFile, readFile, storeFile, sweepFiles } from "./files.ts";

const pdf = Buffer.from("%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF");
const wanted = { allowed: ["application/pdf", "image/png", "image/jpeg"], maxBytes: 4 * 1024 * 1024 } as const;

let town: TestCity;
before(async () => {
  town = await testCity([]);
});
after(() => town.close());

const codeOf = (file: { bytes: Uint8Array; name: string }) =>
  checkFile(file, wanted).then(
    () => "kept",
    (error: Refusal) => error.code,
  );

test("a file is what its content says, and a name that says something else is a lie", async () => {
  assert.equal(await codeOf({ bytes: pdf, name: "会則.pdf" }), "kept");
  assert.equal(await codeOf({ bytes: pdf, name: "会則" }), "kept");
  assert.equal(await codeOf({ bytes: pdf, name: "会則.png" }), "kernel.file-lies");
  assert.equal(await codeOf({ bytes: pdf, name: "会則.pdf.exe" }), "kernel.file-lies");
  assert.equal(await codeOf({ bytes: Buffer.from("<svg onload=alert(1)>"), name: "a.png" }), "kernel.file-type");
  assert.equal(await codeOf({ bytes: Buffer.from("<html>"), name: "会則.pdf" }), "kernel.file-type");
  assert.equal(await codeOf({ bytes: Buffer.from("GIF89a/*"), name: "a.gif" }), "kernel.file-type");
  assert.equal(await codeOf({ bytes: Buffer.from("PK\x03\x04"), name: "会則.docx" }), "kernel.file-type");
});

test("a PDF with something before it, with a password, an empty and a long file are refused", async () => {
  assert.notEqual(await codeOf({ bytes: Buffer.concat([Buffer.from("<script>\n"), pdf]), name: "a.pdf" }), "kept");
  assert.equal(
    await codeOf({ bytes: Buffer.concat([pdf, Buffer.from("/Encrypt 5 0 R")]), name: "a.pdf" }),
    "kernel.file-locked",
  );
  assert.equal(await codeOf({ bytes: new Uint8Array(), name: "a.pdf" }), "kernel.file-empty");
  const long = Buffer.concat([pdf, Buffer.alloc(wanted.maxBytes)]);
  assert.equal(await codeOf({ bytes: long, name: "a.pdf" }), "kernel.file-too-big");
});

test("a picture of one pixel by 60,000 is refused before anybody decodes it", async () => {
  const chunk = (name: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length);
    head.write(name, 4, "latin1");
    return Buffer.concat([head, body, Buffer.alloc(4)]);
  };
  const header = Buffer.from("000000010000ea600806000000", "hex");
  const bytes = Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync("x")),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  assert.equal(await codeOf({ bytes, name: "a.png" }), "kernel.file-too-wide");
});

test("a stored file is kept under a generated name, and a name that leads elsewhere is only a name", async () => {
  const stored = await town.perform(storeFile, { bytes: pdf, name: "../../etc/会則.v2.pdf", ...wanted });
  assert.equal(stored.name, "会則 v2.pdf");
  assert.deepEqual(await readBytes(join(town.city.dataFolder, stored.id)), pdf);
  assert.deepEqual(Buffer.from((await readFile(town.city, stored.id)).bytes), pdf);
});

test("a file without its row is not there, and its bytes go when they are a day old", async () => {
  const stored = await town.perform(storeFile, { bytes: pdf, name: "a.pdf", ...wanted });
  await town.perform((act, id: string) => deleteFile(act, id), stored.id);
  await assert.rejects(readFile(town.city, stored.id), Refusal);
  const now = town.clock.now();
  const path = join(town.city.dataFolder, stored.id);
  await utimes(path, now, new Date(now.getTime() - 3_600_000));
  assert.equal(await sweepFiles(town.city), 0);
  await utimes(path, now, new Date(now.getTime() - 25 * 3_600_000));
  assert.equal(await sweepFiles(town.city), 1);
  assert.equal((await readdir(town.city.dataFolder)).includes(stored.id), false);
});
