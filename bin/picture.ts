import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cruiseTree } from "./cruise.ts";
import { putBetweenMarkers } from "./markers.ts";
import { root } from "./root.ts";

type Arrow = { readonly from: string; readonly to: string; readonly typesOnly: boolean };

/** The picture in ARCHITECTURE.md, drawn from the imports that are really there. `--check` writes nothing. */
export async function drawPicture(): Promise<string> {
  const result = await cruiseTree(["src"]);
  const imports = result.modules
    .filter(({ source }) => !/[.](test|fixture)[.]ts$|^src\/kernel\/test\//.test(source))
    .flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved, typeOnly, dependencyTypes }) => ({
        from: partOf(source),
        to: partOf(resolved),
        typesOnly: typeOnly === true || dependencyTypes.includes("type-only"),
      })),
    )
    .filter((arrow): arrow is Arrow => arrow.from !== undefined && arrow.to !== undefined && arrow.from !== arrow.to);
  return mermaid(mergeArrows(imports));
}

/** The part of the picture that a file belongs to: a layer, a module, or nothing. */
function partOf(path: string): string | undefined {
  const [, layer, name] = /^src\/(app|adapters|modules|ui|kernel)\/([^/]+)/.exec(path) ?? [];
  return layer === "modules" ? name : layer;
}

function mergeArrows(imports: readonly Arrow[]): readonly Arrow[] {
  const merged = new Map<string, Arrow>();
  for (const arrow of imports) {
    const key = `${arrow.from} ${arrow.to}`;
    merged.set(key, { ...arrow, typesOnly: arrow.typesOnly && (merged.get(key)?.typesOnly ?? true) });
  }
  return [...merged.keys()].sort().flatMap((key) => merged.get(key) ?? []);
}

const layers = new Set(["app", "adapters", "ui", "kernel"]);

/** Arrows from every module to kernel and ui would hide the others: the modules' frame has one each. */
function mermaid(arrows: readonly Arrow[]): string {
  const modules = [...new Set(arrows.flatMap(({ from, to }) => [from, to]))].filter((part) => !layers.has(part)).sort();
  const framed = arrows.map(({ from, to, typesOnly }): Arrow => {
    if (layers.has(to) && !layers.has(from)) return { from: "modules", to, typesOnly };
    if (from === "app" && !layers.has(to)) return { from, to: "modules", typesOnly };
    return { from, to, typesOnly };
  });
  return [
    "```mermaid",
    "flowchart TB",
    "  app[src/app<br>wires]",
    "  adapters[src/adapters<br>outside parties]",
    "  subgraph modules[src/modules]",
    ...modules.map((name) => `    ${name}`),
    "  end",
    "  ui[src/ui<br>components]",
    "  kernel[src/kernel<br>knows no module]",
    ...mergeArrows(framed).map(({ from, to, typesOnly }) => `  ${from} ${typesOnly ? "-.->" : "-->"} ${to}`),
    "```",
  ].join("\n");
}

if (import.meta.main) {
  const path = join(root, "ARCHITECTURE.md");
  const before = readFileSync(path, "utf8");
  const after = putBetweenMarkers(before, "picture", await drawPicture());
  if (before !== after && process.argv.includes("--check")) {
    process.stderr.write("The picture in ARCHITECTURE.md is not that of the code. Run: npm run picture\n");
    process.exitCode = 1;
  } else if (before !== after) {
    writeFileSync(path, after);
  }
}
