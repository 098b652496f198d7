import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { reportFile } from "../../bin/ordinance-report.ts";
import { root } from "../../bin/root.ts";
import { examineFacilityFile, loadFacilityFile } from "../../src/modules/facility/schema/load.ts";
import type { Facility } from "../../src/modules/facility/types/facility.ts";
import { realCases } from "./real-cases.fixture.ts";

const folder = join(root, "cities/examples");
const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
/** Houses that do not exist show how a rule is written for which no source stands here. */
const invented = names.filter((name) => /^# .*（架空の施設）/mu.test(read(name)));
const town = { zone: "Asia/Tokyo", holidays: [] };

function read(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

function load(id: string): Facility {
  const loaded = loadFacilityFile(read(`${id}.yaml`), `${id}.yaml`);
  assert.ok(loaded.ok);
  return loaded.facility;
}

for (const name of names) {
  test(`${name}: the file is right and all its examples come out`, () => {
    const examined = examineFacilityFile(read(name), name, { town });
    assert.equal(examined.problems.length, 0, reportFile(name, examined));
    assert.ok(examined.examples.length > 0);
  });

  test(`${name}: what is invented is marked, and sources are named`, () => {
    const { sample, articles } = load(name.replace(".yaml", ""));
    assert.ok(sample);
    const sources = Object.values(articles).filter(({ url }) => url !== undefined);
    assert.equal(sources.length > 0, !invented.includes(name), "a house that does not exist has no source");
  });
}

test("the ten facilities are all there, with 44 cases", () => {
  assert.deepEqual(
    [...new Set(realCases.map(({ facility }) => facility))].sort(),
    names
      .filter((name) => !invented.includes(name))
      .map((name) => name.replace(".yaml", ""))
      .sort(),
  );
  assert.equal(realCases.length, 44);
});

for (const { facility, from, asked, expect } of realCases) {
  test(`${facility}: «${from}» is an example of its file`, () => {
    const found = load(facility).examples.filter((one) => has(one, asked) && has(one.expect, expect));
    assert.ok(found.length > 0, JSON.stringify({ asked, expect }));
  });
}

test("a case that no file has is missed", () => {
  const examples = load("soka-acos").examples;
  assert.ok(!examples.some(({ expect }) => has(expect, { kind: "refund", cancelOn: "2025-10-17", refund: 1 })));
});

/** Every field of the part is in the whole as it is. */
function has(whole: object, part: object): boolean {
  return Object.entries(part).every(
    ([key, value]) => JSON.stringify((whole as Record<string, unknown>)[key]) === JSON.stringify(value),
  );
}
