import { type Html, html } from "../../kernel/html.ts";

/** 玉: a polished stone, with the line of the land. Colours come from the style sheet. */
export function mark(): Html {
  return html`<svg class="header__mark" viewBox="0 0 36 36" aria-hidden="true" focusable="false"><circle class="mark__stone" cx="18" cy="18" r="16"/><path class="mark__light" d="M9.5 18A8.5 8.5 0 0 1 18 9.5"/><path class="mark__land" d="M6 26.5c7-4.5 17-4.5 24 0"/></svg>`;
}

export const markFile = (accent: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><circle cx="18" cy="18" r="16" fill="${accent}"/><g fill="none" stroke="#fff" stroke-linecap="round"><path stroke-width="3" d="M9.5 18A8.5 8.5 0 0 1 18 9.5"/><path stroke-width="2" opacity=".7" d="M6 26.5c7-4.5 17-4.5 24 0"/></g></svg>`;
