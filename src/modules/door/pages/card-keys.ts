import { type Content, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { windowAt, windowToShow } from "../rules.ts";
import type { AccessView } from "../store/access-view.ts";

/** What a booker with a key may do now. */
export function keyUseAt({ windows, revokedAt }: AccessView, now: Date): "early" | "key" | "over" {
  const window = windowAt(windows, now);
  if (revokedAt !== undefined || window === undefined) return "over";
  return now < window.from ? "early" : "key";
}

/** Where the key is fetched and brought back; also before the time, because people plan their way. */
export function drawKeys(view: View, access: AccessView): Content[] {
  const { t, now, locale } = view;
  if (access.revokedAt !== undefined) return [];
  const window = windowToShow(access.windows, now);
  const boxWords = now < window.from ? "door.key.box" : "door.key.box-now";
  return access.keys.map(({ name, places, uses }) => {
    const state = uses.find(({ from }) => +from === +window.from)?.state;
    const words = {
      door: { marked: localText(name, locale) },
      fetch: { marked: localText(places.fetch, locale) },
      bring: { marked: localText(places.bring, locale) },
    };
    if (state === "back") return html`<p>${t("door.key.back", words)}</p>`;
    // After the end nothing is fetched any more; what is out, or lies where its user knows the number, goes back.
    const isOver = window.until <= now;
    if (isOver && state === "waiting" && !places.box) return undefined;
    const fetch = state === "out" ? t("door.key.out", words) : t(places.box ? boxWords : "door.key.counter", words);
    return html`<div class="stack-s">${!isOver && html`<p>${fetch}</p>`}<p>${t("door.key.bring", words)}</p></div>`;
  });
}
