import assert from "node:assert/strict";
import { test } from "node:test";
import { listTree, readTree } from "../../bin/tree.ts";
import { concerns, findBreaches, sourceRules } from "./source-rules.ts";

const tree = listTree();

for (const rule of sourceRules) {
  test(`${rule.name}: ${rule.because}`, () => {
    for (const example of rule.bad) assert.notDeepEqual(findBreaches(rule, example), [], `must report: ${example}`);
    for (const example of rule.good) assert.deepEqual(findBreaches(rule, example), [], `must not report: ${example}`);
    const files = tree.filter((path) => concerns(rule, path));
    assert.ok(files.length > 0, "the rule concerns some files");
    const breaches = files.flatMap((path) => findBreaches(rule, readTree(path)).map((line) => `${path}:${line}`));
    assert.deepEqual(breaches, []);
  });
}

test("an exception is a file that exists and still needs it", () => {
  for (const rule of sourceRules) {
    for (const path of Object.keys(rule.except ?? {})) {
      assert.ok(tree.includes(path), `${rule.name}: ${path} is gone; take its exception away`);
      assert.notDeepEqual(findBreaches(rule, readTree(path)), [], `${path} keeps to "${rule.name}" by now`);
    }
  }
});

test("a file of src is read in one sitting: 400 lines at the most", () => {
  // Made by a program, or examples that are data.
  const exempt = /\/tables\.ts$|[.]fixture\.ts$/;
  const long = tree
    .filter((path) => /^src\/.*\.(ts|css|sql)$/.test(path) && !exempt.test(path))
    .map((path) => [path, readTree(path).split("\n").length - 1] as const)
    .filter(([, lines]) => lines > 400)
    .map(([path, lines]) => `${path}: ${lines} lines`);
  assert.deepEqual(long, []);
});

test("a module has the same files as every other", () => {
  const modules = [...new Set(tree.flatMap((path) => /^src\/modules\/([^/]+)\//.exec(path)?.[1] ?? []))];
  assert.ok(modules.length > 0);
  for (const module of modules) {
    for (const name of ["README.md", "index.ts", "module.ts", "types.ts"]) {
      // A file that outgrew a comfortable read is a folder of the same name.
      const place = `src/modules/${module}/${name}`;
      const isFolder = tree.some((path) => path.startsWith(`${place.replace(/\.ts$/, "")}/`));
      assert.ok(tree.includes(place) || isFolder, `src/modules/${module} has no ${name}`);
    }
  }
});

test("names say what a thing is: no util, helper, manager, handler, data or info", () => {
  const vague = /(^|[-/])((utils?|helpers?|managers?|handlers?)([-.]|\/|$)|(data|info)(\.|\/|$))/;
  assert.ok(vague.test("src/kernel/date-utils.ts") && vague.test("src/app/data.ts"));
  assert.ok(!vague.test("src/kernel/database.ts") && !vague.test("src/app/data-folder.ts"));
  assert.deepEqual(
    tree.filter((path) => /^(src|bin|tests|bench)\//.test(path) && vague.test(path)),
    [],
  );
});
