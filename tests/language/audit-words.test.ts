import assert from "node:assert/strict";
import { test } from "node:test";
import { listTree, readTree } from "../../bin/tree.ts";
import { messages } from "../../src/kernel/i18n/messages.ts";

/** What was done with a person's data is shown to that person: so it has words, in the module that did it or another. */
test("every audit row about a person has words that the person can read", () => {
  const words = new Set(Object.keys(messages.ja).flatMap((key) => /^[a-z-]+\.audit\.(.+)$/.exec(key)?.[1] ?? []));
  const missing = listTree()
    .filter((path) => /^src\/modules\/.*\.ts$/.test(path) && !/[.](test|fixture)[.]ts$/.test(path))
    .flatMap((path) => auditsAbout(readTree(path)).map((what) => ({ path, what })))
    .filter(({ what }) => !words.has(what));
  assert.deepEqual(missing, []);
});

/** `what: "…"` of calls of audit that name a person by `about`. */
function auditsAbout(text: string): string[] {
  return [...text.matchAll(/audit\([^;]*?\{([^;]*?)\}\)?;/gs)].flatMap(([, fields = ""]) => {
    const what = /what: (?:late \? )?"([a-z.-]+)"/.exec(fields)?.[1];
    return what !== undefined && /\babout\b/.test(fields) ? [what] : [];
  });
}

test("an audit about a person is found in the code (control)", () => {
  assert.deepEqual(auditsAbout('await audit(act, { what: "a.b", subject: "x", about: id });'), ["a.b"]);
  assert.deepEqual(auditsAbout('await audit(act, { what: "a.b", subject: "x" });'), []);
});
