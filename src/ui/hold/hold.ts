import { type Content, type Html, html } from "../../kernel/html.ts";
import type { Translate } from "../../kernel/i18n/translate.ts";
import { icon } from "../icon/icon.ts";

/** Until when a choice is kept: clock time first, countdown second (a script counts; without it the time is enough). */
export function hold(
  t: Translate,
  props: {
    readonly until: Date;
    readonly untilText: string;
    readonly now: Date;
    readonly soonMinutes: number;
    readonly extend?: Content;
  },
): Html {
  const { until, now, untilText, soonMinutes, extend } = props;
  const seconds = Math.max(0, Math.floor((until.getTime() - now.getTime()) / 1000));
  const pattern = t.text("ui.minutes-seconds", { minutes: "%m", seconds: "%s" });
  const left = t("ui.minutes-seconds", {
    minutes: String(Math.floor(seconds / 60)),
    seconds: String(seconds % 60).padStart(2, "0"),
  });
  return html`<div class="hold"${seconds <= soonMinutes * 60 ? html` data-soon` : ""} data-soon-seconds="${soonMinutes * 60}">${icon("i-clock")}<div><p>${t("ui.hold-until", { time: untilText })}<span class="keep">${t("ui.hold-left")}<b role="timer" data-until="${until.toISOString()}" data-now="${now.toISOString()}" data-pattern="${pattern}">${left}</b></span></p>${extend}</div></div>`;
}
