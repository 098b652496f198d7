import { errand, feed, page, type Route } from "../../../kernel/http/route.ts";
import { hideCode } from "../../door/index.ts";
import { goToCheckout, paymentPath } from "../../payment/index.ts";
import { cancelOwnBooking, dropHold } from "../commands/cancel-booking.ts";
import { accessSubjectOf } from "../commands/entry-code.ts";
import { extendBookingHold, holdSpace } from "../commands/hold-space.ts";
import { getOwnBooking } from "../commands/own-booking.ts";
import { settleBooking } from "../commands/settle-booking.ts";
import { openDoorOfBooking, reenterDoorOfBooking, viewCodeOfBooking } from "../commands/use-door.ts";
import { showBooking, showBookingAgain } from "../pages/booking.ts";
import { showCancel, showCancelAgain } from "../pages/cancel.ts";
import { showCheck, showCheckAgain } from "../pages/check.ts";
import { showDone } from "../pages/done.ts";
import { showMyBookings } from "../pages/my-bookings.ts";
import { sendBookingCalendar, sendPermit } from "../pages/papers.ts";
import { showUse, showUseAgain } from "../pages/use.ts";
import {
  bookingParams,
  cancelForm,
  checkForm,
  choiceQuery,
  doorParams,
  emptyForm,
  noParams,
  noQuery,
  spaceParams,
  useForm,
} from "../schema/requests.ts";

const look = { who: "resident", limit: "page" } as const;
const act = { who: "resident", limit: "form" } as const;

/** The booking errand, a resident's own bookings, and their doors. */
export const residentRoutes: readonly Route[] = [
  page({ ...look, path: "/spaces/:space/use", params: spaceParams, query: choiceQuery, show: showUse }),
  errand({
    ...act,
    path: "/spaces/:space/use",
    params: spaceParams,
    form: useForm,
    run: (command, { params, form }) =>
      holdSpace(command, { choice: { spaceId: params.space, ...form.choice }, use: form.use }),
    then: ({ id }) => ({ to: `/bookings/${id}/check` }),
    again: showUseAgain,
  }),
  page({ ...look, path: "/bookings/:booking/check", params: bookingParams, query: noQuery, show: showCheck }),
  errand({
    ...act,
    path: "/bookings/:booking/check",
    params: bookingParams,
    form: checkForm,
    async run(command, { params, form }) {
      const next = await settleBooking(command, { bookingId: params.booking, way: form.way ?? "counter" });
      if (next.kind === "done") return `/bookings/${params.booking}/done`;
      return (await goToCheckout(command, { paymentId: next.paymentId })) ?? paymentPath(next.paymentId);
    },
    then: (to) => ({ to }),
    again: showCheckAgain,
  }),
  errand({
    ...act,
    path: "/bookings/:booking/extend",
    params: bookingParams,
    form: emptyForm,
    run: (command, { params }) => extendBookingHold(command, { bookingId: params.booking }),
    then: ({ id }) => ({ to: `/bookings/${id}/check`, flash: "facility.check.extended" }),
    again: showCheckAgain,
  }),
  errand({
    ...act,
    path: "/bookings/:booking/drop",
    params: bookingParams,
    form: emptyForm,
    run: (command, { params }) => dropHold(command, { bookingId: params.booking }),
    then: ({ spaceId, on }) => ({ to: `/spaces/${spaceId}?day=${on}`, flash: "facility.check.dropped" }),
    again: showCheckAgain,
  }),
  page({ ...look, path: "/bookings/:booking/done", params: bookingParams, query: noQuery, show: showDone }),
  page({ ...look, path: "/my/bookings", params: noParams, query: noQuery, show: showMyBookings }),
  page({ ...look, path: "/bookings/:booking", params: bookingParams, query: noQuery, show: showBooking }),
  feed({ ...look, path: "/bookings/:booking/permit.pdf", params: bookingParams, query: noQuery, respond: sendPermit }),
  feed({
    ...look,
    path: "/bookings/:booking/calendar.ics",
    params: bookingParams,
    query: noQuery,
    respond: sendBookingCalendar,
  }),
  page({ ...look, path: "/bookings/:booking/cancel", params: bookingParams, query: noQuery, show: showCancel }),
  errand({
    ...act,
    path: "/bookings/:booking/cancel",
    params: bookingParams,
    form: cancelForm,
    run: (command, { params, form }) =>
      cancelOwnBooking(command, { bookingId: params.booking, expectedRefund: form.expected }),
    then: (_, { params }) => ({ to: `/bookings/${params.booking}`, flash: "facility.cancel.done" }),
    again: showCancelAgain,
  }),
  errand({
    ...act,
    path: "/bookings/:booking/doors/:door/open",
    params: doorParams,
    form: emptyForm,
    run: (command, { params }) => openDoorOfBooking(command, { bookingId: params.booking, doorId: params.door }),
    then: (_, { params }) => ({ to: `/bookings/${params.booking}` }),
    again: showBookingAgain,
  }),
  errand({
    ...act,
    path: "/bookings/:booking/doors/:door/reenter",
    params: doorParams,
    form: emptyForm,
    run: (command, { params }) => reenterDoorOfBooking(command, { bookingId: params.booking, doorId: params.door }),
    then: (_, { params }) => ({ to: `/bookings/${params.booking}` }),
    again: showBookingAgain,
  }),
  errand({
    ...act,
    path: "/bookings/:booking/code",
    params: bookingParams,
    form: emptyForm,
    run: (command, { params }) => viewCodeOfBooking(command, { bookingId: params.booking }),
    then: (_, { params }) => ({ to: `/bookings/${params.booking}#code` }),
    again: showBookingAgain,
  }),
  errand({
    ...act,
    path: "/bookings/:booking/code/hide",
    params: bookingParams,
    form: emptyForm,
    async run(command, { params }) {
      const booking = await getOwnBooking(command, params.booking);
      await hideCode(command, { subject: accessSubjectOf(booking) });
    },
    then: (_, { params }) => ({ to: `/bookings/${params.booking}` }),
    again: showBookingAgain,
  }),
];
