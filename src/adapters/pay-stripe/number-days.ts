import { addDays, type CivilDate } from "../../kernel/time/civil-date.ts";
import { civilDateOf, instantOf } from "../../kernel/time/instant.ts";

/** Stripe counts a number's days in Japan, whatever the city's zone is called. */
const zone = "Asia/Tokyo";
/** What Stripe takes at convenience stores, in yen: its page offers none outside of this. */
const least = 120;
const most = 300_000;
/** Stripe's own limits, in days. */
const mostDays = 60;

/**
 * For how many days Stripe may keep a number open so that it ends by `until`, also if it is asked for at the last moment
 * of the page (`pageUntil`). Stripe ends a number at 23:59:59 of a day. undefined: no number is to be offered.
 *
 * It depends on nothing but the order: the same order sent again must have the same parameters.
 */
export function numberDays(order: { amount: number; pageUntil: Date; until: Date | undefined }): number | undefined {
  const { amount, pageUntil, until } = order;
  if (until === undefined || amount < least || amount > most) return undefined;
  const first = civilDateOf(pageUntil, zone);
  let days = 0;
  while (days < mostDays && endOf(addDays(first, days + 1)) <= until) days += 1;
  return days === 0 ? undefined : days;
}

function endOf(day: CivilDate): Date {
  return new Date(instantOf(addDays(day, 1), "00:00", zone).getTime() - 1000);
}
