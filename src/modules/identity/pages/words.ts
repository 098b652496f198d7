import type { Content, Html } from "../../../kernel/html.ts";
import { html } from "../../../kernel/html.ts";
import type { FormValues, Problems } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { messages } from "../../../kernel/i18n/messages.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf, wallTimeOf } from "../../../kernel/time/instant.ts";
import { formatWallTime } from "../../../kernel/time/wall-time.ts";
import { errorAt } from "../../../ui/index.ts";
import { type Device, parseDevice } from "../rules/device.ts";

/** What a form page is drawn with: what was typed, and what is wrong with it. */
export type Typed = { readonly values: FormValues; readonly problems: Problems };

export const nothingTyped: Typed = { values: {}, problems: [] };

/** For a field's props: the message, if there is one. */
export function errorOf({ t }: View, { problems }: Typed, field: string): { error?: Content } {
  const error = errorAt(t, problems, field);
  return error === undefined ? {} : { error };
}

/** 11月25日 15時14分; with the year if it is another one. */
export function sayInstant({ city, locale, today }: View, instant: Date): Html {
  const on = civilDateOf(instant, city.config.zone);
  const time = wallTimeOf(instant, city.config.zone);
  const day = formatDate(on, locale, { year: on.slice(0, 4) !== today.slice(0, 4), weekday: false });
  return html`<time datetime="${instant.toISOString()}"><span class="nowrap">${day}</span> <span class="nowrap">${formatWallTime(time, locale)}</span></time>`;
}

/** 10時30分, for a sentence. */
export function plainTime({ city, locale }: View, instant: Date): string {
  return formatWallTime(wallTimeOf(instant, city.config.zone), locale);
}

export function sayDevice({ t }: View, stored: string): Html {
  const { kind, browser }: Device = parseDevice(stored);
  return html`${t(`identity.device.${kind}`)}　<span class="small muted">${t(`identity.browser.${browser}`)}</span>`;
}

/** What was done, in the words of whichever module has words for it; what has none is "a record". */
export function sayAudit({ t }: View, what: string): Html {
  const own = `identity.audit.${what}`;
  return t.dynamic(own in messages.ja ? own : (wordsOfOthers.get(what) ?? "identity.audit.other"));
}

/** `<module>.audit.<what>` of the other modules. */
const wordsOfOthers: ReadonlyMap<string, string> = new Map(
  Object.keys(messages.ja).flatMap((key) => {
    const what = /^[a-z-]+\.audit\.(.+)$/.exec(key)?.[1];
    return what === undefined ? [] : [[what, key] as const];
  }),
);

/** The address of a page with where to go afterwards. */
export function withNext(path: string, next: string | undefined): string {
  return next === undefined ? path : `${path}?next=${encodeURIComponent(next)}`;
}
