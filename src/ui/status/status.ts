import { type Content, type Html, html } from "../../kernel/html.ts";
import type { IconName } from "../icon/shapes.ts";
import { spritePath } from "../icon/sprite.ts";

/** The statuses of the look, and no others. `on` and `off` are for doors and houses that are open or not. */
export const statusKinds = [
  "free",
  "partly",
  "draw",
  "held",
  "taken",
  "closed",
  "good",
  "late",
  "unknown",
  "on",
  "off",
  "bad",
] as const;
export type StatusKind = (typeof statusKinds)[number];

const looks: Readonly<Record<StatusKind, { shape: IconName; colour: string }>> = {
  free: { shape: "s-free", colour: "free" },
  partly: { shape: "s-part", colour: "free" },
  draw: { shape: "s-draw", colour: "draw" },
  held: { shape: "s-held", colour: "held" },
  taken: { shape: "s-taken", colour: "taken" },
  closed: { shape: "s-closed", colour: "closed" },
  good: { shape: "s-good", colour: "good" },
  late: { shape: "s-late", colour: "late" },
  unknown: { shape: "s-unknown", colour: "unknown" },
  on: { shape: "s-free", colour: "on" },
  off: { shape: "s-closed", colour: "off" },
  bad: { shape: "s-taken", colour: "bad" },
};

export function statusShape(kind: StatusKind): Html {
  return html`<svg aria-hidden="true" focusable="false"><use href="${spritePath}#${looks[kind].shape}"></use></svg>`;
}

/** A status is a word and a shape; colour comes third. */
export function status(kind: StatusKind, word: Content): Html {
  return html`<span class="status status--${looks[kind].colour}">${statusShape(kind)}<b>${word}</b></span>`;
}

/** The one status of a whole page, beside its heading. */
export function pill(kind: StatusKind, word: Content): Html {
  return html`<span class="pill status--${looks[kind].colour}">${statusShape(kind)}<span>${word}</span></span>`;
}
