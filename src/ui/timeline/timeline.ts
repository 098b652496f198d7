import { type Content, type Html, html } from "../../kernel/html.ts";

export type TimelineEntry = {
  /** When and who. */
  readonly kicker: Content;
  readonly title: Content;
  readonly words?: Content;
  readonly quote?: Content;
  /** Has not happened yet. */
  readonly isPlanned?: boolean;
};

/** What was said and done, in order of time; what is planned stands at the end. */
export function timeline(entries: readonly TimelineEntry[]): Html {
  const items = entries.map(
    ({ kicker, title, words, quote, isPlanned }) =>
      html`<li${isPlanned ? html` class="todo"` : ""}><span class="kicker">${kicker}</span><h3>${title}</h3>${quote && html`<blockquote><p>${quote}</p></blockquote>`}${words && html`<p>${words}</p>`}</li>`,
  );
  return html`<ol class="timeline">${items}</ol>`;
}
