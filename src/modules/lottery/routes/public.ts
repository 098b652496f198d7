import { feed, page, type Route } from "../../../kernel/http/route.ts";
import { showCheck } from "../pages/check.ts";
import { sendEntries, sendRecompute, sendRound, sendTaken } from "../pages/files.ts";
import { showRound } from "../pages/round.ts";
import { showRounds } from "../pages/rounds.ts";
import { noParams, noQuery, roundParams } from "../schema.ts";

const everybody = { who: "anyone", limit: "page", query: noQuery } as const;

/** Anybody may look at a round, and at everything that is needed to draw it again. */
export const publicRoutes: readonly Route[] = [
  page({ ...everybody, path: "/lotteries", params: noParams, show: showRounds }),
  feed({ ...everybody, path: "/lotteries/recompute.mjs", params: noParams, respond: sendRecompute }),
  page({ ...everybody, path: "/lotteries/:round", params: roundParams, show: showRound }),
  page({ ...everybody, path: "/lotteries/:round/check", params: roundParams, show: showCheck }),
  feed({ ...everybody, path: "/lotteries/:round/entries.csv", params: roundParams, respond: sendEntries }),
  feed({ ...everybody, path: "/lotteries/:round/taken.csv", params: roundParams, respond: sendTaken }),
  feed({ ...everybody, path: "/lotteries/:round/round.json", params: roundParams, respond: sendRound }),
];
