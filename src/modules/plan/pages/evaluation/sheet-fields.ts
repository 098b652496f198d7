import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { Problems } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { errorAt, locked, radioField, textArea, textField } from "../../../../ui/index.ts";
import type { Answers, Merge } from "../../rules/evaluation/merge.ts";
import { inputName, longestComment } from "../../rules/evaluation/posted.ts";
import type { Sheet, SheetField } from "../../types/evaluation.ts";
import { plain, say } from "./words.ts";

export type FieldsToDraw = {
  /** By field: what stands in the inputs. */
  readonly answers: Answers;
  readonly problems: Problems;
  readonly marks: Sheet["marks"];
  readonly conflicts: Merge["conflicts"];
  readonly auto: (field: SheetField) => Content;
};

/** One field to fill in, with what must be mended and what somebody else wrote meanwhile beside it. */
export function fieldInput(view: View, field: SheetField, drawn: FieldsToDraw): Html {
  const { t } = view;
  const value = drawn.answers[field.id] ?? "";
  const name = inputName(field);
  const frame = {
    t,
    name,
    label: say(t, field.label),
    hint: field.hint === undefined ? undefined : say(t, field.hint),
    error: errorAt(t, drawn.problems, name) ?? errorAt(t, drawn.problems, field.id),
    after: beside(view, field, drawn),
    ...(field.isRequired ? { need: "required" as const } : { need: "optional" as const }),
  };
  switch (field.kind) {
    case "auto":
      return html`${locked(t("plan-evaluation.staff.sheet.locked", { label: plain(t, field.label) }), drawn.auto(field))}
${textArea({ ...frame, label: t("plan-evaluation.staff.sheet.comment", { label: plain(t, field.label) }), hint: t("plan-evaluation.staff.sheet.comment-hint", { limit: longestComment }), rows: 2, value })}`;
    case "choice":
      return radioField({
        ...frame,
        line: true,
        // A browser cannot take a choice back: what need not be answered has its own way to say so.
        options: [
          ...(field.isRequired ? [] : [{ value: "", label: t("plan-evaluation.staff.sheet.choose-none") }]),
          ...field.options.map((option) => ({ value: option.value, label: say(t, option.label) })),
        ],
        chosen: [value],
      });
    case "long-text":
      return textArea({ ...frame, rows: (field.maxLength ?? 400) > 200 ? 5 : 3, value });
    case "number":
      return textField({ ...frame, inputmode: "numeric", size: "m", value });
    case "text":
      return textField({ ...frame, value });
  }
}

function beside({ t }: View, field: SheetField, { marks, conflicts }: FieldsToDraw): Content {
  const mark = marks.find((one) => one.field === field.id);
  const conflict = conflicts.find((one) => one.field === field.id);
  if (mark === undefined && conflict === undefined) return undefined;
  const parts: Content[] = [];
  if (mark) parts.push(html`<b>${t("plan-evaluation.staff.sheet.mark")}</b>　${mark.words}`);
  if (mark && conflict) parts.push(html`<br>`);
  if (conflict) {
    parts.push(
      html`<b>${t("plan-evaluation.staff.sheet.theirs")}</b>　${conflict.theirs === "" ? t("plan-evaluation.staff.sheet.theirs-empty") : answerText({ t }, field, conflict.theirs)}<br><label class="choice"><input type="checkbox" name="take-${field.id}" value="yes"><span>${t("plan-evaluation.staff.sheet.take")}</span></label>`,
    );
  }
  return parts;
}

/** An answer as words: the label of what was chosen, or what was typed, with its line breaks. */
export function answerText({ t }: Pick<View, "t">, { kind, options }: SheetField, text: string): Content {
  if (kind === "choice") {
    const chosen = options.find(({ value }) => value === text);
    return chosen === undefined ? text : say(t, chosen.label);
  }
  return text.split("\n").map((line, index) => html`${index > 0 ? html`<br>` : ""}${line}`);
}

/** The field as it reads once it is handed in. */
export function fieldRead(view: View, field: SheetField, { answers, auto, marks }: FieldsToDraw): Html {
  const { t } = view;
  const text = answers[field.id] ?? "";
  const mark = marks.find((one) => one.field === field.id);
  if (field.kind === "auto") {
    return html`${locked(plain(t, field.label), auto(field))}${text !== "" && html`<p>${answerText(view, field, text)}</p>`}`;
  }
  return html`<div><h3>${say(t, field.label)}</h3><p>${text === "" ? html`<span class="muted">${t("plan-evaluation.staff.sheet.empty")}</span>` : answerText(view, field, text)}</p>${mark && html`<p class="small"><b>${t("plan-evaluation.staff.sheet.mark")}</b>　${mark.words}</p>`}</div>`;
}
