import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import type { CityConfig } from "../kernel/city-config.ts";
import type { StaticFile } from "../kernel/http/static.ts";
import { makeAccent } from "./colour/accent.ts";
import { markFile } from "./header/mark.ts";
import { spriteBody, spritePath } from "./icon/sprite.ts";
import { makeStyles } from "./styles.ts";

type Look = Pick<CityConfig, "slug" | "hue" | "season">;
type Made = { readonly paths: AssetPaths; readonly files: readonly StaticFile[] };

export type AssetPaths = { readonly styles: string; readonly script: string; readonly icon: string };

const made = new Map<string, Made>();

/** Everything a browser fetches besides pages. Names carry a hash of the content, so they may be kept for ever. */
export function listAssets(city: Look): readonly StaticFile[] {
  return make(city).files;
}

export function assetPaths(city: Look): AssetPaths {
  return make(city).paths;
}

function make(city: Look): Made {
  const key = `${city.slug} ${city.hue} ${city.season}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const styles = named("look", "css", "text/css; charset=utf-8", makeStyles(city));
  const script = named("improve", "js", "text/javascript; charset=utf-8", strippedScript("improve"));
  const icon = named("mark", "svg", "image/svg+xml", markFile(makeAccent(city.hue)[700]));
  const sprite = { path: spritePath, type: "image/svg+xml", body: spriteBody };
  const result = {
    paths: { styles: styles.path, script: script.path, icon: icon.path },
    files: [styles, script, icon, sprite],
  };
  made.set(key, result);
  return result;
}

function named(name: string, extension: string, type: string, body: string): StaticFile {
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 10);
  return { path: `/assets/${name}-${hash}.${extension}`, type, body };
}

/** Browser scripts are TypeScript too; only their types are taken out. */
function strippedScript(name: string): string {
  const source = readFileSync(new URL(`./scripts/${name}.ts`, import.meta.url), "utf8");
  const { emitWarning } = process;
  // Node calls the function experimental, and would say so at each start; our Node's version is fixed in package.json.
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
