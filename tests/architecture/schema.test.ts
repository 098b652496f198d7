import assert from "node:assert/strict";
import { test } from "node:test";
import { generateTables } from "../../bin/schema.ts";
import { allowedWords } from "../../bin/schema-columns.ts";
import { readTree } from "../../bin/tree.ts";

test("each module's tables.ts is what its migrations make (npm run schema)", async () => {
  const files = await generateTables();
  assert.ok(files.length > 1);
  for (const { path, text } of files) assert.equal(readTree(path), text, path);
});

test("a check constraint on a list of words becomes a union of those words", () => {
  const words = (definition: string) => allowedWords([definition]);
  assert.deepEqual(words("CHECK ((state = ANY (ARRAY['held'::text, 'confirmed'::text])))"), ["held", "confirmed"]);
  assert.equal(words("CHECK ((bytes > 0))"), undefined);
  assert.equal(words("CHECK ((amount = ANY (ARRAY[1, 2])))"), undefined);
});
