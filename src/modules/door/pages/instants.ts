import type { Html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf, wallTimeOf } from "../../../kernel/time/instant.ts";
import { formatWallTime } from "../../../kernel/time/wall-time.ts";

/** 17時45分 */
export function sayTime({ city, locale }: View, instant: Date): string {
  return formatWallTime(wallTimeOf(instant, city.config.zone), locale);
}

/** 12月4日（金）17時45分 */
export function sayDayAndTime(view: View, instant: Date): string {
  const { zone } = view.city.config;
  const day = formatDate(civilDateOf(instant, zone), view.locale, { year: false });
  return `${day}${view.locale === "en" ? ", " : ""}${sayTime(view, instant)}`;
}

/** 17時45分から22時15分まで; the day once if both are on the same. */
export function sayRange(view: View, { from, until }: { readonly from: Date; readonly until: Date }): Html {
  const { zone } = view.city.config;
  const isOneDay = civilDateOf(from, zone) === civilDateOf(until, zone);
  const end = isOneDay ? sayTime(view, until) : sayWhen(view, until);
  return view.t("door.staff.from-until", { from: sayWhen(view, from), until: end });
}

/** The time alone if it is today. */
export function sayWhen(view: View, instant: Date): string {
  const isToday = civilDateOf(instant, view.city.config.zone) === view.today;
  return isToday ? sayTime(view, instant) : sayDayAndTime(view, instant);
}
