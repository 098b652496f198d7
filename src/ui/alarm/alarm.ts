import { type Content, type Html, html } from "../../kernel/html.ts";
import { icon } from "../icon/icon.ts";
import type { IconName } from "../icon/shapes.ts";

export type Alarm = {
  readonly icon: IconName;
  readonly title: Content;
  readonly words: Content;
  /** late: can wait until the day is over. */
  readonly look?: "late";
  readonly actions?: readonly Content[];
};

/** Only what somebody must do now; `none` says that there is nothing. */
export function alarms(list: readonly Alarm[], none: Content): Html {
  if (list.length === 0) return html`<p class="muted">${none}</p>`;
  const items = list.map(
    (one) =>
      html`<li class="alarm${one.look ? ` alarm--${one.look}` : ""}">${icon(one.icon)}<div><b>${one.title}</b><p>${one.words}</p></div>${one.actions && html`<div class="alarm__do">${one.actions}</div>`}</li>`,
  );
  return html`<ul class="alarms">${items}</ul>`;
}
