import { readFileSync } from "node:fs";
import type { StaticFile } from "../../kernel/http/static.ts";
import { namedFile, scriptFile } from "../../ui/index.ts";

/** The script that anybody can run at home, to the byte; the page of a round runs the same. */
export const recomputeText = readFileSync(new URL("./scripts/recompute.mjs", import.meta.url), "utf8");

const recompute = namedFile("recompute", "js", recomputeText);
const check = scriptFile("lottery-check", new URL("./scripts/check.ts", import.meta.url));

/** For the list of static files of src/app. */
export const lotteryAssets: readonly StaticFile[] = [recompute, check];

export const checkScripts = { recompute: recompute.path, check: check.path };
