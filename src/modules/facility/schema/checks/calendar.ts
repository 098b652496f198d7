import { minutesOf } from "../../../../kernel/time/wall-time.ts";
import { fits } from "../../rules/condition.ts";
import type { Facility } from "../../types/facility.ts";
import type { Finding } from "../finding.ts";
import { type KindOfDay, kindsOfDay } from "./cases.ts";

/** Every kind of day has exactly one row of hours; times and days run forwards. */
export function checkCalendar({ calendar }: Facility): readonly Finding[] {
  return [
    ...calendar.hours.flatMap(({ from, to }, index) =>
      minutesOf(from) < minutesOf(to) ? [] : [finding(["calendar", "hours", index], "time-order")],
    ),
    ...checkCover(calendar.hours.map(({ when }) => when)),
    ...calendar.closed.flatMap((closing, index) =>
      closing.kind === "dates" && closing.from > closing.to
        ? [finding(["calendar", "closed", index], "day-order")]
        : [],
    ),
    ...(calendar.openings ?? []).flatMap(({ from, to, hours }, index) => [
      ...(from > to ? [finding(["calendar", "openings", index], "day-order")] : []),
      ...(hours !== undefined && minutesOf(hours.from) >= minutesOf(hours.to)
        ? [finding(["calendar", "openings", index, "hours"], "time-order")]
        : []),
    ]),
  ];
}

function checkCover(rows: readonly Facility["calendar"]["hours"][number]["when"][]): readonly Finding[] {
  const kinds = kindsOfDay(rows);
  const gap = kinds.find((kind) => !rows.some((when) => fits(when, kind)));
  const overlaps = rows.flatMap((when, index) => {
    const both = kinds.find((kind) => fits(when, kind) && rows.slice(0, index).some((other) => fits(other, kind)));
    return both === undefined
      ? []
      : [{ ...finding(["calendar", "hours", index], "hours-overlap"), params: paramsOf(both) }];
  });
  return gap === undefined
    ? overlaps
    : [{ ...finding(["calendar", "hours"], "hours-gap"), params: paramsOf(gap) }, ...overlaps];
}

function paramsOf({ dayType, month }: KindOfDay) {
  return { dayType, month };
}

function finding(path: Finding["path"], message: Finding["message"]): Finding {
  return { path, message };
}
