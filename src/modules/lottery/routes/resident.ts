import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { enterLottery } from "../commands/enter-lottery.ts";
import { confirmWin, declineWin, withdrawEntry } from "../commands/own-entry.ts";
import { showEnter, showEnterAgain } from "../pages/enter.ts";
import { showEntry, showEntryAgain, showWinAgain } from "../pages/entry.ts";
import { showMyLotteries } from "../pages/my-lotteries.ts";
import {
  confirmForm,
  emptyForm,
  enterForm,
  enterQuery,
  entryParams,
  noParams,
  noQuery,
  roundParams,
  winParams,
} from "../schema.ts";

const look = { who: "resident", limit: "page" } as const;
const act = { who: "resident", limit: "form" } as const;

/** Handing in an entry, one's own entries, and what follows a win. */
export const residentRoutes: readonly Route[] = [
  page({ ...look, path: "/lotteries/:round/enter", params: roundParams, query: enterQuery, show: showEnter }),
  errand({
    ...act,
    path: "/lotteries/:round/enter",
    params: roundParams,
    form: enterForm,
    run: (command, { params, form }) => enterLottery(command, { roundId: params.round, ...form }),
    then: ({ entryId }) => ({ to: `/my/lotteries/${entryId}`, flash: "lottery.entry.entered" }),
    again: showEnterAgain,
  }),
  page({ ...look, path: "/my/lotteries", params: noParams, query: noQuery, show: showMyLotteries }),
  page({ ...look, path: "/my/lotteries/:entry", params: entryParams, query: noQuery, show: showEntry }),
  errand({
    ...act,
    path: "/my/lotteries/:entry/withdraw",
    params: entryParams,
    form: emptyForm,
    run: (command, { params }) => withdrawEntry(command, { entryId: params.entry }),
    then: (_, { params }) => ({ to: `/my/lotteries/${params.entry}`, flash: "lottery.entry.withdrawn" }),
    again: showEntryAgain,
  }),
  errand({
    ...act,
    path: "/my/lottery-wins/:win/confirm",
    params: winParams,
    form: confirmForm,
    run: (command, { params, form }) => confirmWin(command, { winId: params.win, way: form.way ?? "counter" }),
    then: (to) => ({ to, flash: "lottery.win.taken" }),
    again: showWinAgain,
  }),
  errand({
    ...act,
    path: "/my/lottery-wins/:win/decline",
    params: winParams,
    form: emptyForm,
    run: (command, { params }) => declineWin(command, { winId: params.win }),
    then: ({ entryId }) => ({ to: `/my/lotteries/${entryId}`, flash: "lottery.win.declined" }),
    again: showWinAgain,
  }),
];
