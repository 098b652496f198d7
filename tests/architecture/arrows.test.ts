import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { cruiseTree, listViolations } from "../../bin/cruise.ts";
import { root } from "../../bin/root.ts";

const { mayUse, default: config } = await import(join(root, ".dependency-cruiser.mjs"));

/** Of each module in the table of arrows another that it may not use. */
const arrows = Object.entries<string[]>(mayUse).map(([module, targets]) => {
  const other = Object.keys(mayUse).find((name) => name !== module && !targets.includes(name));
  return [
    `${module}-uses-only-what-it-may`,
    `src/modules/${module}/jobs/listen.ts`,
    `../../${other}/index.ts`,
  ] as const;
});

/** The control: each of these imports must be reported, and by this rule. */
const forbidden: readonly (readonly [rule: string, from: string, to: string])[] = [
  ...arrows,
  ["identity-uses-only-what-it-may", "src/modules/identity/commands.ts", "../facility/index.ts"],
  ["notice-uses-only-what-it-may", "src/modules/notice/jobs.ts", "../payment/index.ts"],
  ["payment-uses-only-what-it-may", "src/modules/payment/commands.ts", "../door/index.ts"],
  ["door-uses-only-what-it-may", "src/modules/door/commands.ts", "../facility/index.ts"],
  ["facility-uses-only-what-it-may", "src/modules/facility/commands.ts", "../plan/index.ts"],
  ["lottery-uses-only-what-it-may", "src/modules/lottery/commands.ts", "../payment/index.ts"],
  ["plan-uses-only-what-it-may", "src/modules/plan/commands.ts", "../facility/index.ts"],
  ["every-module-is-in-the-table", "src/modules/survey/commands.ts", "../identity/index.ts"],
  ["modules-enter-by-the-front-door", "src/modules/facility/commands/book.ts", "../../payment/store.ts"],
  ["manifests-are-read-by-the-app", "src/modules/facility/pages.ts", "./module.ts"],
  ["kernel-knows-no-module", "src/kernel/perform.ts", "../modules/facility/index.ts"],
  ["kernel-knows-no-module", "src/kernel/errors.ts", "../ui/index.ts"],
  ["ui-knows-no-module", "src/ui/table/table.ts", "../../modules/facility/index.ts"],
  ["modules-know-no-adapter-and-no-app", "src/modules/door/jobs.ts", "../../adapters/lock-demo/lock.ts"],
  ["adapters-know-a-module-by-its-types", "src/adapters/lock-demo/lock.ts", "../../modules/door/store.ts"],
  ["adapters-stand-alone", "src/adapters/lock-demo/virtual.ts", "../mail-demo/mail.ts"],
  ["app-is-the-top", "src/kernel/http/serve.ts", "../../app/main.ts"],
  ["rules-do-no-io", "src/modules/facility/rules.ts", "node:fs/promises"],
  ["rules-do-no-io", "src/modules/facility/rules/price.ts", "../store.ts"],
  ["rules-do-no-io", "src/modules/payment/rules.ts", "kysely"],
  ["rules-do-no-io", "src/modules/door/rules.ts", "../../kernel/db/lock.ts"],
  ["sql-lives-in-stores", "src/modules/facility/policy.ts", "pg"],
  ["sql-lives-in-stores", "src/modules/facility/jobs.ts", "./tables.ts"],
  ["no-cycles", "src/kernel/time/a.ts", "./b.ts"],
  ["no-tools-in-the-product", "src/kernel/text/search.ts", "fast-check"],
  ["test-kit-is-for-tests", "src/modules/facility/seeds.ts", "../../kernel/test/city.ts"],
  ["src-stands-alone", "src/app/main.ts", "../../bin/schema.ts"],
  ["everything-resolves", "src/kernel/money/yen.ts", "./nowhere.ts"],
  ["everything-resolves", "src/kernel/money/tax.ts", "not-in-package-json"],
];

/** The same control the other way: what the product does all the time must not be reported. */
const allowed: readonly (readonly [from: string, to: string])[] = [
  ["src/modules/facility/commands/cancel.ts", "../../payment/index.ts"],
  ["src/modules/facility/store.ts", "kysely"],
  ["src/modules/facility/store/bookings.ts", "../tables.ts"],
  ["src/modules/facility/rules/refund.ts", "../types.ts"],
  ["src/modules/facility/facility.test.ts", "../../kernel/test/city.ts"],
  ["src/modules/facility/rules.test.ts", "fast-check"],
  ["src/adapters/mail-demo/mail.ts", "../../modules/notice/types.ts"],
  ["src/app/modules.ts", "../modules/facility/module.ts"],
  ["src/app/modules.ts", "../adapters/mail-demo/mail.ts"],
];

test("the product keeps to its arrows: kernel and ui know no module, modules enter each other by index.ts", async () => {
  const result = await cruiseTree(["src", "locales", "bin", "tests", "bench"]);
  assert.deepEqual(listViolations(result), []);
  assert.ok((result.summary.totalDependenciesCruised ?? 0) > 100, "the cruise has read the tree");
});

test("each rule reports an import that breaks it, and none that keeps to it", async (t) => {
  const controlled = new Set(forbidden.map(([rule]) => rule));
  const names: string[] = config.forbidden.map(({ name }: { name: string }) => name);
  assert.deepEqual(new Set(names), controlled, "no rule without its control");
  const base = mkdtempSync(join(tmpdir(), "arrows-"));
  t.after(() => rmSync(base, { recursive: true }));
  plant(base);
  const violations = listViolations(await cruiseTree(["src"], base));
  for (const [rule, from, to] of forbidden) {
    assert.ok(
      violations.some((violation) => violation.startsWith(`${rule}: ${from} → `)),
      `${rule} must report ${from} → ${to}; reported: ${violations.filter((found) => found.includes(from)).join(", ")}`,
    );
  }
  for (const [from] of allowed) {
    assert.deepEqual(
      violations.filter((violation) => violation.includes(`: ${from} → `)),
      [],
    );
  }
});

/** A small tree that breaks every rule: the files above, the files they import, and packages with nothing inside. */
function plant(base: string): void {
  const imports = Map.groupBy([...forbidden.map(([, from, to]) => [from, to] as const), ...allowed], ([from]) => from);
  const missing = new Set(["./nowhere.ts", "not-in-package-json"]);
  for (const [from, pairs] of imports) {
    for (const [, to] of pairs) {
      if (to.startsWith(".") && !missing.has(to)) write(base, join(dirname(from), to), "export {};\n");
    }
  }
  for (const [from, pairs] of imports) write(base, from, pairs.map(([, to]) => `import "${to}";\n`).join(""));
  write(base, "src/kernel/time/b.ts", 'import "./a.ts";\n');
  const dependencies = { pg: "*", kysely: "*" };
  write(base, "package.json", JSON.stringify({ type: "module", dependencies, devDependencies: { "fast-check": "*" } }));
  for (const name of ["pg", "kysely", "fast-check", "not-in-package-json"]) {
    write(base, `node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
    write(base, `node_modules/${name}/index.js`, "");
  }
}

function write(base: string, path: string, text: string): void {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), text);
}
