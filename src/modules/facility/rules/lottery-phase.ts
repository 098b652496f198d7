import { addDays, addMonths, type CivilDate, startOfMonth, type WallTime } from "../../../kernel/time/civil-date.ts";
import { civilDateOf, instantOf, wallTimeOf } from "../../../kernel/time/instant.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { LotteryPhase, LotteryRule, LotteryTimes, RoundDay } from "../types/lottery.ts";
import type { Channel } from "../types/terms.ts";
import type { Reason } from "../types/words.ts";
import { fits } from "./condition.ts";
import { dayCaseOf } from "./day-type.ts";
import { getTerms } from "./facility.ts";

/** Whether that day of use is drawn for at all: some cities draw for weekends only. */
export function isDrawnFor(rule: LotteryRule, on: CivilDate, town: Town): boolean {
  return fits(rule.when, dayCaseOf(on, town));
}

/** The instants of the round for a month of use, by the rule alone: a draw that two people postponed may be later. */
export function lotteryTimes(rule: LotteryRule, month: CivilDate, zone: string): LotteryTimes {
  const first = addMonths(startOfMonth(month), -rule.forMonth);
  const at = (one: RoundDay) => instantOf(dayOfRound(first, one), one.at, zone);
  const resultAt = at(rule.resultOn);
  const { confirmUntil } = rule;
  return {
    opensAt: at(rule.apply.from),
    closesAt: at(rule.apply.to),
    drawAt: at(rule.drawOn),
    resultAt,
    confirmBy:
      "day" in confirmUntil
        ? at(confirmUntil)
        : instantOf(addDays(civilDateOf(resultAt, zone), confirmUntil.daysAfterResult), "24:00", zone),
  };
}

/** When what is left of a day of use can be booked by whoever comes first, by this category or by the first of all. */
export function firstComeAt(
  rule: LotteryRule,
  on: CivilDate,
  zone: string,
  categoryId?: string | undefined,
  channel: Channel = "web",
): Date {
  const { confirmBy } = lotteryTimes(rule, on, zone);
  const first = addMonths(startOfMonth(on), -rule.forMonth);
  const rows = rule.firstCome.filter(
    ({ categories, channels }) =>
      (categories === undefined || categoryId === undefined || categories.includes(categoryId)) &&
      (channels === undefined || channels.includes(channel)),
  );
  const instants = rows.map((row) => instantOf(dayOfRound(first, row), row.at, zone));
  const opens = categoryId === undefined ? instants.sort((a, b) => a.getTime() - b.getTime())[0] : instants[0];
  // Never before the last winner has answered, whatever the file says: that room is not left over yet.
  return opens === undefined || opens < confirmBy ? confirmBy : opens;
}

/** Where a day of use stands. Nothing of it can be booked first come before it is over. */
export function lotteryPhase(
  rule: LotteryRule,
  on: CivilDate,
  now: Date,
  zone: string,
  categoryId?: string | undefined,
  channel?: Channel | undefined,
): LotteryPhase {
  const { opensAt, closesAt, resultAt } = lotteryTimes(rule, on, zone);
  if (now < opensAt) return "announced";
  if (now < closesAt) return "open";
  if (now < resultAt) return "closed";
  return now < firstComeAt(rule, on, zone, categoryId, channel) ? "confirming" : "over";
}

/** The same as a day and a time; undefined where the rule leaves it to the categories' own opening. */
export function findFirstComeDay(
  rule: LotteryRule,
  on: CivilDate,
  zone: string,
  categoryId?: string | undefined,
  channel?: Channel | undefined,
): { readonly day: CivilDate; readonly at: WallTime } | undefined {
  if (rule.firstCome.length === 0) return undefined;
  const instant = firstComeAt(rule, on, zone, categoryId, channel);
  return { day: civilDateOf(instant, zone), at: wallTimeOf(instant, zone) };
}

/** Why a day cannot be booked first come now: entries are taken for it, or its draw is not settled yet. */
export function judgeLottery(
  facility: Facility,
  space: Space,
  on: CivilDate,
  now: Date,
  town: Town,
  categoryId?: string | undefined,
  channel?: Channel | undefined,
): Reason | undefined {
  const rule = getTerms(facility, space).lottery;
  if (rule === undefined || !isDrawnFor(rule, on, town)) return undefined;
  const { zone } = town;
  const phase = lotteryPhase(rule, on, now, zone, categoryId, channel);
  if (phase === "over") return undefined;
  const { opensAt, closesAt } = lotteryTimes(rule, on, zone);
  const dayOf = (instant: Date) => ({ day: civilDateOf(instant, zone) });
  const last = dayOf(new Date(closesAt.getTime() - 1));
  return phase === "announced" || phase === "open"
    ? { code: "facility.in-lottery", field: "on", params: { from: dayOf(opensAt), until: last } }
    : {
        code: "facility.lottery-unsettled",
        field: "on",
        params: { opens: dayOf(firstComeAt(rule, on, zone, categoryId, channel)) },
      };
}

/** "31" of a short month is its last day. */
function dayOfRound(first: CivilDate, { day, monthsLater = 0 }: RoundDay): CivilDate {
  const begin = addMonths(first, monthsLater);
  const last = addDays(addMonths(begin, 1), -1);
  const wanted = `${begin.slice(0, 8)}${String(day).padStart(2, "0")}`;
  return wanted < last ? wanted : last;
}
