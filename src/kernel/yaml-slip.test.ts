import assert from "node:assert/strict";
import { test } from "node:test";
import { readYamlText } from "./yaml-text.ts";

const right = [
  "name: ひばり公民館",
  "hours:",
  '  - { from: "09:00", to: "21:00" }',
  "rooms:",
  "  - id: a",
  "    seats: 10",
  "",
];

function slipOf(text: string) {
  const { errors } = readYamlText(text);
  return errors.map(({ slip, line, column }) => [slip, line, column]);
}

function changed(line: number, to: string): string {
  return right.with(line - 1, to).join("\n");
}

test("each slip has its name and its place, and is the only thing said", () => {
  assert.deepEqual(slipOf(right.join("\n")), []);
  assert.deepEqual(slipOf(changed(1, "name：ひばり公民館")), [["wide-colon", 1, 5]]);
  assert.deepEqual(slipOf(changed(1, 'name:"ひばり"')), [["colon-space", 1, 5]]);
  assert.deepEqual(slipOf(changed(3, '  - { from: "09:00, to: "21:00" }')), [["quote", 3, 13]]);
  assert.deepEqual(slipOf(changed(5, "  -id: a")), [["dash-space", 5, 3]]);
  assert.deepEqual(slipOf(changed(5, "　- id: a")), [["wide-space", 5, 1]]);
  assert.deepEqual(slipOf(changed(6, "\tseats: 10")), [["tab", 6, 1]]);
  assert.deepEqual(slipOf(changed(6, "     seats: 10")), [["indent", 6, 6]]);
  assert.deepEqual(slipOf(changed(4, "---\nrooms:")), [["two-documents", 4, 1]]);
});

test("of brackets the one that nothing closes is named, whatever stands in quotes and comments", () => {
  assert.deepEqual(slipOf('a: { b: "]", c: [1, 2] } # [\nd: [x, { y: 1 }\ne: 2\n'), [["bracket", 2, 4]]);
});

test("lines that end as on Windows and a mark at the beginning change no place", () => {
  assert.deepEqual(slipOf(`\uFEFF${changed(6, "     seats: 10").replaceAll("\n", "\r\n")}`), [["indent", 6, 6]]);
});

test("Shift_JIS and UTF-16 are told by what they leave when read as UTF-8", () => {
  const shiftJis = Buffer.from([0x6e, 0x61, 0x6d, 0x65, 0x3a, 0x20, 0x82, 0xd0, 0x82, 0xce, 0x0a]).toString("utf8");
  assert.deepEqual(slipOf(`a: 1\n${shiftJis}`), [["not-utf8", 2, 7]]);
  assert.equal(slipOf(Buffer.from("name: 1\n", "utf16le").toString("utf8"))[0]?.[0], "not-utf8");
});

test("what is no slip keeps the parser's own sentence", () => {
  const [error] = readYamlText("a: [1, 2]]\n").errors;
  assert.equal(error?.kind, "syntax");
  assert.notEqual(error?.detail, "");
});
