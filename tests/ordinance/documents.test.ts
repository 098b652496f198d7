import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import type { z } from "zod";
import { ordinanceDocuments } from "../../bin/ordinance-documents.ts";
import { findFieldNote, listNotedPaths, readFieldSections } from "../../bin/ordinance-fields.ts";
import { reportFile } from "../../bin/ordinance-report.ts";
import { root } from "../../bin/root.ts";
import { examineFacilityFile } from "../../src/modules/facility/schema/load.ts";
import { listShapeFields } from "../../src/modules/facility/schema/shape-fields.ts";

const sections = readFieldSections();
const fields = listShapeFields();

/** The field's own schema, or one of its kinds, can read the value. */
function canRead(path: string, value: unknown): boolean {
  const schemas = fields.find((field) => field.path === path)?.schemas ?? [];
  return schemas.some((schema) => (schema as z.ZodType).safeParse(value).success);
}

test("every field of an ordinance file is documented, and nothing that is none", () => {
  const paths = fields.map(({ path }) => path);
  assert.deepEqual(
    paths.filter((path) => findFieldNote(sections, path) === undefined),
    [],
  );
  assert.deepEqual(
    listNotedPaths(sections).filter((path) => !paths.includes(path)),
    [],
  );
  assert.ok(paths.length > 300 && paths.includes("terms[].limits[].most") && paths.includes("when.days"));
  assert.equal(findFieldNote(sections, "fees.colour"), undefined);
});

test("the example of every field can be read by its shape", () => {
  const bad = fields.filter(({ path }) => {
    const example = findFieldNote(sections, path)?.example ?? "";
    return !canRead(path, parse(example, { version: "1.2" }));
  });
  assert.deepEqual(
    bad.map(({ path }) => path),
    [],
  );
  assert.ok(!canRead("terms[].limits[].per", "fortnight"));
});

for (const [path, text] of ordinanceDocuments()) {
  test(`${path} is up to date (npm run ordinance -- schema)`, () => {
    assert.ok(readFileSync(join(root, path), "utf8") === text);
  });
}

for (const name of ["ordinance.ja.md", "ordinance.md"]) {
  const text = readFileSync(join(root, "docs/for-cities", name), "utf8");
  const snippets = [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml = ""]) => yaml);

  test(`${name}: the file of the walk-through is right, and its examples come out`, () => {
    const whole = snippets.filter((yaml) => /^id: /m.test(yaml));
    assert.equal(whole.length, 1);
    const examined = examineFacilityFile(whole[0] ?? "", "hibari-kominkan.yaml", {
      town: { zone: "Asia/Tokyo", holidays: [] },
    });
    assert.equal(examined.problems.length, 0, reportFile(name, examined));
    assert.ok(examined.examples.length >= 5);
  });

  test(`${name}: every other snippet can be read at its place`, () => {
    const parts = snippets.filter((yaml) => !/^id: /m.test(yaml));
    assert.ok(parts.length >= 5);
    for (const yaml of parts) {
      const path = /^# (\S+)\n/.exec(yaml)?.[1] ?? "";
      assert.ok(canRead(path, parse(yaml, { version: "1.2" })), yaml);
    }
  });
}

test("an editor's schema says what a field means, once in each language", () => {
  const schema = JSON.parse(ordinanceDocuments()[0]?.[1] ?? "{}");
  assert.match(schema.properties.effectiveFrom.description, /施行日。[\s\S]*These rules are for uses from this day on/);
});
