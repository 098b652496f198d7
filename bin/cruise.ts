import { existsSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { root } from "./root.ts";

/** Every import in the folders of a tree, judged by .dependency-cruiser.mjs. */
export async function cruiseTree(folders: readonly string[], base = root): Promise<ICruiseResult> {
  const options = await extractDepcruiseOptions(join(root, ".dependency-cruiser.mjs"));
  const present = folders.filter((folder) => existsSync(join(base, folder)));
  const { output } = await cruise(present, { ...options, baseDir: base });
  if (typeof output === "string") throw new Error("dependency-cruiser gave text instead of its result");
  return output;
}

/** rule: from → to, one line each. */
export function listViolations(result: ICruiseResult): readonly string[] {
  return result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}
