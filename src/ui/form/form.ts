import { type Content, type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";

/** A form that changes something. `action` is an errand's path; the form key goes in by itself. */
export function form(
  view: View,
  props: { readonly action: string; readonly content: Content; readonly upload?: boolean; readonly class?: string },
): Html {
  const { action, content, upload } = props;
  return html`<form method="post" action="${action}" class="${props.class ?? "stack"}" novalidate${upload ? html` enctype="multipart/form-data"` : ""}>${view.formKey(action)}${content}</form>`;
}

/** A form that only asks: its answers stand in the address. */
export function queryForm(props: {
  readonly action: string;
  readonly content: Content;
  readonly class?: string;
  readonly labelledBy?: string;
  readonly search?: boolean;
}): Html {
  const { action, content, labelledBy, search } = props;
  return html`<form method="get" action="${action}" class="${props.class ?? "filter"}"${labelledBy ? html` aria-labelledby="${labelledBy}"` : ""}${search ? html` role="search"` : ""}>${content}</form>`;
}
