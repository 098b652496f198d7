import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { counterPath } from "../../payment/index.ts";
import { recordAfterUse } from "../commands/after-use.ts";
import { getBookingAsStaff } from "../commands/own-booking.ts";
import { appealOwnPenalty, decideAppeal, reviewOffence } from "../commands/penalty.ts";
import { showMyPenalties, showMyPenaltiesAgain } from "../pages/my-penalties.ts";
import { knownOf, showAfterUse, showAfterUseAgain } from "../pages/staff/after-use.ts";
import { showPenalties, showPenaltiesAgain } from "../pages/staff/penalties.ts";
import { bookingPath } from "../pages/staff/words.ts";
import { policy } from "../policy.ts";
import {
  afterUseForm,
  appealDecisionForm,
  appealForm,
  offenceForm,
  penaltyParams,
} from "../schema/after-use-requests.ts";
import { bookingParams, noParams, noQuery } from "../schema/requests.ts";
import { answersQuery } from "../schema/staff-requests.ts";

/** 使ったあと: the settlement, who did not come, points and appeals. */
export const afterUseRoutes: readonly Route[] = [
  page({
    who: policy.settleAfterUse,
    limit: "page",
    path: "/staff/bookings/:booking/after-use",
    params: bookingParams,
    query: answersQuery,
    show: showAfterUse,
  }),
  errand({
    who: policy.settleAfterUse,
    limit: "form",
    path: "/staff/bookings/:booking/after-use",
    params: bookingParams,
    form: afterUseForm,
    run: async (act, { params, form }) => {
      const booking = await getBookingAsStaff(act, params.booking, "settleAfterUse");
      // Without a sum it was not shown yet, and no sum is the one that was promised.
      const expected = form.expected ?? Number.NaN;
      const known = knownOf(act.city, booking, form);
      return recordAfterUse(act, { bookingId: booking.id, known, expected, reason: form.reason });
    },
    then: ({ paymentId }, { params }) => ({
      to: paymentId === undefined ? bookingPath(params.booking) : counterPath(paymentId),
      flash: "facility.staff.after-use.done",
    }),
    again: showAfterUseAgain,
  }),
  page({
    who: policy.see,
    limit: "page",
    path: "/staff/penalties",
    params: noParams,
    query: noQuery,
    show: showPenalties,
  }),
  errand({
    who: policy.reviewOffence,
    limit: "form",
    path: "/staff/bookings/:booking/offence",
    params: bookingParams,
    form: offenceForm,
    run: (act, { params, form }) => reviewOffence(act, { bookingId: params.booking, ...form }),
    then: () => ({ to: "/staff/penalties", flash: "facility.staff.penalty.done" }),
    again: showPenaltiesAgain,
  }),
  errand({
    who: policy.decideAppeal,
    limit: "form",
    path: "/staff/penalties/:penalty/decide",
    params: penaltyParams,
    form: appealDecisionForm,
    run: (act, { params, form }) => decideAppeal(act, { penaltyId: params.penalty, ...form }),
    then: () => ({ to: "/staff/penalties", flash: "facility.staff.penalty.decided" }),
    again: showPenaltiesAgain,
  }),
  page({
    who: "resident",
    limit: "page",
    path: "/my/penalties",
    params: noParams,
    query: noQuery,
    show: showMyPenalties,
  }),
  errand({
    who: "resident",
    limit: "form",
    path: "/my/penalties/:penalty/appeal",
    params: penaltyParams,
    form: appealForm,
    run: (act, { params, form }) => appealOwnPenalty(act, { penaltyId: params.penalty, words: form.words }),
    then: () => ({ to: "/my/penalties", flash: "facility.penalty.sent" }),
    again: showMyPenaltiesAgain,
  }),
];
