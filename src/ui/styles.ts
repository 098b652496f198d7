import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { makeAccent } from "./colour/accent.ts";
import { grounds, type Mode } from "./colour/ground.ts";

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
  const tokens = `${coloursOf(city)}\n${foundation("tokens")}`;
  const rest = [
    layer("base", foundation("base")),
    layer("layout", foundation("layout")),
    layer("components", components),
    layer("utilities", foundation("utilities")),
    layer("print", foundation("print")),
  ].join("\n");
  const used = usedTokens(tokens + rest);
  return withoutComments(
    `@layer tokens, base, layout, components, utilities, print;\n${layer("tokens", used + tokens)}\n${rest}`,
  );
}

function layer(name: string, css: string): string {
  return `@layer ${name} {\n${css}\n}`;
}

/** Paper is white: in print the light colours hold, whatever the screen shows. */
function coloursOf({ hue, season }: { readonly hue: number; readonly season: string }): string {
  // The staff's header and the city's colour on others' screens keep their look in both modes.
  const fixed = { season, deep: makeAccent(hue)[900] };
  return `${rule({ ...coloursIn(hue, "light"), ...fixed })}@media screen and (prefers-color-scheme: dark) {\n${rule(coloursIn(hue, "dark"))}}\n`;
}

function coloursIn(hue: number, mode: Mode): Readonly<Record<string, string>> {
  const accent = Object.entries(makeAccent(hue, mode)).map(([step, colour]) => [`accent-${step}`, colour]);
  return { ...grounds[mode], ...Object.fromEntries(accent) };
}

function rule(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(([name, value]) => `  --${name}: ${value};\n`);
  return `:root {\n${lines.join("")}}\n`;
}

function usedTokens(css: string): string {
  const values = new Map(
    [...readTokens().matchAll(/(--[a-z0-9-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
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

function readTokens(): string {
  const file = createRequire(import.meta.url).resolve("@digital-go-jp/design-tokens/dist/tokens.css");
  return readFileSync(file, "utf8");
}

function withoutComments(css: string): string {
  return css.replace(/\/\*.*?\*\/\s*/gs, "");
}
