import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sheet, SheetForm } from "../../types/evaluation.ts";
import { readAnswerTable } from "./answer-table.ts";

const text = (ja: string) => ({ ja });
const field = (id: string, ja: string, more: object = {}) => ({
  id,
  label: text(ja),
  hint: undefined,
  kind: "long-text" as const,
  isRequired: false,
  maxLength: 10,
  options: [],
  source: undefined,
  isPublic: true,
  ...more,
});
const form: SheetForm = {
  id: "measure",
  parts: [
    {
      id: "all",
      title: text("評価"),
      fields: [
        field("why", "理由"),
        field("way", "方向", { kind: "choice", options: [{ value: "up", label: text("上げる") }] }),
        field("cost", "事業費", { kind: "auto", source: "cost" }),
      ],
    },
  ],
};
const sheet = (subject: string, state: Sheet["state"] = "writing") =>
  ({ id: `id-${subject}`, subject, state, version: 3, answers: { why: "前の文", way: "up" } }) as unknown as Sheet;
const read = (...cells: string[][]) => readAnswerTable(form, [sheet("1303"), sheet("1304", "with-head")], cells);

test("cells become the words of their sheet; an empty cell leaves what was there, and a choice may be its word", () => {
  const { changed, problems } = read(["番号", "理由", "way"], ["1303", "新しい文", ""], ["", "", ""]);
  assert.deepEqual(problems, []);
  assert.deepEqual(changed, [{ id: "id-1303", version: 4, answers: { why: "新しい文", way: "up" } }]);
  assert.deepEqual(read(["番号", "方向"], ["1303", "上げる"]).changed, [], "what says the same changes nothing");
});

test("a column that the form has not, or that fills itself, is named, and nothing is taken", () => {
  for (const name of ["備考", "事業費", "cost"]) {
    const { changed, problems } = read(["番号", "理由", name], ["1303", "新しい文", "1"]);
    assert.deepEqual(changed, []);
    assert.deepEqual(problems, [{ row: 1, code: "columns", what: name }]);
  }
  assert.equal(read(["コード", "理由"]).problems[0]?.code, "columns");
});

test("each mistake is told with its row as the spreadsheet counts", () => {
  const { problems } = read(
    ["番号", "理由", "方向"],
    ["9999", "文", ""],
    ["1304", "文", ""],
    ["1303", "長すぎる文です。十文字をこえます", "下げる"],
    ["1303", "文", ""],
  );
  assert.deepEqual(
    problems.map(({ row, code, what }) => [row, code, what]),
    [
      [2, "unknown", "9999"],
      [3, "not-writing", "1304"],
      [4, "field", "理由"],
      [4, "field", "方向"],
      [5, "twice", "1303"],
    ],
  );
});
