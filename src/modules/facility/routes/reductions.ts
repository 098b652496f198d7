import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { applyForReduction, decideReduction, enterReductionByStaff, withdrawReduction } from "../commands/reduction.ts";
import { decideStandingReduction, proposeStandingReduction } from "../commands/standing-reduction.ts";
import { showBookingAgain } from "../pages/booking.ts";
import { sendReductionLetter, showReduction, showReductionAgain } from "../pages/reduction.ts";
import { showReductions } from "../pages/staff/reductions/list.ts";
import {
  sendReductionFile,
  sendStaffReductionLetter,
  showCounterReduction,
  showCounterReductionAgain,
  showStaffReduction,
  showStaffReductionAgain,
} from "../pages/staff/reductions/one.ts";
import { showStanding, showStandingAgain } from "../pages/staff/reductions/standing.ts";
import { policy } from "../policy.ts";
import {
  bookingReductionParams,
  decideForm,
  decideStandingForm,
  proposeForm,
  reductionForm,
  reductionParams,
  reductionsQuery,
  standingParams,
  standingQuery,
} from "../schema/reduction-requests.ts";
import { bookingParams, emptyForm, noParams, noQuery } from "../schema/requests.ts";

const look = { who: "resident", limit: "page", query: noQuery } as const;
const staffLook = { who: policy.see, limit: "page", query: noQuery } as const;

/** A form's file, read whole: it is small, and its content says what it is. */
async function read(file: File | undefined) {
  return file && { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** 減免: the resident's application, the staff's decision, and groups that are reduced by themselves. */
export const reductionRoutes: readonly Route[] = [
  page({ ...look, path: "/bookings/:booking/reduction", params: bookingParams, show: showReduction }),
  errand({
    who: "resident",
    limit: "form",
    path: "/bookings/:booking/reduction",
    params: bookingParams,
    form: reductionForm,
    upload: true,
    run: async (act, { params, form }) =>
      applyForReduction(act, {
        bookingId: params.booking,
        reductionId: form.reduction,
        reason: form.reason,
        file: await read(form.file),
      }),
    then: (_, { params }) => ({ to: `/bookings/${params.booking}`, flash: "facility.reduction.sent" }),
    again: showReductionAgain,
  }),
  errand({
    who: "resident",
    limit: "form",
    path: "/bookings/:booking/reductions/:reduction/withdraw",
    params: bookingReductionParams,
    form: emptyForm,
    run: (act, { params }) => withdrawReduction(act, { bookingId: params.booking, reductionId: params.reduction }),
    then: (_, { params }) => ({ to: `/bookings/${params.booking}`, flash: "facility.reduction.withdrawn" }),
    again: showBookingAgain,
  }),
  page({
    ...look,
    path: "/bookings/:booking/reductions/:reduction/letter.pdf",
    params: bookingReductionParams,
    show: sendReductionLetter,
  }),
  page({
    who: policy.see,
    limit: "page",
    path: "/staff/reductions",
    params: noParams,
    query: reductionsQuery,
    show: showReductions,
  }),
  page({
    who: policy.see,
    limit: "page",
    path: "/staff/reductions/standing",
    params: noParams,
    query: standingQuery,
    show: showStanding,
  }),
  errand({
    who: policy.book,
    limit: "form",
    path: "/staff/reductions/standing",
    params: noParams,
    form: proposeForm,
    run: (act, { form }) =>
      proposeStandingReduction(act, {
        groupId: form.group,
        what: form.what,
        from: form.from,
        until: form.until,
        reason: form.reason,
      }),
    then: () => ({ to: "/staff/reductions/standing", flash: "facility.staff.reduction.proposed" }),
    again: showStandingAgain,
  }),
  errand({
    who: policy.decideReduction,
    limit: "form",
    path: "/staff/reductions/standing/:standing/decide",
    params: standingParams,
    form: decideStandingForm,
    run: (act, { params, form }) =>
      decideStandingReduction(act, { standingId: params.standing, deed: form.deed, words: form.words }),
    then: () => ({ to: "/staff/reductions/standing", flash: "facility.staff.reduction.decided" }),
    again: showStandingAgain,
  }),
  page({ ...staffLook, path: "/staff/reductions/:reduction", params: reductionParams, show: showStaffReduction }),
  errand({
    who: policy.decideReduction,
    limit: "form",
    path: "/staff/reductions/:reduction/decide",
    params: reductionParams,
    form: decideForm,
    run: (act, { params, form }) => decideReduction(act, { reductionId: params.reduction, ...form }),
    then: (_, { params }) => ({
      to: `/staff/reductions/${params.reduction}`,
      flash: "facility.staff.reduction.decided",
    }),
    again: showStaffReductionAgain,
  }),
  page({ ...staffLook, path: "/staff/reductions/:reduction/file", params: reductionParams, show: sendReductionFile }),
  page({
    ...staffLook,
    path: "/staff/reductions/:reduction/letter.pdf",
    params: reductionParams,
    show: sendStaffReductionLetter,
  }),
  page({
    who: policy.book,
    limit: "page",
    path: "/staff/bookings/:booking/reduction",
    params: bookingParams,
    query: noQuery,
    show: showCounterReduction,
  }),
  errand({
    who: policy.book,
    limit: "form",
    path: "/staff/bookings/:booking/reduction",
    params: bookingParams,
    form: reductionForm,
    upload: true,
    run: async (act, { params, form }) =>
      enterReductionByStaff(act, {
        bookingId: params.booking,
        reductionId: form.reduction,
        reason: form.reason,
        file: await read(form.file),
      }),
    then: (_, { params }) => ({ to: `/staff/bookings/${params.booking}`, flash: "facility.reduction.sent" }),
    again: showCounterReductionAgain,
  }),
];
