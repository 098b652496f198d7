import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { returnDeposit } from "../commands/deposit.ts";
import { showDeposits } from "../pages/staff/deposits/list.ts";
import { depositPath, showDeposit, showDepositAgain } from "../pages/staff/deposits/one.ts";
import { bookingPath } from "../pages/staff/words.ts";
import { policy } from "../policy.ts";
import { depositForm } from "../schema/after-use-requests.ts";
import { bookingParams, noParams, noQuery } from "../schema/requests.ts";

const who = policy.settleAfterUse;

/** 保証金: those that wait to go back, and giving one back. */
export const depositRoutes: readonly Route[] = [
  page({ who, limit: "page", path: "/staff/deposits", params: noParams, query: noQuery, show: showDeposits }),
  page({
    who,
    limit: "page",
    path: depositPath(":booking"),
    params: bookingParams,
    query: noQuery,
    show: showDeposit,
  }),
  errand({
    who,
    limit: "form",
    path: depositPath(":booking"),
    params: bookingParams,
    form: depositForm,
    run: (act, { params, form }) => returnDeposit(act, { bookingId: params.booking, ...form }),
    then: (_, { params }) => ({ to: bookingPath(params.booking), flash: "facility.staff.deposit.done" }),
    again: showDepositAgain,
  }),
];
