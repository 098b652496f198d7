import assert from "node:assert/strict";
import { test } from "node:test";
import { readMissingLetters, replaceMissing } from "./missing-glyphs.ts";

const error = (text: string) =>
  `[SourceDiagnostic { message: "PDF/UA-1 error: the text \`\\"${text}\\"\` could not be displayed with font" }]`;

test("the letters that Typst cannot show are read from its error", () => {
  const message = error("ส") + error("\\\\u{200d}") + error("👨");
  assert.deepEqual([...readMissingLetters(message)], ["ส", "\u200d", "👨"]);
  assert.equal(readMissingLetters("unknown variable: date").size, 0);
});

test("a letter of several parts becomes one sign, everywhere in the data, and nothing else changes", () => {
  const data = { name: "花👨‍👩‍👧子", people: 25, lines: [{ label: "สม" }], none: null, sample: true };
  assert.deepEqual(replaceMissing(data, new Set(["👨", "ส"])), {
    name: "花〓子",
    people: 25,
    lines: [{ label: "〓ม" }],
    none: null,
    sample: true,
  });
});
