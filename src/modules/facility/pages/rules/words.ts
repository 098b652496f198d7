import { type Html, html } from "../../../../kernel/html.ts";
import { type Locale, type LocalText, localText } from "../../../../kernel/i18n/locales.ts";
import type { Marked, Translate } from "../../../../kernel/i18n/translate.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import type { AnswerCondition, Closing, Condition, MovingClosing, NthWeekday, Weekday } from "../../types/calendar.ts";
import type { Facility } from "../../types/facility.ts";
import type { Closes, Opening } from "../../types/terms.ts";
import { say } from "../words.ts";

/** Pieces of a rule in the reader's language, one after the other. */
export function joined(t: Translate, pieces: readonly Html[]): Html {
  return html`${pieces.map((piece, index) => html`${index > 0 ? t("facility.rules.and") : ""}${piece}`)}`;
}

/** When a row applies; nothing where it always does. */
export function sayCondition(t: Translate, facility: Facility, when: Condition | undefined): readonly Html[] {
  if (when === undefined) return [];
  const named = (list: readonly { id: string; name: LocalText }[], ids: readonly string[] | undefined) =>
    ids === undefined
      ? []
      : [
          joined(
            t,
            ids.map((id) => say(t, list.find((one) => one.id === id)?.name ?? { ja: id })),
          ),
        ];
  return [
    ...(when.days === undefined
      ? []
      : [
          joined(
            t,
            when.days.map((day) => t(`facility.rules.day.${day}`)),
          ),
        ]),
    ...(when.nextDay === undefined
      ? []
      : [
          t("facility.rules.day-before", {
            days: {
              marked: when.nextDay.map((day) => t.text(`facility.rules.day.${day}`)).join(t.text("facility.rules.and")),
            },
          }),
        ]),
    ...(when.weekdays === undefined
      ? []
      : [
          joined(
            t,
            when.weekdays.map((weekday) => t("facility.rules.weekly", { weekday })),
          ),
        ]),
    ...(when.months === undefined ? [] : [sayMonths(t, when.months)]),
    ...(when.dates ?? []).map(({ from, to }) =>
      t("facility.rules.span", { from: monthDay(t, from), to: monthDay(t, to) }),
    ),
    ...(when.nth ?? []).map(({ nth, weekday }) => sayNth(t, nth, weekday)),
    ...named(facility.categories, when.categories),
    ...named(facility.purposes, when.purposes),
    ...(when.groupCategories === undefined ? [] : [t("facility.rules.group-categories")]),
    ...named(facility.spaces, when.spaces),
    ...(when.slots === undefined
      ? []
      : [
          joined(
            t,
            when.slots.map((slot) => sayRate(t, facility, slot)),
          ),
        ]),
    ...sayPeople(t, when.people),
    ...Object.entries(when.answers ?? {}).map(([id, wanted]) => sayAnswer(t, facility, id, wanted)),
  ];
}

/** 4月から9月; months that are not one run, over the turn of the year as well, are listed. */
export function sayMonths(t: Translate, months: readonly number[]): Html {
  const isIn = (month: number) => months.includes(((month + 11) % 12) + 1);
  const first = months.filter((month) => !isIn(month - 1));
  const last = months.filter((month) => !isIn(month + 1));
  const [from, to] = [first[0], last[0]];
  if (months.length < 3 || first.length !== 1 || from === undefined || to === undefined) {
    return joined(
      t,
      months.map((month) => t("facility.rules.month", { month })),
    );
  }
  const named = (month: number) => t.marked("facility.rules.month", { month });
  return t("facility.rules.months", { from: named(from), to: named(to) });
}

/** 午前 200円、午後 300円、全日 700円: in the order of the timetable, which the database's objects do not keep. */
export function sayRates(
  t: Translate,
  locale: Locale,
  facility: Facility,
  amounts: Readonly<Record<string, number>>,
): Html {
  return joined(
    t,
    facility.timetables
      .flatMap((one) => (one.kind === "grid" ? one.periods : [...one.bands, ...one.combined]).map(({ id }) => id))
      .filter((id, index, ids) => amounts[id] !== undefined && ids.indexOf(id) === index)
      .map((id) => html`${sayRate(t, facility, id)} ${formatYen(amounts[id] ?? 0, locale)}`),
  );
}

/** Where it stands in the ordinance, behind a sentence. */
export function inBrackets(t: Translate, inside: Html): Html {
  return t.locale === "en" ? html` (${inside})` : html`（${inside}）`;
}

/** A column of the fee table: a band, a combination or a period, by name. */
export function sayRate(t: Translate, { timetables }: Facility, rate: string): Html {
  const names = timetables.flatMap((one): { id: string; name: LocalText }[] =>
    one.kind === "bands" ? [...one.bands, ...one.combined] : [...one.periods],
  );
  return say(t, names.find(({ id }) => id === rate)?.name ?? { ja: rate });
}

export function sayClosing(t: Translate, facility: Facility, closing: Closing): Html {
  switch (closing.kind) {
    case "yearly":
      return html`${t("facility.rules.span", { from: monthDay(t, closing.from), to: monthDay(t, closing.to) })}${t("facility.rules.because", { because: marked(t, closing.reason) })}`;
    case "dates":
      return html`${t("facility.rules.span", { from: formatDate(closing.from, t.locale), to: formatDate(closing.to, t.locale) })}${t("facility.rules.because", { because: marked(t, closing.reason) })}`;
    case "holidays":
      return t("facility.rules.day.holiday");
    default: {
      const when = sayCondition(t, facility, closing.when);
      return html`${sayPattern(t, closing)}${when.length > 0 && inBrackets(t, joined(t, when))}${closing.ifHoliday === "closed" ? "" : t("facility.rules.if-holiday", { move: moveOf(closing) })}`;
    }
  }
}

function sayPattern(t: Translate, closing: MovingClosing): Html {
  switch (closing.kind) {
    case "weekly":
      return t("facility.rules.weekly", { weekday: closing.weekday });
    case "nth":
      return sayNth(t, closing.nth, closing.weekday);
    case "monthly":
      return joined(
        t,
        closing.days.map((day) => t("facility.rules.monthly", { day: String(day) })),
      );
    case "day-after-holiday":
      return t("facility.rules.day-after-holiday");
  }
}

function moveOf({ ifHoliday }: MovingClosing): string {
  if (ifHoliday === "open") return "open";
  if (ifHoliday === "next-weekday") return "weekday";
  return ifHoliday.startsWith("next") ? "next" : "previous";
}

function sayNth(t: Translate, nth: readonly NthWeekday[], weekday: Weekday): Html {
  return joined(
    t,
    nth.map((one) => t("facility.rules.nth", { nth: String(one), weekday })),
  );
}

export function sayOpening(t: Translate, opening: Opening): Html {
  const ifClosed = opening.kind === "never" ? undefined : opening.ifClosed;
  return html`${sayFirstDay(t, opening)}${ifClosed !== undefined && t(`facility.rules.if-closed.${ifClosed}`)}`;
}

function sayFirstDay(t: Translate, opening: Opening): Html {
  switch (opening.kind) {
    case "never":
      return opening.because === undefined ? t("facility.rules.opens.never") : say(t, opening.because);
    case "days":
      return t("facility.rules.opens.days", { days: opening.days, at: atOf(opening.at) });
    case "months":
      return t("facility.rules.opens.months", {
        months: opening.months,
        day: String(opening.day),
        at: atOf(opening.at),
      });
    case "nth": {
      const { months, nth, weekday, at } = opening;
      return t("facility.rules.opens.nth", { months, nth: String(nth), weekday, at: atOf(at) });
    }
    case "weeks":
      return t("facility.rules.opens.weeks", { weeks: opening.weeks, weekday: opening.weekday, at: atOf(opening.at) });
    case "year":
      return t("facility.rules.opens.year", { day: monthDay(t, opening.opensOn), at: atOf(opening.at) });
    case "date":
      return t("facility.rules.opens.date", { day: formatDate(opening.day, t.locale), at: atOf(opening.at) });
  }
}

/** Midnight goes without saying. */
function atOf(at: string): string {
  return at === "00:00" ? "none" : at;
}

export function sayCloses(t: Translate, closes: Closes): Html {
  const ifClosed = closes.kind === "minutes" ? undefined : closes.ifClosed;
  return html`${sayLastDay(t, closes)}${ifClosed !== undefined && t(`facility.rules.if-closed.${ifClosed}`)}`;
}

function sayLastDay(t: Translate, closes: Closes): Html {
  switch (closes.kind) {
    case "minutes":
      return t("facility.rules.closes.minutes", { minutes: closes.minutes });
    case "days":
      return t("facility.rules.closes.days", { days: closes.days, at: closes.at ?? "" });
    case "months":
      return t("facility.rules.closes.months", { months: closes.months, day: String(closes.day) });
    case "weeks":
      return t("facility.rules.closes.weeks", {
        weeks: closes.weeks,
        weekday: closes.weekday,
        at: closes.at ?? "none",
      });
  }
}

function sayPeople(t: Translate, people: Condition["people"]): readonly Html[] {
  return [
    ...(people?.atLeast === undefined ? [] : [t("facility.rules.people-from", { people: people.atLeast })]),
    ...(people?.atMost === undefined ? [] : [t("facility.rules.people-to", { people: people.atMost })]),
  ];
}

function sayAnswer(t: Translate, { questions }: Facility, id: string, wanted: AnswerCondition): Html {
  const question = questions.find((one) => one.id === id);
  const name = marked(t, question?.name ?? { ja: id });
  if (typeof wanted === "string")
    return t("facility.rules.answer", { question: name, answer: t.text(`facility.answer.${wanted}`) });
  if (!("length" in wanted)) {
    const { from, below, to } = wanted;
    const kind = question?.kind ?? "count";
    const parts = [
      ...(from === undefined ? [] : [t.text("facility.rules.from", { number: from, kind })]),
      ...(below === undefined ? [] : [t.text("facility.rules.below", { number: below, kind })]),
      ...(to === undefined ? [] : [t.text("facility.rules.to", { number: to, kind })]),
    ];
    return t("facility.rules.answer", { question: name, answer: parts.join(" ") });
  }
  const names = wanted.map((option) =>
    localText(question?.options?.find((one) => one.id === option)?.name ?? { ja: option }, t.locale),
  );
  return t("facility.rules.answer", { question: name, answer: { marked: names.join(t.text("facility.rules.and")) } });
}

export function marked(t: Translate, text: LocalText): Marked {
  return { marked: localText(text, t.locale) };
}

function monthDay(t: Translate, day: string): string {
  return formatDate(`2028-${day}`, t.locale, { year: false, weekday: false });
}
