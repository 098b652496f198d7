import type { CityConfig } from "../kernel/city-config.ts";
import type { StaticFile } from "../kernel/http/static.ts";
import { makeAccent } from "./colour/accent.ts";
import { markFile } from "./header/mark.ts";
import { sprite } from "./icon/sprite.ts";
import { namedFile, scriptFile } from "./static-file.ts";
import { makeStyles } from "./styles.ts";

type Look = Pick<CityConfig, "slug" | "hue" | "season">;
type Made = { readonly paths: AssetPaths; readonly files: readonly StaticFile[] };

export type AssetPaths = { readonly styles: string; readonly script: string; readonly icon: string };

const made = new Map<string, Made>();

/** Everything a browser fetches besides pages. Throws if the city's hue cannot be read: the start ends with that. */
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
  const styles = namedFile("look", "css", makeStyles(city));
  const script = scriptFile("improve", new URL("./scripts/improve.ts", import.meta.url));
  const icon = namedFile("mark", "svg", markFile(makeAccent(city.hue)[700]));
  const result = {
    paths: { styles: styles.path, script: script.path, icon: icon.path },
    files: [styles, script, icon, sprite],
  };
  made.set(key, result);
  return result;
}
