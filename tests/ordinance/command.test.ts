import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "../../bin/root.ts";

const folder = mkdtempSync(join(tmpdir(), "ordinance-"));
after(() => rmSync(folder, { recursive: true }));

const minole = join(root, "cities/omitama/facilities/minole.yaml");

/** `npm run ordinance -- …` without npm. */
function ordinance(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(root, "bin/ordinance.ts"), ...args],
    { encoding: "utf8", cwd: folder },
  );
  return { status, stdout, stderr };
}

function changed(from: string, to: string, name = "minole.yaml"): string {
  const text = readFileSync(minole, "utf8");
  assert.ok(text.includes(from), from);
  const path = join(folder, name);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  return path;
}

test("check: a file of a city is right, with the number of its examples", () => {
  const { status, stdout } = ordinance("check", minole);
  assert.equal(status, 0);
  assert.match(stdout, /^OK {2}.*minole\.yaml: (\d+)件の例がすべて合いました \/ all \1 examples/);
});

test("check: a failing example says file, line and column, what was expected, what came, and every step with its article", () => {
  const path = changed("fee: 1570, full", "fee: 1580, full");
  const { status, stdout } = ordinance("check", path);
  assert.equal(status, 1);
  const line =
    readFileSync(path, "utf8")
      .split("\n")
      .findIndex((text) => text.includes("広域の文化団体が暖房")) + 1;
  assert.match(stdout, /\d\d件の例のうち\d\d件が合い、1件が合いません/);
  assert.ok(stdout.includes(`${path}:${line}:5 例が合いません`), stdout);
  assert.match(stdout, /期待 expected: 料金1,580円/);
  assert.match(stdout, /結果 got: {6}料金1,570円/);
  assert.match(stdout, /1\. 基本額　風のホール（事務所側）、夜間の4時間　1,870円（公共ホール条例　別表第1）/);
  assert.match(stdout, /5\. 端数処理/);
  assert.match(stdout, /Basic fee: Kaze Hall, office side, evening, 4 hours: ¥1,870/);
});

test("check: a wrong field is said with line and column in both languages", () => {
  const path = changed("capacity: 75", "capasity: 75");
  const { status, stdout } = ordinance("check", path);
  assert.equal(status, 1);
  assert.match(stdout, /minole\.yaml:\d+:5 「capasity」という項目はありません。/);
  assert.match(stdout, /There is no field “capasity”/);
});

test("check: outside a city's folder areas are not asked for; with --city they are", () => {
  const path = changed("area: minori", "area: somewhere");
  assert.equal(ordinance("check", path).status, 0);
  const { status, stdout } = ordinance("check", path, "--city", "omitama");
  assert.equal(status, 1);
  assert.match(stdout, /「somewhere」という地区は、ありません/);
});

test("check: a later version has its day in its name, and stands beside the first", () => {
  const later = ['effectiveFrom: "2026-04-01"', 'effectiveFrom: "2027-04-01"'] as const;
  assert.equal(ordinance("check", changed(...later, "minole@2027-04-01.yaml"), "--city", "omitama").status, 0);
  const { status, stdout } = ordinance("check", changed(...later, "minole@2028-04-01.yaml"));
  assert.equal(status, 1);
  assert.match(stdout, /minole@2027-04-01\.yaml/);
});

test("check: a text without English is a warning, not an error; a plain text is Japanese", () => {
  const path = changed("name: { ja: ピアノ, en: piano, ja-easy: ピアノ }", "name: ピアノ");
  const { status, stdout } = ordinance("check", path);
  assert.equal(status, 0, stdout);
  assert.match(stdout, /英語のない文が1か所あります/);
  assert.match(stdout, /1 text has no English/);
});

test("try: prints the day, the window, whether it may be booked, and the price with its derivation", () => {
  const use = ["--space", "minole-kaze-office", "--on", "2026-12-04", "--slots", "night", "--category", "wide"];
  const { status, stdout } = ordinance(
    ...["try", minole, ...use, "--purpose", "music", "--people", "20", "--group-categories", "culture"],
    ...["--extras", "heating=1", "--now", "2026-11-25T15:14"],
  );
  assert.equal(status, 0);
  assert.match(stdout, /令和8年12月4日（金）は、9時から22時まで開いています。/);
  assert.match(stdout, /予約できます。/);
  assert.match(stdout, /合計1,570円（減免がなければ2,690円）/);
  assert.match(stdout, /令和8年11月30日までに取り消すと、1,570円を返します。/);
});

test("try: an unknown space is answered with those that there are; a refusal with its reason", () => {
  const { status, stdout } = ordinance("try", minole, "--space", "nowhere", "--on", "2026-12-04");
  assert.equal(status, 1);
  assert.match(stdout, /「nowhere」という部屋はありません。あるのは minole-kaze, /);
  const use = ["--space", "minole-kaze-office", "--on", "2026-12-04", "--slots", "night", "--category", "outside"];
  assert.match(ordinance("try", minole, ...use, "--purpose", "music").stdout, /この利用区分では、ここを予約できません/);
});

test("a wrong command is answered with how it is used", () => {
  assert.equal(ordinance("czech").status, 2);
  assert.match(ordinance("czech").stderr, /Usage:/);
  assert.match(ordinance("check", join(folder, "nothing.yaml")).stderr, /を読めません/);
  assert.match(ordinance("check", "--colour").stderr, /Usage:/);
});
