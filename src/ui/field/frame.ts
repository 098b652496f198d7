import { type Content, type Html, html } from "../../kernel/html.ts";
import { type Problems, problemAt } from "../../kernel/http/form.ts";
import type { Translate } from "../../kernel/i18n/translate.ts";
import { icon } from "../icon/icon.ts";

export type FieldFrame = {
  readonly t: Translate;
  readonly name: string;
  /** Where a page has several forms with a field of this name. The default is the name: error summaries link to it. */
  readonly id?: string;
  readonly label: Content;
  readonly hint?: Content;
  /** What to do, in words: `errorAt(t, problems, name)`. */
  readonly error?: Content;
  /** A way out, below the input: a link to what would work. */
  readonly after?: Content;
  /** required: 必ず · optional: なくてもよい */
  readonly need?: "required" | "optional";
};

/** The message at a field, or undefined: `error: errorAt(view.t, problems, "people")`. */
export function errorAt(t: Translate, problems: Problems, field: string): Html | undefined {
  const problem = problemAt(problems, field);
  return problem && t.dynamic(problem.key, problem.params);
}

/** Label, hint, error, input: in that order. */
export function frame(props: FieldFrame, input: Html): Html {
  return html`<div class="${frameClass(props)}"><label class="field__label" for="${idOf(props)}">${props.label}${need(props)}</label>${hint(props)}${errorLine(props)}${input}${after(props)}</div>`;
}

/** The same around several inputs with a label each. */
export function group(props: FieldFrame, inputs: Content): Html {
  return html`<fieldset class="${frameClass(props)}"${attribute("aria-describedby", describedBy(props))}><legend class="field__label">${props.label}${need(props)}</legend>${hint(props)}${errorLine(props)}${inputs}${after(props)}</fieldset>`;
}

export function frameClass({ error }: FieldFrame): string {
  return error ? "field field--error" : "field";
}

export function idOf({ id, name }: FieldFrame): string {
  return id ?? name;
}

export function errorLine(props: FieldFrame): Content {
  const { error, t } = props;
  return (
    error &&
    html`<p class="field__error" id="${idOf(props)}-error">${icon("i-alert", "s")}<span><span class="vh">${t("ui.error-prefix")}</span>${error}</span></p>`
  );
}

/** The attributes that tie an input to its hint and its error. */
export function described(props: FieldFrame): Html {
  return html`${props.error ? html` aria-invalid="true"` : ""}${attribute("aria-describedby", describedBy(props))}`;
}

export function attribute(name: string, value: string | undefined): Content {
  return value === undefined ? "" : html` ${name}="${value}"`;
}

function describedBy(props: FieldFrame): string | undefined {
  const id = idOf(props);
  return [props.hint ? `${id}-hint` : "", props.error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
}

function need({ need: kind, t }: FieldFrame): Content {
  return kind && html`<span class="need">${t(kind === "required" ? "ui.required" : "ui.optional")}</span>`;
}

function hint(props: FieldFrame): Content {
  return props.hint && html`<span class="field__hint" id="${idOf(props)}-hint">${props.hint}</span>`;
}

function after({ after: way }: FieldFrame): Content {
  return way && html`<p class="field__after">${way}</p>`;
}
