import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { bookOwnSeries, cancelRestOfOwnSeries } from "../commands/own-series.ts";
import { showOwnRepeat, showOwnRepeatAgain } from "../pages/series/new.ts";
import { ownSeriesPath, showOwnSeries, showOwnSeriesAgain } from "../pages/series/series.ts";
import { bookingParams } from "../schema/requests.ts";
import { ownSeriesCancelForm, ownSeriesForm, ownSeriesQuery, seriesParams } from "../schema/series-requests.ts";
import { answersQuery } from "../schema/staff-requests.ts";

const who = "resident";

/** くり返しの予約, by a group itself where the ordinance allows it. */
export const ownSeriesRoutes: readonly Route[] = [
  page({
    who,
    limit: "page",
    path: "/bookings/:booking/repeat",
    params: bookingParams,
    query: answersQuery,
    show: showOwnRepeat,
  }),
  errand({
    who,
    limit: "form",
    path: "/bookings/:booking/repeat",
    params: bookingParams,
    form: ownSeriesForm,
    run: (act, { params, form: { kind, last, leave, only, days, total, way } }) =>
      bookOwnSeries(act, {
        bookingId: params.booking,
        kind,
        lastOn: last,
        leftOut: leave,
        onlyFree: only === "free",
        expected: { days, total },
        way: way ?? "counter",
      }),
    then: ({ id }) => ({ to: ownSeriesPath(id), flash: "facility.series.done" }),
    again: showOwnRepeatAgain,
  }),
  page({
    who,
    limit: "page",
    path: "/my/series/:series",
    params: seriesParams,
    query: ownSeriesQuery,
    show: showOwnSeries,
  }),
  errand({
    who,
    limit: "form",
    path: "/my/series/:series/cancel",
    params: seriesParams,
    form: ownSeriesCancelForm,
    run: (act, { params, form: { from, expected } }) =>
      cancelRestOfOwnSeries(act, { seriesId: params.series, from, expected }),
    then: (_, { params }) => ({ to: ownSeriesPath(params.series), flash: "facility.series.cancelled" }),
    again: showOwnSeriesAgain,
  }),
];
