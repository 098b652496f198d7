import { type Content, type Html, html } from "../../kernel/html.ts";
import type { Translate } from "../../kernel/i18n/translate.ts";
import {
  addDays,
  addMonths,
  type CivilDate,
  listDays,
  monthOf,
  partsOf,
  startOfMonth,
  startOfWeek,
} from "../../kernel/time/civil-date.ts";
import { formatDate } from "../../kernel/time/format-date.ts";
import { icon } from "../icon/icon.ts";
import { type StatusKind, statusShape } from "../status/status.ts";

export type MonthDay = { readonly kind: StatusKind; readonly word: Content; readonly href?: string | undefined };

type Step = { readonly href: string; readonly label: Content };

type MonthProps = {
  /** Any day of the month to show. */
  readonly on: CivilDate;
  readonly today: CivilDate;
  readonly chosen?: CivilDate;
  readonly caption: Content;
  /** Only what can be chosen is a link. undefined: nothing is known of this day. */
  readonly dayOf: (date: CivilDate) => MonthDay | undefined;
  readonly stepsLabel: string;
  readonly before?: Step | undefined;
  readonly after?: Step | undefined;
};

/** A month, from Monday to Sunday, in which days are chosen. A legend beside it explains the shapes. */
export function month(t: Translate, props: MonthProps): Html {
  const first = startOfMonth(props.on);
  const monday = startOfWeek(first);
  const days = listDays(monday, addDays(startOfWeek(addDays(addMonths(first, 1), -1)), 7));
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
  const head = days.slice(0, 7).map((day) => html`<th scope="col">${weekdayName(day, t)}</th>`);
  const rows = weeks.map(
    (week) =>
      html`<tr>${week.map((day) => html`<td>${monthOf(day) === monthOf(first) && cell(t, day, props)}</td>`)}</tr>`,
  );
  return html`<div>${stepsOf(props)}<table class="month"><caption>${props.caption}</caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function cell(t: Translate, date: CivilDate, { today, chosen, dayOf }: MonthProps): Html {
  const day = dayOf(date);
  const number = html`<b aria-hidden="true"${date === today ? html` class="month__today"` : ""}>${partsOf(date).day}</b>`;
  const spoken = html`<span class="vh">${formatDate(date, t.locale, { year: false })}${date === today && html`　${t("ui.today")}`}${day && html`　${day.word}`}</span>`;
  const inside = html`${spoken}${number}${day && html`<span class="status">${statusShape(day.kind)}</span>`}`;
  return day?.href === undefined
    ? html`<div class="month__day">${inside}</div>`
    : html`<a class="month__day" href="${day.href}"${date === chosen ? html` aria-current="date"` : ""}>${inside}</a>`;
}

function stepsOf({ before, after, stepsLabel }: MonthProps): Content {
  if (before === undefined && after === undefined) return undefined;
  return html`<nav class="month__steps" aria-label="${stepsLabel}">${before ? html`<a href="${before.href}">${icon("i-prev", "s")}${before.label}</a>` : html`<span></span>`}${after ? html`<a href="${after.href}">${after.label}${icon("i-next", "s")}</a>` : ""}</nav>`;
}

function weekdayName(date: CivilDate, t: Translate): string {
  const format = t.locale === "en" ? "en-GB" : "ja";
  return new Intl.DateTimeFormat(format, { weekday: "short", timeZone: "UTC" }).format(new Date(`${date}T12:00:00Z`));
}
