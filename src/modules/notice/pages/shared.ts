import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf, wallTimeOf } from "../../../kernel/time/instant.ts";
import { formatWallTime } from "../../../kernel/time/wall-time.ts";
import type { StatusKind } from "../../../ui/index.ts";
import type { MessageState } from "../types.ts";

export const statusOf: Readonly<Record<MessageState, StatusKind>> = {
  queued: "held",
  retrying: "late",
  sent: "good",
  failed: "bad",
};

export function sayInstant(view: View, instant: Date): Html {
  const { zone } = view.city.config;
  const day = formatDate(civilDateOf(instant, zone), view.locale, { year: false, weekday: false });
  const time = formatWallTime(wallTimeOf(instant, zone), view.locale);
  return html`<time class="nowrap" datetime="${instant.toISOString()}">${day} ${time}</time>`;
}
