import { type Html, html } from "../../kernel/html.ts";
import type { MessageKey } from "../../kernel/i18n/messages.ts";
import type { Translate } from "../../kernel/i18n/translate.ts";

/** "5つのうち3つめ", then bars. `now` counts from 1. */
export function steps(
  t: Translate,
  props: { readonly label: MessageKey; readonly names: readonly MessageKey[]; readonly now: number },
): Html {
  const { names, now, label } = props;
  const items = names.map((name, index) => {
    const isDone = index + 1 < now;
    const isNow = index + 1 === now;
    return html`<li class="${isDone ? "done" : ""}"${isNow ? html` aria-current="step"` : ""}><span>${t(name)}</span>${isDone ? html`<span class="vh">${t("ui.step-done")}</span>` : ""}</li>`;
  });
  const current = names[now - 1];
  return html`<nav class="steps" aria-label="${t.text(label)}"><p class="steps__now">${t("ui.step-of", { all: names.length, now })}　<span class="muted">${current && t(current)}</span></p><ol>${items}</ol></nav>`;
}
