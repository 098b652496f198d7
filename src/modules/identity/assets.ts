import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Html, html } from "../../kernel/html.ts";
import type { StaticFile } from "../../kernel/http/static.ts";
import { namedFile, scriptFile } from "../../ui/index.ts";

/** The library's entry for require is in a folder beside its bundle; the bundle itself is not in its list of exports. */
const entry = createRequire(import.meta.url).resolve("@simplewebauthn/browser");

/** The library for browsers as its makers bundle it, and this module's script that uses it. */
const library = namedFile(
  "webauthn",
  "js",
  readFileSync(join(dirname(entry), "../dist/bundle/index.umd.min.js"), "utf8"),
);
const script = scriptFile("passkey", new URL("./scripts/passkey.ts", import.meta.url));

/** For the list of static files of src/app. */
export const identityAssets: readonly StaticFile[] = [library, script];

/** On pages with a passkey form. Both run after the page is read, in this order. */
export function passkeyScripts(): Html {
  return html`<script src="${library.path}" defer></script><script type="module" src="${script.path}"></script>`;
}
