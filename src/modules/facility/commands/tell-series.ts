import type { Act } from "../../../kernel/act.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { sendNotice } from "../../notice/index.ts";
import { hoursOfUse } from "../rules/booking.ts";
import { listBookingsOfSeries } from "../store/booking.ts";
import type { Series } from "../types/series.ts";
import { rulesOf } from "./rules-of.ts";

/** One mail for all days of a series, each day in a line with its price. */
export async function tellSeries(
  act: Act,
  series: Series,
  kind: "facility.series-made" | "facility.series-cancelled" | "facility.series-ended",
  more: { readonly from?: CivilDate; readonly reason?: string; readonly refund?: number },
): Promise<void> {
  const bookings = await listBookingsOfSeries(act.tx, series.id);
  const [first] = bookings;
  if (first === undefined) return;
  const { facility, space } = await rulesOf(act, first);
  const living = bookings.filter(({ state }) => state === "requested" || state === "reserved" || state === "confirmed");
  const gone = bookings.filter(({ state, on }) => state === "cancelled" && on >= (more.from ?? ""));
  const told = kind === "facility.series-made" ? living : gone;
  await sendNotice(act, {
    to: { personId: series.bookerId },
    kind,
    params: {
      facility: facility.name,
      space: space.name,
      day: { on: told[0]?.on ?? first.on },
      time: hoursOfUse(first.used, act.city.config.zone),
      count: told.length,
      refund: { yen: more.refund ?? 0 },
      reason: more.reason ?? "",
    },
    lines: told.map(({ on, amount }) => ({ label: { on }, value: { yen: amount } })),
    link: `/my/series/${series.id}`,
    subject: { kind: "booking", id: first.id },
  });
}
