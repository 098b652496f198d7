import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { clearEntry, decide, propose } from "../commands/decide.ts";
import {
  showStaffDecisionAgain,
  showStaffEntryAgain,
  showStaffRound,
  showStaffRoundAgain,
} from "../pages/staff/round.ts";
import { showStaffRounds } from "../pages/staff/rounds.ts";
import { policy } from "../policy.ts";
import {
  callOffForm,
  decideForm,
  decisionParams,
  emptyForm,
  entryParams,
  leaveOutForm,
  noParams,
  noQuery,
  numberForm,
  postponeForm,
  roundParams,
} from "../schema.ts";

const path = "/staff/lotteries/:round";
const proposing = { who: policy.propose, limit: "form", params: roundParams, again: showStaffRoundAgain } as const;
const back = (round: string) => `/staff/lotteries/${round}`;
const proposed = (_: unknown, { params }: { params: { round: string } }) =>
  ({ to: back(params.round), flash: "lottery.staff.proposed" }) as const;

/** Rounds for staff. Nothing here draws: what changes a round is proposed by one person and decided by another. */
export const staffRoutes: readonly Route[] = [
  page({
    who: policy.see,
    limit: "page",
    path: "/staff/lotteries",
    params: noParams,
    query: noQuery,
    show: showStaffRounds,
  }),
  page({ who: policy.see, limit: "page", path, params: roundParams, query: noQuery, show: showStaffRound }),
  errand({
    ...proposing,
    path: `${path}/postpone`,
    form: postponeForm,
    run: (act, { params, form: { day, time, "postpone-reason": reason } }) =>
      propose(act, {
        roundId: params.round,
        proposal: { kind: "postpone", drawAt: instantOf(day, time, act.city.config.zone), reason },
      }),
    then: proposed,
  }),
  errand({
    ...proposing,
    path: `${path}/call-off`,
    form: callOffForm,
    run: (act, { params, form }) =>
      propose(act, { roundId: params.round, proposal: { kind: "call-off", reason: form["call-off-reason"] } }),
    then: proposed,
  }),
  errand({
    ...proposing,
    path: `${path}/number`,
    form: numberForm,
    run: (act, { params, form: { number, "number-reason": reason } }) =>
      propose(act, { roundId: params.round, proposal: { kind: "public-number", publicNumber: number, reason } }),
    then: proposed,
  }),
  errand({
    ...proposing,
    path: `${path}/leave-out`,
    form: leaveOutForm,
    run: (act, { params, form: { entry, "leave-out-reason": reason } }) =>
      propose(act, { roundId: params.round, proposal: { kind: "leave-out", entryId: entry, reason } }),
    then: proposed,
  }),
  errand({
    who: policy.decide,
    limit: "form",
    path: "/staff/lottery-decisions/:decision",
    params: decisionParams,
    form: decideForm,
    run: (act, { params, form }) => decide(act, { decisionId: params.decision, ...form }),
    then: ({ roundId }) => ({ to: back(roundId), flash: "lottery.staff.decided" }),
    again: showStaffDecisionAgain,
  }),
  errand({
    who: policy.clear,
    limit: "form",
    path: "/staff/lottery-entries/:entry/clear",
    params: entryParams,
    form: emptyForm,
    run: (act, { params }) => clearEntry(act, { entryId: params.entry }),
    then: ({ roundId }) => ({ to: back(roundId), flash: "lottery.staff.cleared" }),
    again: showStaffEntryAgain,
  }),
];
