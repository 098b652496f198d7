import { type Content, html } from "../../kernel/html.ts";
import type { Problems } from "../../kernel/http/form.ts";
import type { Translate } from "../../kernel/i18n/translate.ts";

/** First on the page, above h1: how many things, that the other answers are kept, and the way to each field. */
export function errorSummary(t: Translate, problems: Problems): Content {
  if (problems.length === 0) return undefined;
  const items = problems.map(({ field, key, params }) => {
    const words = t.dynamic(key, params);
    return html`<li>${field === undefined ? words : html`<a href="#${field}">${words}</a>`}</li>`;
  });
  return html`<div class="error-summary" id="error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1"><h2 id="error-summary-title">${t("ui.errors", { count: problems.length })}</h2><p>${t("ui.errors-kept")}</p><ul>${items}</ul></div>`;
}
