import { type Content, type Html, html } from "../../kernel/html.ts";
import { icon } from "../icon/icon.ts";
import type { IconName } from "../icon/shapes.ts";

export type ButtonLook = {
  readonly label: Content;
  /** first: filled, one per form · second: outline · danger: red outline · text: like a link */
  readonly kind?: "first" | "second" | "danger" | "text";
  readonly size?: "big" | "small";
  readonly icon?: IconName;
  /** What a screen reader hears in addition, where several buttons have the same label. */
  readonly about?: Content;
};

/** Sends the form. Never disabled: let people press, then explain. The label says what happens. */
export function button(props: ButtonLook & { readonly name?: string; readonly value?: string }): Html {
  const { name, value } = props;
  return html`<button class="${classOf(props)}"${name === undefined ? "" : html` name="${name}"`}${value === undefined ? "" : html` value="${value}"`}>${inside(props)}</button>`;
}

/** Goes somewhere and changes nothing, but weighs as much as a button. */
export function buttonLink(props: ButtonLook & { readonly href: string }): Html {
  return html`<a class="${classOf(props)}" href="${props.href}">${inside(props)}</a>`;
}

function classOf({ kind = "first", size }: ButtonLook): string {
  if (kind === "text") return "link-button";
  // A small button stands in a line with others; the rest is as wide as a phone.
  const width = size === "small" ? "" : "button--wide-narrow";
  return ["button", kind === "first" ? "" : `button--${kind}`, size ? `button--${size}` : "", width]
    .filter(Boolean)
    .join(" ");
}

function inside({ icon: name, label, about }: ButtonLook): Html {
  // One element for the words: in a flex box each reading of やさしい日本語 would be an item of its own.
  const words = html`<span>${label}${about && html`<span class="vh">（${about}）</span>`}</span>`;
  if (name === undefined) return words;
  // An arrow to the right points away from the words.
  return name === "i-next" ? html`${words}${icon(name, "s")}` : html`${icon(name, "s")}${words}`;
}
