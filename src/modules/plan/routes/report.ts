import { z } from "zod";
import { feed, type Route } from "../../../kernel/http/route.ts";
import { sendDraft, sendReport, sendSheet, sendWorkbook } from "../pages/report/send.ts";

const everybody = { who: "anyone", limit: "page", query: z.object({}) } as const;
const reportParams = z.object({
  plan: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  year: z.coerce.number().int().min(1950).max(2150),
});
const sheetParams = reportParams.extend({ subject: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,40}$/) });

const evaluation = "/plans/:plan/evaluations/:year";

export const reportRoutes: readonly Route[] = [
  feed({ ...everybody, path: `${evaluation}/report.pdf`, params: reportParams, respond: sendReport }),
  feed({ ...everybody, path: `${evaluation}/report.xlsx`, params: reportParams, respond: sendWorkbook }),
  feed({ ...everybody, path: `${evaluation}/:subject/sheet.pdf`, params: sheetParams, respond: sendSheet }),
  feed({
    ...everybody,
    who: "staff",
    path: "/staff/evaluation/sheets/:sheet/draft.pdf",
    params: z.object({ sheet: z.uuid() }),
    respond: sendDraft,
  }),
];
