// Who may know whom. Read by tests/architecture/arrows.test.ts, by bin/picture.ts, and by `npx depcruise src`.

/** Modules enter each other through index.ts only, and only along these arrows. */
export const mayUse = {
  identity: [],
  notice: ["identity"],
  payment: ["identity", "notice"],
  door: ["identity", "notice"],
  facility: ["identity", "payment", "door", "notice"],
  lottery: ["identity", "facility", "notice"],
  allocation: ["identity", "facility", "notice"],
  // Indicators name metrics of other modules; the registry brings them, no import does.
  plan: ["identity", "notice"],
};

const test = "[.](test|fixture)[.]ts$";
const ownFolder = "^src/modules/([^/]+)/";
const errors = (rules) => rules.map((rule) => ({ severity: "error", ...rule }));

const arrows = Object.entries(mayUse).map(([module, targets]) => ({
  name: `${module}-uses-only-what-it-may`,
  comment: `${module} may use ${targets.join(", ") || "no other module"}. Ask for an arrow in .dependency-cruiser.mjs, or publish an event.`,
  from: { path: `^src/modules/${module}/`, pathNot: test },
  to: { path: "^src/modules/", pathNot: [module, ...targets].map((name) => `^src/modules/${name}/`) },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: errors([
    ...arrows,
    {
      name: "every-module-is-in-the-table",
      comment: "A new module gets a line in mayUse above.",
      from: { path: "^src/modules/", pathNot: Object.keys(mayUse).map((name) => `^src/modules/${name}/`) },
      to: {},
    },
    {
      name: "modules-enter-by-the-front-door",
      comment: "What another module may know of this one stands in its index.ts.",
      from: { path: ownFolder, pathNot: test },
      to: { path: "^src/modules/", pathNot: ["^src/modules/$1/", "^src/modules/[^/]+/index[.]ts$"] },
    },
    {
      name: "manifests-are-read-by-the-app",
      comment: "module.ts joins a module to the product; tests that need the whole module may read it too.",
      from: { path: "^src/(?!app/)", pathNot: test },
      to: { path: "^src/modules/[^/]+/module[.]ts$" },
    },
    {
      name: "kernel-knows-no-module",
      comment: "The kernel is what every city platform needs; what a facility is, it does not know.",
      from: { path: "^src/kernel/", pathNot: test },
      to: { path: "^src/(modules|adapters|ui|app)/" },
    },
    {
      name: "ui-knows-no-module",
      comment: "Components draw what they are given.",
      from: { path: "^src/ui/" },
      to: { path: "^src/(modules|adapters|app)/" },
    },
    {
      name: "modules-know-no-adapter-and-no-app",
      comment: "A module exports the type of what it needs; src/app hands it an adapter.",
      from: { path: "^src/modules/", pathNot: test },
      to: { path: "^src/(adapters|app)/" },
    },
    {
      name: "adapters-know-a-module-by-its-types",
      comment: "An adapter implements a type that a module exports, and knows nothing else of it.",
      from: { path: "^src/adapters/", pathNot: test },
      to: { path: "^src/(app|modules)/", pathNot: "^src/modules/[^/]+/(index|types)[.]ts$" },
    },
    {
      name: "adapters-stand-alone",
      comment: "One outside party, one folder.",
      from: { path: "^src/adapters/([^/]+)/", pathNot: test },
      to: { path: "^src/adapters/", pathNot: "^src/adapters/$1/" },
    },
    {
      name: "app-is-the-top",
      comment: "src/app wires; nobody depends on the wiring.",
      from: { path: "^src/(?!app/)" },
      to: { path: "^src/app/" },
    },
    {
      name: "rules-do-no-io",
      comment: "Rules are pure: what they need is handed to them, so that they can be tested by the thousand.",
      from: { path: "^src/modules/[^/]+/rules(/|[.]ts$)", pathNot: test },
      to: {
        path: [
          "^(node:)?(fs|http|https|http2|net|tls|dns|dgram|child_process|worker_threads|cluster)(/|$)",
          "node_modules/(pg|kysely|pg-boss|nodemailer|mqtt|aedes|hono)/",
          "^src/kernel/(db|http|jobs|audit|files)/",
          "^src/kernel/(act|city|perform)[.]ts$",
          "^src/modules/[^/]+/(store|commands|pages|routes|jobs|policy|seeds|index)(/|[.]ts$)",
        ],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "sql-lives-in-stores",
      comment: "All SQL of a module stands in its store; the rest of the module calls it by name.",
      from: { path: "^src/modules/", pathNot: ["^src/modules/[^/]+/(store(/|[.]ts$)|tables[.]ts$)", test] },
      to: { path: ["node_modules/(pg|kysely)/", "^src/modules/[^/]+/tables[.]ts$"] },
    },
    {
      name: "no-cycles",
      comment: "Types may name each other; running code may not.",
      from: { path: "^src/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-tools-in-the-product",
      comment: "A server is installed without devDependencies.",
      from: { path: "^(src|locales)/", pathNot: [test, "^src/kernel/test/"] },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "test-kit-is-for-tests",
      comment: "src/kernel/test makes databases for tests.",
      from: { path: "^src/", pathNot: [test, "^src/kernel/test/"] },
      to: { path: ["^src/kernel/test/", test] },
    },
    {
      name: "src-stands-alone",
      comment: "The product runs without its tests, benches and tools.",
      from: { path: "^src/", pathNot: test },
      to: { path: "^(tests|bench|bin)/" },
    },
    {
      name: "everything-resolves",
      comment: "An import that leads nowhere, or to a package that package.json does not name.",
      from: { path: "^(src|locales|bin|tests|bench)/" },
      to: { dependencyTypes: ["unknown", "undetermined", "npm-no-pkg", "npm-unknown"] },
    },
  ]),
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
