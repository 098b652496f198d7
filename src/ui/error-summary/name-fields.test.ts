import assert from "node:assert/strict";
import { test } from "node:test";
import { html } from "../../kernel/html.ts";
import type { Problems } from "../../kernel/http/form.ts";
import { translator } from "../../kernel/i18n/translate.ts";
import { radioField, textField } from "../index.ts";
import { errorSummary } from "./error-summary.ts";
import { nameFields } from "./name-fields.ts";

const t = translator("ja");
const problem = (field: string, key: string, params = {}): Problems[number] => ({ field, key, params });

async function linesOf(problems: Problems): Promise<string[]> {
  const page = html`${errorSummary(t, problems)}
    ${textField({ t, name: "name", label: "名前", need: "required" })}
    ${textField({ t, name: "people", label: "人数" })}
    ${radioField({ t, name: "purpose", label: html`使いみち`, options: [{ value: "a", label: "練習" }], chosen: [] })}
    <p id="table">表</p>`;
  const drawn = String(await nameFields(page, "："));
  return [...drawn.matchAll(/<li>(.*?)<\/li>/g)].map(([, words = ""]) => words.replace(/<[^>]+>/g, ""));
}

test("two empty fields are two different lines: each begins with its label, without 必ず", async () => {
  const lines = await linesOf([problem("name", "field.required"), problem("purpose", "field.choice")]);
  assert.deepEqual(lines, [
    "名前：まだ、答えがありません。書いてください。",
    "使いみち：まだ、選ばれていません。1つ選んでください。",
  ]);
});

test("a message that names its field by itself stays as it is, and so does one about no field with a label", async () => {
  const lines = await linesOf([
    problem("people", "refusal.facility.too-many-people", { capacity: 25 }),
    problem("table", "field.required"),
  ]);
  assert.match(lines[0] ?? "", /^(?!人数：)/);
  assert.equal(lines[1], "まだ、答えがありません。書いてください。");
});
