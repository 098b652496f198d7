import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { askFrames, withdrawOwn } from "../commands/ask-frames.ts";
import { showAsk, showAskAgain } from "../pages/ask.ts";
import { showMyAllocation, showMyAllocationAgain, showMyAllocations } from "../pages/my-allocations.ts";
import { applicationParams, askForm, emptyForm, noParams, noQuery, seasonParams } from "../schema.ts";

const look = { who: "resident", limit: "page", query: noQuery } as const;
const act = { who: "resident", limit: "form" } as const;

/** Representatives of groups: ask, change, withdraw, and see what came of it. */
export const residentRoutes: readonly Route[] = [
  page({ ...look, path: "/allocations/:season/ask", params: seasonParams, show: showAsk }),
  errand({
    ...act,
    path: "/allocations/:season/ask",
    params: seasonParams,
    form: askForm,
    run: (command, { params, form }) => askFrames(command, { seasonId: params.season, ...form }),
    then: ({ id }) => ({ to: `/my/allocations/${id}`, flash: "allocation.mine.asked" }),
    again: showAskAgain,
  }),
  page({ ...look, path: "/my/allocations", params: noParams, show: showMyAllocations }),
  page({ ...look, path: "/my/allocations/:application", params: applicationParams, show: showMyAllocation }),
  errand({
    ...act,
    path: "/my/allocations/:application/withdraw",
    params: applicationParams,
    form: emptyForm,
    run: (command, { params }) => withdrawOwn(command, { applicationId: params.application }),
    then: (_, { params }) => ({ to: `/my/allocations/${params.application}`, flash: "allocation.mine.withdrawn" }),
    again: showMyAllocationAgain,
  }),
];
