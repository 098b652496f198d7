import { z } from "zod";
import type { Role } from "../../../kernel/actor.ts";
import { errand, feed, page, type Route } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { choiceField, fileField } from "../../../kernel/text/fields.ts";
import { bringAnswers } from "../commands/evaluation/bring-answers.ts";
import { roundPath } from "../pages/evaluation/words.ts";
import { sendAnswerTable, showAnswers, showAnswersAgain } from "../pages/report/answers.ts";
import { sendDraft, sendReport, sendSheet, sendWorkbook } from "../pages/report/send.ts";

const everybody = { who: "anyone", limit: "page", query: z.object({}) } as const;
const reportParams = z.object({
  plan: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  year: z.coerce.number().int().min(1950).max(2150),
});
const sheetParams = reportParams.extend({ subject: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,40}$/) });

const evaluation = "/plans/:plan/evaluations/:year";

const roundParams = z.object({ round: z.uuid() });
const planning: readonly Role[] = ["planner"];
const answers = "/staff/evaluation/:round/answers";

/** Sheets' words in bulk, by Excel. */
export const answerRoutes: readonly Route[] = [
  page({ ...everybody, who: planning, path: answers, params: roundParams, show: showAnswers }),
  errand({
    who: planning,
    limit: "form",
    path: answers,
    params: roundParams,
    upload: true,
    form: z.strictObject({
      kind: choiceField(["measure", "project"]),
      file: fileField(),
    }),
    async run(act, { params, form: { kind, file } }) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return bringAnswers(act, { roundId: params.round, kind, bytes });
    },
    then: (_, { params }) => ({ to: roundPath(params.round), flash: "plan-report.staff.answers.done" }),
    again: showAnswersAgain,
  }),
  ...(["measure", "project"] as const).map((kind) =>
    feed({
      ...everybody,
      who: planning,
      path: `${answers}/${kind}.xlsx`,
      params: roundParams,
      respond: (view: View, { params }: { params: { round: string } }) =>
        sendAnswerTable(view, { params: { ...params, kind } }),
    }),
  ),
];

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
  ...answerRoutes,
];
