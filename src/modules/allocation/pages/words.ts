import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { type LocalText, localText } from "../../../kernel/i18n/locales.ts";
import { type Translate, withoutRuby, withRuby } from "../../../kernel/i18n/translate.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { formatTimeRange } from "../../../kernel/time/wall-time.ts";
import { pill } from "../../../ui/index.ts";
import { getSpaceOn, listFacilitiesOn } from "../../facility/index.ts";
import { phaseOf } from "../rules/states.ts";
import type { Frame, Season, Share } from "../types.ts";

export function say(t: Translate, text: LocalText): Html {
  return withRuby(localText(text, t.locale));
}

export function plain(t: Translate, text: LocalText): string {
  return withoutRuby(localText(text, t.locale));
}

export async function facilityName(view: View, season: Season): Promise<Html> {
  const found = (await listFacilitiesOn(view.city, season.firstOn)).find(({ id }) => id === season.facilityId);
  return found === undefined ? html`` : say(view.t, found.name);
}

export async function spaceName(view: View, season: Season, spaceId: string): Promise<LocalText> {
  return (await getSpaceOn(view.city, spaceId, season.firstOn)).space.name;
}

export function weekday({ t }: View, day: number): Html {
  return t(`allocation.weekday.${day as 0 | 1 | 2 | 3 | 4 | 5 | 6}`);
}

export function weekdayText({ t }: View, day: number): string {
  return t.text(`allocation.weekday.${day as 0 | 1 | 2 | 3 | 4 | 5 | 6}`);
}

/** 体育館　火曜日　18:30から20:30まで */
export async function frameName(view: View, season: Season, frame: Frame): Promise<Html> {
  const space = await spaceName(view, season, frame.spaceId);
  return html`${say(view.t, space)}　<span class="nowrap">${weekday(view, frame.weekday)}</span>　<span class="nowrap">${formatTimeRange(frame, view.locale)}</span>`;
}

export async function frameText(view: View, season: Season, frame: Frame): Promise<string> {
  const space = plain(view.t, await spaceName(view, season, frame.spaceId));
  return `${space} ${weekdayText(view, frame.weekday)} ${formatTimeRange(frame, view.locale)}`;
}

export function daysFromTo({ t, locale }: View, from: string, until: string): Html {
  return t("allocation.from-until", { from: formatDate(from, locale), until: formatDate(until, locale) });
}

export function windowWords(view: View, season: Season): Html {
  const { zone } = view.city.config;
  // An end at midnight is the day before.
  return daysFromTo(view, civilDateOf(season.opensAt, zone), addDays(civilDateOf(season.closesAt, zone), -1));
}

/** 毎週; 隔週（1・3・5…回目の週）; with its part of the season, where it is one. */
export function shareWords(view: View, season: Season, share: Share): Html {
  const { t } = view;
  const isWhole = share.from === season.firstOn && share.until === season.lastOn;
  return html`${t(`allocation.pattern.${share.pattern}`)}${!isWhole && html`<br><span class="small">${daysFromTo(view, share.from, share.until)}</span>`}`;
}

export function stateWords(view: View, season: Season): Html {
  const phase = phaseOf(season, view.now);
  const word = view.t(`allocation.phase.${phase}`);
  return phase === "asking" ? pill("draw", word) : word;
}

export function number(value: number): Html {
  return html`<span class="num">${String(value).padStart(7, "0")}</span>`;
}
