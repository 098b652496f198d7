import { type Html, html } from "../../kernel/html.ts";
import type { IconName } from "./shapes.ts";
import { spritePath } from "./sprite.ts";

/** Decoration only: the word stands beside it. `s` goes with text, `l` with headings. */
export function icon(name: IconName, size?: "s" | "l"): Html {
  return html`<svg class="icon${size ? ` icon--${size}` : ""}" aria-hidden="true" focusable="false"><use href="${spritePath}#${name}"></use></svg>`;
}
