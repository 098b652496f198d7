import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { makeAccent } from "./colour/accent.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const read = (path: string) => readFileSync(`${folder}${path}`, "utf8");

/**
 * The whole style sheet of a city in one text: layers from weak to strong, one file for each component, and of the
 * デジタル庁 tokens only those that are used.
 */
export function makeStyles(city: { readonly hue: number; readonly season: string }): string {
  const components = globSync("*/*.css", { cwd: folder })
    .filter((path) => !path.startsWith("foundation/"))
    .sort()
    .map(read)
    .join("\n");
  const foundation = (name: string) => read(`foundation/${name}.css`);
  const tokens = `${foundation("tokens")}\n${accentRule(city)}`;
  const rest = [
    layer("base", foundation("base")),
    layer("layout", foundation("layout")),
    layer("components", components),
    layer("utilities", foundation("utilities")),
    layer("print", foundation("print")),
  ].join("\n");
  const used = usedTokens(tokens + rest);
  return `@layer tokens, base, layout, components, utilities, print;\n${layer("tokens", used + tokens)}\n${rest}`;
}

function layer(name: string, css: string): string {
  return `@layer ${name} {\n${css}\n}`;
}

function accentRule({ hue, season }: { readonly hue: number; readonly season: string }): string {
  const lines = Object.entries(makeAccent(hue)).map(([step, colour]) => `  --accent-${step}: ${colour};`);
  return `:root {\n${lines.join("\n")}\n  --season: ${season};\n}\n`;
}

function usedTokens(css: string): string {
  const file = createRequire(import.meta.url).resolve("@digital-go-jp/design-tokens/dist/tokens.css");
  const values = new Map(
    [...readFileSync(file, "utf8").matchAll(/(--[a-z0-9-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
  const wanted = new Set<string>();
  const want = (text: string) => {
    for (const [, name] of text.matchAll(/var\((--[a-z0-9-]+)/g)) {
      const value = name === undefined ? undefined : values.get(name);
      if (name === undefined || value === undefined || wanted.has(name)) continue;
      wanted.add(name);
      want(value);
    }
  };
  want(css);
  return `:root {\n${[...wanted].map((name) => `  ${name}: ${values.get(name)};`).join("\n")}\n}\n`;
}
