import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { translator } from "../i18n/translate.ts";
import { paperOf } from "./paper.ts";
import { readPdf } from "./read-pdf.fixture.ts";
import { renderPdf } from "./render-pdf.ts";

const template = new URL("./letter.fixture.typ", import.meta.url);

function letter(value: string, { title = "手紙", sample = false } = {}) {
  return {
    paper: paperOf(translator("ja"), { title, author: "小美玉市", foot: "小美玉市", sample }),
    facts: [{ label: "名前", value }],
    lines: [{ label: "基本の料金", note: "夜間", amount: "1,570円" }],
    total: { label: "合計", amount: "1,570円" },
  };
}

test("the first document does not hold up other work while fonts are read", async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  await renderPdf({ template, data: letter("山口 はる") });
  clearInterval(timer);
  assert.ok(ticks >= 5, `only ${ticks} ticks`);
});

test("a document is tagged, has a title and says that it is Japanese", async () => {
  const pdf = await renderPdf({ template, data: letter("山口 はる", { title: "使用許可書" }) });
  const read = await readPdf(pdf);
  assert.equal(read.title, "使用許可書");
  assert.equal(read.language, "ja");
  assert.match(Buffer.from(pdf).toString("latin1"), /<pdfuaid:part>1</);
  for (const role of ["Document", "H1", "Table", "TR", "TH", "TD"]) assert.ok(read.roles.includes(role), role);
  assert.match(read.text, /山口はる.*基本の料金夜間1,570円.*合計1,570円/u);
});

test("text that looks like Typst is printed as it is, and never run", async () => {
  const hostile = [
    '#panic("x")',
    '#eval("1+1")',
    "$x^2$",
    "@ref",
    "]",
    "[",
    "*b*",
    "_i_",
    "`c`",
    "<label>",
    "= 見出し",
    "- 点",
    "+ 1",
    "// no",
    "/* no */",
    "\\u{41}",
    "~",
    "--",
    "{{data}}",
    "#sys.inputs",
    '#read("/etc/passwd")',
    '"\\',
    "&lt;",
    "%PDF",
  ];
  const { text, roles } = await readPdf(
    await renderPdf({ template, data: letter(hostile.join(" | "), { title: "# $ @ ]" }) }),
  );
  for (const each of hostile) assert.ok(text.includes(each.replace(/\s/gu, "")), each);
  assert.ok(text.startsWith("#$@]"));
  assert.equal(roles.filter((role) => role === "H1").length, 1);
});

test("names with rare kanji and variation selectors are printed", async () => {
  const name = "髙﨑𠮷渡邉葛\u{e0100}城\ufa19谷 Nguyễn Đạt São";
  const { text } = await readPdf(await renderPdf({ template, data: letter(name) }));
  for (const each of ["髙﨑𠮷渡邉", "NguyễnĐạtSão"]) assert.ok(text.includes(each), `${each} in ${text}`);
  assert.ok(!text.includes("〓"));
});

test("a letter that no font has becomes 〓 with a word about it, and the document is still made", async () => {
  const { text, roles } = await readPdf(await renderPdf({ template, data: letter("山口\u0378はる") }));
  assert.ok(text.includes("山口〓はる"));
  assert.ok(text.includes("〓は、この書類の書体にない文字です"));
  assert.ok(roles.includes("Table"));
});

test("line breaks that were typed stay, and a long text runs over pages", async () => {
  const { text, pages } = await readPdf(await renderPdf({ template, data: letter("長い話です。\n".repeat(200)) }));
  assert.ok(pages > 2);
  assert.equal(text.split("長い話です。").length - 1, 200);
});

test("several documents at once each get their own", async () => {
  const names = ["一", "二", "三", "四", "五"].map((each) => `${each}さん`);
  const pdfs = await Promise.all(names.map((name) => renderPdf({ template, data: letter(name) })));
  const texts = await Promise.all(pdfs.map(readPdf));
  for (const [at, name] of names.entries()) assert.ok(texts[at]?.text.includes(name), name);
});

test("a template that is wrong is an error that names it, and the next document is made", async () => {
  await assert.rejects(renderPdf({ template, data: {} }), /letter\.fixture\.typ cannot be set/);
  await assert.rejects(renderPdf({ template: new URL("./none.typ", import.meta.url), data: {} }), /none\.typ/);
  assert.ok((await renderPdf({ template, data: letter("次") })).length > 1000);
});

test("a sample carries its mark, and a real document does not", async () => {
  const marked = await readPdf(await renderPdf({ template, data: letter("山口", { sample: true }) }));
  assert.ok(marked.text.includes("見本"));
  assert.ok(!(await readPdf(await renderPdf({ template, data: letter("山口") }))).text.includes("見本"));
});

test("no template runs text, reads files or asks the network", () => {
  const src = fileURLToPath(new URL("../../", import.meta.url));
  const templates = globSync("**/*.typ", { cwd: src });
  assert.ok(templates.length >= 2);
  for (const path of templates) {
    const source = readFileSync(`${src}/${path}`, "utf8").replace(/\/\/.*$/gm, "");
    assert.doesNotMatch(source, /\beval\s*\(|\bread\s*\(|\bplugin\s*\(|@preview|\bimage\s*\(|\binclude\b/, path);
  }
});
