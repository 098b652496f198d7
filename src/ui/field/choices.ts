import { type Content, type Html, html } from "../../kernel/html.ts";
import { described, errorLine, type FieldFrame, frameClass, group, idOf } from "./frame.ts";

export type Option = {
  readonly value: string;
  readonly label: Content;
  readonly note?: Content;
};

export type Choices = FieldFrame & {
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
  return html`<div class="${frameClass(props)}">${errorLine(props)}<label class="choice"><input type="checkbox" id="${idOf(props)}" name="${name}" value="${value}"${checked ? html` checked` : ""}${described(props)}><span>${label}${note && html`<small>${note}</small>`}</span></label></div>`;
}

/** The first choice has the field's id, so that the error summary leads to it. */
function choices(props: Choices, type: "radio" | "checkbox"): Html {
  const { name, options, chosen, line } = props;
  const items = options.map(
    ({ value, label, note }, index) =>
      html`<label class="choice"><input type="${type}" id="${idOf(props)}${index === 0 ? "" : `-${index + 1}`}" name="${name}" value="${value}"${chosen.includes(value) ? html` checked` : ""}><span>${label}${note && html`<small>${note}</small>`}</span></label>`,
  );
  return group(props, html`<div class="choices${line ? " choices--line" : ""}">${items}</div>`);
}
