import { type Html, html } from "../../kernel/html.ts";
import type { Option } from "./choices.ts";
import { attribute, described, type FieldFrame, frame, idOf } from "./frame.ts";

export type TextFieldProps = FieldFrame & {
  readonly value?: string | undefined;
  readonly type?: "text" | "email" | "tel" | "date" | "search" | "password";
  readonly size?: "s" | "m";
  readonly inputmode?: "numeric" | "email" | "tel";
  readonly autocomplete?: string;
  /** For days: the first and the last that can be chosen. */
  readonly min?: string;
  readonly max?: string;
};

/** One line of text: a name, an address, a number, a day. */
export function textField(props: TextFieldProps): Html {
  const { name, value = "", type = "text", size, inputmode, autocomplete, min, max } = props;
  return frame(
    props,
    html`<input class="input${size ? ` input--${size}` : ""}" id="${idOf(props)}" name="${name}" type="${type}" value="${value}"${attribute("inputmode", inputmode)}${attribute("autocomplete", autocomplete)}${attribute("min", min)}${attribute("max", max)}${described(props)}>`,
  );
}

export function textArea(props: FieldFrame & { readonly value?: string | undefined; readonly rows?: number }): Html {
  const { name, value = "", rows = 5 } = props;
  // A line break after the tag is not part of the text, so that a text that begins with one keeps its own.
  return frame(
    props,
    html`<textarea class="input" id="${idOf(props)}" name="${name}" rows="${rows}"${described(props)}>
${value}</textarea>`,
  );
}

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
    html`<select class="input input--m" id="${idOf(props)}" name="${name}"${described(props)}>${items}</select>`,
  );
}

export function fileField(props: FieldFrame & { readonly accept: string }): Html {
  const { name, accept } = props;
  return frame(
    props,
    html`<input class="input" type="file" id="${idOf(props)}" name="${name}" accept="${accept}"${described(props)}>`,
  );
}

export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}
