import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { settings } from "../src/app/config.ts";
import { putBetweenMarkers } from "./markers.ts";
import { root } from "./root.ts";

const document = "docs/operations/configuration.md";

type Described = { description?: string; default?: unknown };

/** The table of settings, from the one file that reads them. */
export function writeSettings(before: string): string {
  const { properties = {}, required = [] } = z.toJSONSchema(settings, { io: "input", unrepresentable: "any" });
  const rows = Object.entries(properties as Record<string, Described>).map(
    ([name, { description = "", default: value }]) => {
      const text =
        value === undefined || value === "" ? (required.includes(name) ? "must be set" : "") : `\`${value}\``;
      return `| \`${name}\` | ${description.replaceAll("|", "\\|")} | ${text} |`;
    },
  );
  return putBetweenMarkers(
    before,
    "settings",
    ["| name | meaning | default |", "| --- | --- | --- |", ...rows].join("\n"),
  );
}

if (import.meta.main) {
  const path = join(root, document);
  const before = readFileSync(path, "utf8");
  const after = writeSettings(before);
  if (after !== before) writeFileSync(path, after);
}
