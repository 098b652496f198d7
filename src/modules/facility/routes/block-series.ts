import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { endBlocks, makeBlocks } from "../commands/block-series.ts";
import { blockSeriesPath, showBlockSeries, showBlockSeriesAgain } from "../pages/staff/blocks/series.ts";
import { showWeekly, showWeeklyAgain, weeklyPath } from "../pages/staff/blocks/weekly.ts";
import { policy } from "../policy.ts";
import { askedOf, blockSeriesParams, blocksForm, endBlocksForm } from "../schema/block-series-requests.ts";
import { noParams, noQuery } from "../schema/requests.ts";
import { answersQuery } from "../schema/staff-requests.ts";

/** 公用のくり返し: rooms that the city keeps each week. */
export const blockSeriesRoutes: readonly Route[] = [
  page({
    who: policy.block,
    limit: "page",
    path: weeklyPath,
    params: noParams,
    query: answersQuery,
    show: showWeekly,
  }),
  errand({
    who: policy.block,
    limit: "form",
    path: weeklyPath,
    params: noParams,
    form: blocksForm,
    run: (act, { form: { reason, only, days, ...asked } }) =>
      makeBlocks(act, { ...askedOf(asked), reason, onlyFree: only === "free", expected: days }),
    then: ({ id }) => ({ to: blockSeriesPath(id), flash: "facility.staff.blocks.done" }),
    again: showWeeklyAgain,
  }),
  page({
    who: policy.see,
    limit: "page",
    path: "/staff/block-series/:blockSeries",
    params: blockSeriesParams,
    query: noQuery,
    show: showBlockSeries,
  }),
  errand({
    who: policy.block,
    limit: "form",
    path: "/staff/block-series/:blockSeries/end",
    params: blockSeriesParams,
    form: endBlocksForm,
    run: (act, { params, form }) => endBlocks(act, { seriesId: params.blockSeries, ...form }),
    then: (_, { params }) => ({ to: blockSeriesPath(params.blockSeries), flash: "facility.staff.blocks.ended" }),
    again: showBlockSeriesAgain,
  }),
];
