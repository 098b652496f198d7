import { type Content, type Html, html } from "../../kernel/html.ts";
import { icon } from "../icon/icon.ts";

export type SheetPart = { readonly id: string; readonly title: Content; readonly content: Content };

/** A long form of parts, each under a line of ink, that ends with what can be done with it. */
export function sheetParts(parts: readonly SheetPart[], bar: Content): Html {
  return html`<div class="sheet">${parts.map(part)}${bar}</div>`;
}

function part({ id, title, content }: SheetPart): Html {
  return html`<section class="sheet__part" aria-labelledby="part-${id}"><h2 id="part-${id}">${title}</h2>${content}</section>`;
}

/** What the product fills in: text on another ground, with a lock, and not an input that refuses. */
export function locked(words: Content, content: Content): Html {
  return html`<div class="locked"><p class="locked__mark">${icon("i-lock", "s")}<span>${words}</span></p>${content}</div>`;
}

/** What stands beside a sheet while one writes: what was said, what was promised, what comes next. */
export function sideNotes(notes: readonly SheetPart[]): Html {
  return html`<div class="side-notes">${notes.map(
    ({ id, title, content }) =>
      html`<section class="side-note" aria-labelledby="side-${id}"><h2 id="side-${id}">${title}</h2>${content}</section>`,
  )}</div>`;
}

/** The last line of a sheet: how it stands, and its buttons. */
export function saveBar(words: Content, buttons: Content): Html {
  return html`<div class="save-bar"><div class="save-bar__words small">${words}</div><div class="row">${buttons}</div></div>`;
}
