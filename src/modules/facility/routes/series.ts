import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { bookSeries, cancelRestOfSeries, takeCashForSeries } from "../commands/series.ts";
import { showRepeat, showRepeatAgain } from "../pages/staff/series/new.ts";
import { seriesPath, showSeries, showSeriesAgain } from "../pages/staff/series/series.ts";
import { policy } from "../policy.ts";
import { bookingParams } from "../schema/requests.ts";
import {
  seriesCancelForm,
  seriesCashForm,
  seriesForm,
  seriesPageQuery,
  seriesParams,
} from "../schema/series-requests.ts";
import { answersQuery } from "../schema/staff-requests.ts";

/** くり返しの予約, at the counter. */
export const seriesRoutes: readonly Route[] = [
  page({
    who: policy.book,
    limit: "page",
    path: "/staff/bookings/:booking/repeat",
    params: bookingParams,
    query: answersQuery,
    show: showRepeat,
  }),
  errand({
    who: policy.book,
    limit: "form",
    path: "/staff/bookings/:booking/repeat",
    params: bookingParams,
    form: seriesForm,
    run: (act, { params, form: { kind, last, leave, only, days, total } }) =>
      bookSeries(act, {
        bookingId: params.booking,
        kind,
        lastOn: last,
        leftOut: leave,
        onlyFree: only === "free",
        expected: { days, total },
      }),
    then: ({ id }) => ({ to: seriesPath(id), flash: "facility.staff.series.done" }),
    again: showRepeatAgain,
  }),
  page({
    who: policy.see,
    limit: "page",
    path: "/staff/series/:series",
    params: seriesParams,
    query: seriesPageQuery,
    show: showSeries,
  }),
  errand({
    who: policy.book,
    limit: "form",
    path: "/staff/series/:series/cash",
    params: seriesParams,
    form: seriesCashForm,
    run: (act, { params, form }) => takeCashForSeries(act, { seriesId: params.series, expected: form.expected }),
    then: (_, { params }) => ({ to: seriesPath(params.series), flash: "facility.staff.series.cash-done" }),
    again: showSeriesAgain,
  }),
  errand({
    who: policy.cancel,
    limit: "form",
    path: "/staff/series/:series/cancel",
    params: seriesParams,
    form: seriesCancelForm,
    run: (act, { params, form: { from, by, reason, expected } }) =>
      cancelRestOfSeries(act, { seriesId: params.series, from, by, reason, expected }),
    then: (_, { params }) => ({ to: seriesPath(params.series), flash: "facility.staff.series.cancelled" }),
    again: showSeriesAgain,
  }),
];
