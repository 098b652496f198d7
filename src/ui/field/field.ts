import { type Content, type Html, html } from "../../kernel/html.ts";
import type { Problems } from "../../kernel/http/form.ts";
import { problemAt } from "../../kernel/http/form.ts";
import type { Translate } from "../../kernel/i18n/translate.ts";
import { icon } from "../icon/icon.ts";

export type FieldFrame = {
  readonly name: string;
  readonly label: Content;
  readonly hint?: Content;
  /** What to do, in words: `errorAt(t, problems, name)`. */
  readonly error?: Content;
  /** required: 必ず · optional: なくてもよい */
  readonly need?: "required" | "optional";
  readonly t: Translate;
};

export type TextFieldProps = FieldFrame & {
  readonly value?: string | undefined;
  readonly type?: "text" | "email" | "tel" | "date" | "search" | "password";
  readonly size?: "s" | "m";
  readonly inputmode?: "numeric" | "email" | "tel";
  readonly autocomplete?: string;
};

/** One line of text: a name, an address, a number, a day. */
export function textField(props: TextFieldProps): Html {
  const { name, value = "", type = "text", size, inputmode, autocomplete } = props;
  return frame(
    props,
    html`<input class="input${size ? ` input--${size}` : ""}" id="${name}" name="${name}" type="${type}" value="${value}"${attribute("inputmode", inputmode)}${attribute("autocomplete", autocomplete)}${described(props)}>`,
  );
}

export function textArea(props: FieldFrame & { readonly value?: string | undefined; readonly rows?: number }): Html {
  const { name, value = "", rows = 5 } = props;
  return frame(
    props,
    html`<textarea class="input" id="${name}" name="${name}" rows="${rows}"${described(props)}>${value}</textarea>`,
  );
}

export type Option = {
  readonly value: string;
  readonly label: Content;
  readonly note?: Content;
};

export function selectField(
  props: FieldFrame & { readonly options: readonly Option[]; readonly value?: string },
): Html {
  const { name, options, value } = props;
  const items = options.map(
    (option) =>
      html`<option value="${option.value}"${option.value === value ? html` selected` : ""}>${option.label}</option>`,
  );
  return frame(
    props,
    html`<select class="input input--m" id="${name}" name="${name}"${described(props)}>${items}</select>`,
  );
}

type Choices = FieldFrame & {
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  /** Side by side where there is room. */
  readonly line?: boolean;
};

/** One of several. */
export const radioField = (props: Choices): Html => choices(props, "radio");

/** Any of several. */
export const checkboxField = (props: Choices): Html => choices(props, "checkbox");

/** One box to tick: a consent, a declaration. */
export function checkbox(
  props: FieldFrame & { readonly value: string; readonly checked: boolean; readonly note?: Content },
): Html {
  const { name, label, note, value, checked } = props;
  return html`<div class="field${props.error ? " field--error" : ""}">${errorLine(props)}<label class="choice"><input type="checkbox" id="${name}" name="${name}" value="${value}"${checked ? html` checked` : ""}${described(props)}><span>${label}${note && html`<small>${note}</small>`}</span></label></div>`;
}

export function fileField(props: FieldFrame & { readonly accept: string }): Html {
  const { name, accept } = props;
  return frame(
    props,
    html`<input class="input" type="file" id="${name}" name="${name}" accept="${accept}"${described(props)}>`,
  );
}

export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

/** The message at a field, or undefined: `error: errorAt(view.t, problems, "people")`. */
export function errorAt(t: Translate, problems: Problems, field: string): Html | undefined {
  const problem = problemAt(problems, field);
  return problem && t.dynamic(problem.key, problem.params);
}

function choices(props: Choices, type: "radio" | "checkbox"): Html {
  const { name, options, chosen, line } = props;
  const items = options.map(
    (option, index) =>
      html`<label class="choice"><input type="${type}" id="${index === 0 ? name : `${name}-${index + 1}`}" name="${name}" value="${option.value}"${chosen.includes(option.value) ? html` checked` : ""}><span>${option.label}${option.note && html`<small>${option.note}</small>`}</span></label>`,
  );
  const describedBy = idsOf(props);
  return html`<fieldset class="field${props.error ? " field--error" : ""}"${attribute("aria-describedby", describedBy)}><legend class="field__label">${props.label}${need(props)}</legend>${hint(props)}${errorLine(props)}<div class="choices${line ? " choices--line" : ""}">${items}</div></fieldset>`;
}

/** Label, hint, error, input: in that order. */
function frame(props: FieldFrame, input: Html): Html {
  return html`<div class="field${props.error ? " field--error" : ""}"><label class="field__label" for="${props.name}">${props.label}${need(props)}</label>${hint(props)}${errorLine(props)}${input}</div>`;
}

function need({ need: kind, t }: FieldFrame): Content {
  return kind && html`<span class="need">${t(kind === "required" ? "ui.required" : "ui.optional")}</span>`;
}

function hint({ name, hint: text }: FieldFrame): Content {
  return text && html`<span class="field__hint" id="${name}-hint">${text}</span>`;
}

function errorLine({ name, error, t }: FieldFrame): Content {
  return (
    error &&
    html`<p class="field__error" id="${name}-error">${icon("i-alert", "s")}<span><span class="vh">${t("ui.error-prefix")}</span>${error}</span></p>`
  );
}

function described(props: FieldFrame): Content {
  return html`${props.error ? html` aria-invalid="true"` : ""}${attribute("aria-describedby", idsOf(props))}`;
}

function idsOf({ name, hint: text, error }: FieldFrame): string | undefined {
  return [text ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ") || undefined;
}

function attribute(name: string, value: string | undefined): Content {
  return value === undefined ? "" : html` ${name}="${value}"`;
}
