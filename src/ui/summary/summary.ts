import { type Content, type Html, html } from "../../kernel/html.ts";
import type { Translate } from "../../kernel/i18n/translate.ts";

export type SummaryLine = {
  readonly label: Content;
  readonly value: Content;
  /** Where this answer is changed. */
  readonly change?: string | undefined;
};

/** Answers to be checked, or facts about one thing. */
export function summary(t: Translate, lines: readonly SummaryLine[], options: { plain?: boolean } = {}): Html {
  const rows = lines.map(
    ({ label, value, change }) =>
      html`<div><dt>${label}</dt><dd>${value}</dd>${change && html`<dd class="change"><a href="${change}">${t("ui.change")}<span class="vh">（${label}）</span></a></dd>`}</div>`,
  );
  return html`<dl class="summary${options.plain ? " summary--plain small" : ""}">${rows}</dl>`;
}
