import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { type Locale, type LocalText, localText } from "../../../kernel/i18n/locales.ts";
import { type Translate, withoutRuby, withRuby } from "../../../kernel/i18n/translate.ts";
import { addDays, partsOf } from "../../../kernel/time/civil-date.ts";
import { formatDate, yearOf } from "../../../kernel/time/format-date.ts";
import { civilDateOf, wallTimeOf } from "../../../kernel/time/instant.ts";
import { formatTimeRange, formatWallTime } from "../../../kernel/time/wall-time.ts";
import { pill } from "../../../ui/index.ts";
import { type Choice, getSpaceOn, runOfSlots } from "../../facility/index.ts";
import { nameOfRound } from "../commands/tell-entrant.ts";
import type { Round } from "../types.ts";

/** A name of a city file in the reader's language, with readings. */
export function say(t: Translate, text: LocalText): Html {
  return withRuby(localText(text, t.locale));
}

export function plain(t: Translate, text: LocalText): string {
  return withoutRuby(localText(text, t.locale));
}

/** 9月15日（火）　10時. An end at midnight is 24時 of the day before. */
export function when({ city, locale }: View, instant: Date, options: { isEnd?: boolean } = {}): string {
  const { zone } = city.config;
  const day = civilDateOf(instant, zone);
  const time = wallTimeOf(instant, zone);
  const [on, at] = options.isEnd && time === "00:00" ? [addDays(day, -1), "24:00"] : [day, time];
  const space = locale === "en" ? ", " : "　";
  return `${formatDate(on, locale, { year: false })}${space}${formatWallTime(at, locale)}`;
}

/** 「玉里運動公園　テニスコート　令和9年2月分」, as words of a heading and of the browser's tab. */
export async function nameOf(view: View, round: Round): Promise<{ html: Html; text: string }> {
  const { t, city } = view;
  const name = await nameOfRound({ city, tx: city.db as never }, round);
  const month = monthOf(view, round);
  return {
    html: html`${say(t, name)}　${month}`,
    text: `${plain(t, name)} ${t.text("lottery.month", monthParams(round, t.locale))}`,
  };
}

export function monthOf({ t }: View, round: Round): Html {
  return t("lottery.month", monthParams(round, t.locale));
}

function monthParams({ month }: Round, locale: Locale): { year: string; month: number } {
  return { year: yearOf(month, locale), month: partsOf(month).month };
}

/** テニスコートA　2月7日（日）　9時から11時まで */
export async function choiceWords(view: View, choice: Choice): Promise<Html> {
  const { t, city, locale } = view;
  const { facility, space } = await getSpaceOn(city, choice.spaceId, choice.on);
  const run = runOfSlots(facility, space, choice.on, choice.slots);
  return html`${say(t, space.name)}　<span class="nowrap">${formatDate(choice.on, locale, { year: false })}</span>　<span class="nowrap">${formatTimeRange(run, locale)}</span>`;
}

/** 抽選受付 while entries are taken; else the step in words, without a colour of its own. */
export function stateWords({ t }: View, round: Round): Html {
  return round.state === "open" ? pill("draw", t("lottery.state.open")) : t(`lottery.state.${round.state}`);
}
