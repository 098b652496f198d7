import { addDays, addMonths, type CivilDate, startOfMonth } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { type Facility, getTerms, type LotteryRule, lotteryTimes, type Space } from "../../facility/index.ts";

/** What is drawn for together: the spaces whose terms name the same set, or one facility's terms alone. */
export type LotterySet = {
  readonly id: string;
  readonly rule: LotteryRule;
  readonly places: readonly { readonly facility: Facility; readonly space: Space }[];
};

/** A round is announced so long before entries are taken. */
export const announcedDaysBefore = 14;

/** In the order of the facilities; the first one's rule counts for its set. */
export function listSets(facilities: readonly Facility[]): readonly LotterySet[] {
  const places = facilities.flatMap((facility) =>
    facility.spaces.flatMap((space) => {
      const terms = getTerms(facility, space);
      if (terms.lottery === undefined) return [];
      return [{ facility, space, rule: terms.lottery, id: terms.lottery.set ?? `${facility.id}/${terms.id}` }];
    }),
  );
  return [...Map.groupBy(places, ({ id }) => id)].flatMap(([id, list]) => {
    const [first] = list;
    return first === undefined
      ? []
      : [{ id, rule: first.rule, places: list.map(({ facility, space }) => ({ facility, space })) }];
  });
}

/** Months of use whose round is to be announced by now and whose entries are not closed yet. */
export function listMonthsDue(rule: LotteryRule, now: Date, zone: string): readonly CivilDate[] {
  const today = civilDateOf(now, zone);
  return Array.from({ length: rule.forMonth + 3 }, (_, index) => addMonths(startOfMonth(today), index)).filter(
    (month) => {
      const { opensAt, closesAt } = lotteryTimes(rule, month, zone);
      return addDays(civilDateOf(opensAt, zone), -announcedDaysBefore) <= today && now < closesAt;
    },
  );
}
