import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { changeBookingByStaff, changeOwnBooking } from "../commands/change-booking.ts";
import { showChange, showChangeAgain, showStaffChange, showStaffChangeAgain } from "../pages/change/change.ts";
import { bookingPath } from "../pages/staff/words.ts";
import { policy } from "../policy.ts";
import { changeForm, staffChangeForm } from "../schema/change-requests.ts";
import { bookingParams } from "../schema/requests.ts";
import { answersQuery } from "../schema/staff-requests.ts";

/** 予約の変更, by the booker and at the counter. */
export const changeRoutes: readonly Route[] = [
  page({
    who: "resident",
    limit: "page",
    path: "/bookings/:booking/change",
    params: bookingParams,
    query: answersQuery,
    show: showChange,
  }),
  errand({
    who: "resident",
    limit: "form",
    path: "/bookings/:booking/change",
    params: bookingParams,
    form: changeForm,
    run: (act, { params, form }) => changeOwnBooking(act, { bookingId: params.booking, ...form }),
    then: ({ id, state }) => ({
      to: `/bookings/${id}`,
      flash: state === "reserved" ? "facility.change.done-pay" : "facility.change.done",
    }),
    again: showChangeAgain,
  }),
  page({
    who: policy.change,
    limit: "page",
    path: "/staff/bookings/:booking/change",
    params: bookingParams,
    query: answersQuery,
    show: showStaffChange,
  }),
  errand({
    who: policy.change,
    limit: "form",
    path: "/staff/bookings/:booking/change",
    params: bookingParams,
    form: staffChangeForm,
    run: (act, { params, form }) => changeBookingByStaff(act, { bookingId: params.booking, ...form }),
    then: ({ id, state }) => ({
      to: bookingPath(id),
      flash: state === "reserved" ? "facility.change.done-pay" : "facility.change.done",
    }),
    again: showStaffChangeAgain,
  }),
];
