import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { withdrawChange } from "../commands/asked-change.ts";
import { changeBookingByStaff, changeOwnBooking } from "../commands/change-booking.ts";
import { showBookingAgain } from "../pages/booking.ts";
import { showChange, showChangeAgain, showStaffChange, showStaffChangeAgain } from "../pages/change/change.ts";
import { bookingPath } from "../pages/staff/words.ts";
import { policy } from "../policy.ts";
import { changeForm, staffChangeForm } from "../schema/change-requests.ts";
import { bookingParams, emptyForm } from "../schema/requests.ts";
import { answersQuery } from "../schema/staff-requests.ts";
import type { BookingState } from "../types/booking.ts";

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
    then: ({ id, state }) => ({ to: `/bookings/${id}`, flash: flashOf(state) }),
    again: showChangeAgain,
  }),
  errand({
    who: "resident",
    limit: "form",
    path: "/bookings/:booking/withdraw-change",
    params: bookingParams,
    form: emptyForm,
    run: (act, { params }) => withdrawChange(act, { bookingId: params.booking }),
    then: ({ id }) => ({ to: `/bookings/${id}`, flash: "facility.approval.withdrawn" }),
    again: showBookingAgain,
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
    then: ({ id, state }) => ({ to: bookingPath(id), flash: flashOf(state) }),
    again: showStaffChangeAgain,
  }),
];

function flashOf(
  state: BookingState,
): "facility.approval.change-asked" | "facility.change.done-pay" | "facility.change.done" {
  if (state === "requested") return "facility.approval.change-asked";
  return state === "reserved" ? "facility.change.done-pay" : "facility.change.done";
}
