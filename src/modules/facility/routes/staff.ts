import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { registerCallerByStaff } from "../../identity/index.ts";
import { counterPath } from "../../payment/index.ts";
import { blockSpace } from "../commands/block-space.ts";
import { bookAtCounter } from "../commands/book-at-counter.ts";
import { cancelBookingByStaff } from "../commands/cancel-booking.ts";
import { showBlock, showBlockAgain } from "../pages/staff/block.ts";
import { showBoard } from "../pages/staff/board.ts";
import { showStaffBooking } from "../pages/staff/booking.ts";
import { showBookings } from "../pages/staff/bookings.ts";
import { showStaffCancel, showStaffCancelAgain } from "../pages/staff/cancel.ts";
import { showCallerAgain, showNew, showNewAgain } from "../pages/staff/new-booking.ts";
import { blockPath, bookingPath, newPath, withAnswers } from "../pages/staff/words.ts";
import { policy } from "../policy.ts";
import { bookingParams, noParams, noQuery } from "../schema/requests.ts";
import {
  answersQuery,
  blockForm,
  boardQuery,
  callerForm,
  counterForm,
  listQuery,
  staffCancelForm,
} from "../schema/staff-requests.ts";

const look = { who: policy.see, limit: "page" } as const;

/** The staff's side: the board, finding a booking, booking for others, cancelling, closing a room. */
export const staffRoutes: readonly Route[] = [
  page({ ...look, path: "/staff", params: noParams, query: boardQuery, show: showBoard }),
  page({ ...look, path: "/staff/bookings", params: noParams, query: listQuery, show: showBookings }),
  // Before /staff/bookings/:booking, which would take "new" for a booking.
  page({ who: policy.book, limit: "page", path: newPath, params: noParams, query: answersQuery, show: showNew }),
  errand({
    who: policy.book,
    limit: "form",
    path: newPath,
    params: noParams,
    form: counterForm,
    run: (act, { form: { spaceId, bookerId, choice, use, way } }) =>
      bookAtCounter(act, { choice: { spaceId, ...choice }, use, bookerId, way }),
    then: ({ booking, paymentId }) => ({
      to: paymentId === undefined ? bookingPath(booking.id) : counterPath(paymentId),
      flash: paymentId === undefined ? "facility.staff.new.done" : "facility.staff.new.done-pay",
    }),
    again: showNewAgain,
  }),
  errand({
    who: policy.book,
    limit: "form",
    path: `${newPath}/caller`,
    params: noParams,
    form: callerForm,
    run: (act, { form: { name, kana, telephone, mail } }) =>
      registerCallerByStaff(act, { name, kana, telephone, mail }),
    then: (person, { form: { space, on, slots } }) => ({
      to: withAnswers(newPath, { space, on, slots, person }),
      flash: "facility.staff.caller.done",
    }),
    again: showCallerAgain,
  }),
  page({ ...look, path: "/staff/bookings/:booking", params: bookingParams, query: noQuery, show: showStaffBooking }),
  page({
    who: policy.cancel,
    limit: "page",
    path: "/staff/bookings/:booking/cancel",
    params: bookingParams,
    query: noQuery,
    show: showStaffCancel,
  }),
  errand({
    who: policy.cancel,
    limit: "form",
    path: "/staff/bookings/:booking/cancel",
    params: bookingParams,
    form: staffCancelForm,
    run: (act, { params, form: { by, reason, ...promised } }) =>
      cancelBookingByStaff(act, {
        bookingId: params.booking,
        reason,
        by,
        // A cause that was not offered was not promised anything either.
        expectedRefund: promised[by] ?? -1,
      }),
    then: (_, { params }) => ({ to: bookingPath(params.booking), flash: "facility.staff.cancel.done" }),
    again: showStaffCancelAgain,
  }),
  page({ who: policy.block, limit: "page", path: blockPath, params: noParams, query: answersQuery, show: showBlock }),
  errand({
    who: policy.block,
    limit: "form",
    path: blockPath,
    params: noParams,
    form: blockForm,
    run: (act, { form: { space, on, slots, kind, reason } }) =>
      blockSpace(act, { choice: { spaceId: space, on, slots }, kind, reason }),
    then: ({ id }) => ({ to: bookingPath(id), flash: "facility.staff.block.done" }),
    again: showBlockAgain,
  }),
];
