import { type Content, type Html, html } from "../../kernel/html.ts";
import { statusShape } from "../status/status.ts";

export type Verdict = "good" | "late" | "unknown";

/** 玉: one bead for each verdict. The sentence says the same in words, so the beads are decoration. */
export function beads(verdicts: readonly Verdict[], sentence: Content): Html {
  const items = verdicts.map((verdict) => html`<li class="${verdict}">${statusShape(verdict)}</li>`);
  return html`<ul class="beads" aria-hidden="true">${items}</ul><p>${sentence}</p>`;
}
