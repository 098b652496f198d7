import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NodeCompiler, PdfStandard } from "@myriaddreamin/typst-ts-node-compiler";
import { readMissingLetters, replaceMissing } from "./missing-glyphs.ts";

/** src/: templates import the paper that all documents share by its path from here, and can read nothing outside. */
const workspace = fileURLToPath(new URL("../../", import.meta.url));

let compiler: NodeCompiler | undefined;

/**
 * Sets a document. `data` is JSON and reaches the template as a value: no text in it is ever read as Typst. While it works, its thread
 * does nothing else.
 *
 * @throws Error with Typst's words if the template is wrong.
 */
export function compilePdf(template: string, data: unknown): Uint8Array {
  compiler ??= openCompiler();
  try {
    return writePdf(compiler, template, { data: JSON.stringify(data), missing: "" });
  } catch (error) {
    const missing = readMissingLetters(error instanceof Error ? error.message : "");
    if (missing.size === 0) throw error;
    return writePdf(compiler, template, { data: JSON.stringify(replaceMissing(data, missing)), missing: "yes" });
  } finally {
    // Typst remembers what it has set: over 300 permits, memory grew by 0.7 MB each without this.
    compiler.evictCache(3);
  }
}

function openCompiler(): NodeCompiler {
  const fonts = createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-jp/package.json");
  const fontBlobs = ["400Regular/NotoSansJP_400Regular.ttf", "700Bold/NotoSansJP_700Bold.ttf"].map((file) =>
    readFileSync(join(fonts, "..", file)),
  );
  return NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });
}

function writePdf(typst: NodeCompiler, mainFilePath: string, inputs: Record<string, string>): Uint8Array {
  const compiled = typst.compile({ mainFilePath, inputs });
  const document = compiled.result;
  if (document === null) {
    const diagnostics = compiled.takeDiagnostics();
    const words = diagnostics === null ? [] : typst.fetchDiagnostics(diagnostics);
    throw new Error(`${mainFilePath} cannot be set: ${JSON.stringify(words)}`);
  }
  return typst.pdf(document, { pdfStandard: PdfStandard.UA_1 });
}
