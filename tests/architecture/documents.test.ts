import assert from "node:assert/strict";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { listDocuments, putFigures } from "../../bin/figures.ts";
import { putBetweenMarkers } from "../../bin/markers.ts";
import { drawPicture } from "../../bin/picture.ts";
import { writeSettings } from "../../bin/settings.ts";
import { listTree, readTree } from "../../bin/tree.ts";

const tree = listTree();
const documents = tree.filter((path) => path.endsWith(".md"));

/** Where a link leads inside the project; undefined for the web, and for a place on the same page. */
function targetOf(document: string, link: string): string | undefined {
  const path = link.split("#")[0] ?? "";
  if (path === "" || /^[a-z]+:/.test(path)) return undefined;
  return normalize(join(dirname(document), decodeURIComponent(path))).replace(/\/$/, "");
}

function linksIn(text: string): readonly string[] {
  const withoutCode = text.replace(/```.*?```/gs, "").replace(/`[^`\n]*`/g, "");
  return [...withoutCode.matchAll(/\]\(<?([^)\s>]+)>?\)|<img [^>]*src="([^"]+)"/g)].map(([, a, b]) => a ?? b ?? "");
}

test("every link in a document leads to something that exists", () => {
  assert.deepEqual(linksIn('see [a](b.md#c), `[x](y)`, <img src="d.png">'), ["b.md#c", "d.png"]);
  assert.equal(targetOf("docs/a.md", "../README.md#tour"), "README.md");
  const folders = new Set(
    tree.flatMap((path) => path.split("/").map((_, depth, parts) => parts.slice(0, depth).join("/"))),
  );
  const lost = documents.flatMap((document) =>
    linksIn(readTree(document))
      .map((link) => targetOf(document, link))
      .filter((target) => target !== undefined && !tree.includes(target) && !folders.has(target))
      .map((target) => `${document} → ${target}`),
  );
  assert.deepEqual(lost, []);
});

test("every file that a document names in code marks exists", () => {
  const named = /`((?:src|bin|tests|bench|docs|cities|locales)\/[\w./<>*-]*\.(?:ts|mjs|md|sql|yaml|json|css))`/g;
  const lost = documents.flatMap((document) =>
    [...readTree(document).matchAll(named)]
      .map(([, path = ""]) => path)
      .filter((path) => !/[<>*]/.test(path) && !tree.includes(path))
      .map((path) => `${document}: ${path}`),
  );
  assert.deepEqual(lost, []);
});

test("every npm script that a document names exists", () => {
  const { scripts } = JSON.parse(readTree("package.json")) as { scripts: Record<string, string> };
  const lost = documents.flatMap((document) =>
    [...readTree(document).matchAll(/npm run ([a-z]+(?::[a-z]+)?)/g)]
      .filter(([, name = ""]) => !(name in scripts))
      .map(([line]) => `${document}: ${line}`),
  );
  assert.deepEqual(lost, []);
  const without = Object.keys(scripts).filter((name) => !name.startsWith("pre") && !(`pre${name}` in scripts));
  assert.deepEqual(without, [], "every script makes a fresh clone ready first");
});

test("the picture in ARCHITECTURE.md is that of the code (npm run picture)", async () => {
  const document = readTree("ARCHITECTURE.md");
  assert.equal(document, putBetweenMarkers(document, "picture", await drawPicture()));
});

test("the table of settings is that of src/app/config.ts (npm run settings)", () => {
  const document = readTree("docs/operations/configuration.md");
  assert.equal(document, writeSettings(document));
});

test("a figure in a document is the one that a program wrote to docs/evidence (npm run figures)", () => {
  const quoted = "<!-- figure booking.json rate -->3<!-- /figure --> bookings per second";
  const put = putFigures(quoted, () => ({ rate: 1234 }));
  assert.equal(put, "<!-- figure booking.json rate -->1,234<!-- /figure --> bookings per second");
  for (const document of listDocuments()) assert.equal(readTree(document), putFigures(readTree(document)), document);
});

test("publiccode.yml says what the standard asks for, and what package.json says", () => {
  const code = parse(readTree("publiccode.yml"));
  const manifest = JSON.parse(readTree("package.json"));
  const required = [
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
  ];
  for (const key of [...required, "legal", "maintenance", "localisation", "categories"])
    assert.ok(key in code, `${key} is missing`);
  assert.equal(code.legal.license, manifest.license);
  assert.equal(code.softwareVersion, manifest.version);
  for (const [language, words] of Object.entries<Record<string, unknown>>(code.description)) {
    const short = String(words["shortDescription"]);
    const long = String(words["longDescription"]);
    assert.ok(short.length <= 150, `${language}: shortDescription has ${short.length} characters; 150 are allowed`);
    assert.ok(
      long.length >= 150 && long.length <= 10_000,
      `${language}: longDescription has ${long.length} characters`,
    );
    assert.ok(Array.isArray(words["features"]) && words["features"].length > 0);
  }
  assert.deepEqual(code.localisation.availableLanguages, ["ja", "en"]);
});

test("SECURITY.md names a test for each abuse case that it calls covered, and the test exists", () => {
  const rows = [...readTree("SECURITY.md").matchAll(/^\| (\d+) \| [^|]+ \| [^|]+ \| ([^|]+) \|$/gm)];
  assert.ok(rows.length > 20, "the table of abuse cases is there");
  const lost = rows.flatMap(([, number, proof = ""]) => {
    const files = [...proof.matchAll(/`([^`]+\.ts)`/g)].map(([, path = ""]) => path);
    if (files.length === 0) return /not yet|does not apply/.test(proof) ? [] : [`${number}: no test, and no word why`];
    return files.filter((path) => !tree.includes(path)).map((path) => `${number}: ${path} does not exist`);
  });
  assert.deepEqual(lost, []);
});
