import { z } from "zod";
import { page, type Route } from "../../../kernel/http/route.ts";
import { boardSpans, showBoardSpan } from "../pages/staff/board-span.ts";
import { policy } from "../policy.ts";
import { day, id, noParams } from "../schema/requests.ts";
import { paper } from "../schema/staff-requests.ts";

const spanQuery = z.object({ facility: id.optional().catch(undefined), day, print: paper });

/** The board of a week and of a month. */
export const boardRoutes: readonly Route[] = boardSpans.map((span) =>
  page({
    who: policy.see,
    limit: "page",
    path: `/staff/board/${span}`,
    params: noParams,
    query: spanQuery,
    show: (view, { query }) => showBoardSpan(view, span, query),
  }),
);
