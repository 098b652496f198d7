import { z } from "zod";
import { jsonAnswer } from "../../../kernel/http/answer.ts";
import { errand, feed, hook, page, type Route } from "../../../kernel/http/route.ts";
import { perform } from "../../../kernel/perform.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { bringTable } from "../commands/figure/bring-table.ts";
import { askForCount } from "../commands/figure/count-metric.ts";
import { approveFigures, rejectFigure } from "../commands/figure/decide-figures.ts";
import { finaliseFigures } from "../commands/figure/finalise-figures.ts";
import { endKey, makeKey } from "../commands/figure/keys.ts";
import { giveBackPublication, preparePublication, publish } from "../commands/figure/publish.ts";
import { answerOfRefusal, receiveValues } from "../commands/figure/receive-values.ts";
import { sendFile, sendGrid, sendPaste } from "../commands/figure/send-rows.ts";
import { showApprovals, showApprovalsAgain, showReject, showRejectAgain } from "../pages/figure/approvals.ts";
import { showDesk } from "../pages/figure/desk.ts";
import { showGrid, showGridAgain } from "../pages/figure/grid.ts";
import { showHistory, showHistoryAgain } from "../pages/figure/history.ts";
import { showHome } from "../pages/figure/home.ts";
import { showKeys, showKeysAgain } from "../pages/figure/keys.ts";
import { showPublish, showPublishAgain } from "../pages/figure/publish.ts";
import { tableTemplate, valuesTemplate } from "../pages/figure/templates.ts";
import { showWhatIf } from "../pages/figure/what-if.ts";
import { staffPath } from "../pages/figure/words.ts";
import * as requests from "../schema/figure-requests.ts";
import { valuesHeaders, valuesMessage, valuesRefused, valuesTaken } from "../schema/values-message.ts";

const look = { who: "staff", limit: "page", query: z.object({}) } as const;
const { planParams: params, indicatorParams, figureParams, keyParams } = requests;
/** Which of these may do it for which indicator, the commands decide (rules/figure/may.ts). */
const type = { who: ["clerk", "approver", "planner"], limit: "form", params } as const;
const approve = { who: ["approver", "planner"], limit: "form" } as const;
const planning = { who: ["planner"], limit: "form" } as const;
const root = "/staff/plan/:plan";

export const figureRoutes: readonly Route[] = [
  page({ ...look, path: "/staff/plan", params: z.object({}), show: showHome }),
  // After /staff/plan/import, which stands in revision.ts.
  page({ ...look, path: root, params, show: showDesk }),

  page({ ...look, path: `${root}/values`, params, query: requests.yearQuery, show: showGrid }),
  feed({ ...look, path: `${root}/values.csv`, params, query: requests.yearQuery, respond: valuesTemplate }),
  errand({
    ...type,
    path: `${root}/values`,
    form: requests.gridForm,
    run: (act, { params: { plan }, form }) => sendGrid(act, { planId: plan, form }),
    then: ({ proposed }, { params: { plan }, form }) => afterValues(plan, requests.readYear(form), proposed),
    again: showGridAgain,
  }),
  errand({
    ...type,
    path: `${root}/values/paste`,
    form: requests.pasteForm,
    run: (act, { params: { plan }, form }) => sendPaste(act, { planId: plan, ...form }),
    then: ({ proposed }, { params: { plan }, form }) => afterValues(plan, form.year, proposed),
    again: showGridAgain,
  }),
  errand({
    ...type,
    path: `${root}/values/file`,
    upload: true,
    form: requests.fileForm,
    run: (act, { params: { plan }, form }) => sendFile(act, { planId: plan, ...form }),
    then: ({ proposed }, { params: { plan }, form }) => afterValues(plan, form.year, proposed),
    again: showGridAgain,
  }),
  errand({
    ...type,
    path: `${root}/values/final`,
    form: requests.finalForm,
    run: (act, { params: { plan }, form }) =>
      finaliseFigures(act, { planId: plan, year: form.year, indicatorIds: form.final }),
    then: ({ proposed }, { params: { plan }, form }) => afterValues(plan, form.year, proposed),
    again: showGridAgain,
  }),

  page({ ...look, path: `${root}/history/:indicator`, params: indicatorParams, show: showHistory }),
  errand({
    ...type,
    path: `${root}/history/:indicator/count`,
    params: indicatorParams,
    form: requests.countForm,
    run: (act, { params: { plan, indicator }, form }) =>
      askForCount(act, { planId: plan, indicatorId: indicator, year: form.year }),
    then: (_, { params: { plan, indicator } }) => ({
      to: staffPath(plan, "history", indicator),
      flash: "plan-figure.staff.count.done",
    }),
    again: showHistoryAgain,
  }),
  feed({ ...look, path: `${root}/history/:indicator/table.csv`, params: indicatorParams, respond: tableTemplate }),
  errand({
    ...type,
    path: `${root}/history/:indicator/table`,
    params: indicatorParams,
    upload: true,
    form: requests.tableForm,
    run: (act, { params: { plan, indicator }, form }) =>
      bringTable(act, { planId: plan, indicatorId: indicator, ...form }),
    then: (_, { params: { plan, indicator } }) => ({
      to: staffPath(plan, "history", indicator),
      flash: "plan-figure.staff.table.done",
    }),
    again: showHistoryAgain,
  }),
  page({
    ...look,
    path: `${root}/what-if/:indicator`,
    params: indicatorParams,
    query: requests.whatIfQuery,
    show: showWhatIf,
  }),

  page({ ...look, path: `${root}/approvals`, params, show: showApprovals }),
  errand({
    ...approve,
    path: `${root}/approvals`,
    params,
    form: requests.approveForm,
    run: (act, { params: { plan }, form }) => approveFigures(act, { planId: plan, figures: form.figure }),
    then: (_, { params: { plan } }) => ({
      to: staffPath(plan, "approvals"),
      flash: "plan-figure.staff.approvals.done",
    }),
    again: showApprovalsAgain,
  }),
  page({ ...look, who: approve.who, path: `${root}/approvals/:figure`, params: figureParams, show: showReject }),
  errand({
    ...approve,
    path: `${root}/approvals/:figure`,
    params: figureParams,
    form: requests.rejectForm,
    run: (act, { params: { plan, figure }, form }) =>
      rejectFigure(act, { planId: plan, figureId: figure, reason: form.reason }),
    then: (_, { params: { plan } }) => ({ to: staffPath(plan, "approvals"), flash: "plan-figure.staff.reject.done" }),
    again: showRejectAgain,
  }),

  page({ ...look, path: `${root}/publish`, params, query: requests.yearQuery, show: showPublish }),
  errand({
    ...planning,
    path: `${root}/publish/prepare`,
    params,
    form: requests.prepareForm,
    run: (act, { params: { plan }, form }) => preparePublication(act, { planId: plan, ...form }),
    then: (_, { params: { plan }, form }) => afterPublish(plan, form.year, "plan-figure.staff.prepare.done"),
    again: showPublishAgain,
  }),
  errand({
    ...planning,
    path: `${root}/publish/back`,
    params,
    form: requests.giveBackForm,
    run: (act, { params: { plan }, form: { year, prepared, reason } }) =>
      giveBackPublication(act, { planId: plan, year, preparedId: prepared, reason }),
    then: (_, { params: { plan }, form }) => afterPublish(plan, form.year, "plan-figure.staff.decide.back-done"),
    again: showPublishAgain,
  }),
  errand({
    ...planning,
    path: `${root}/publish`,
    params,
    form: requests.publishForm,
    run: (act, { params: { plan }, form }) =>
      publish(act, { planId: plan, year: form.year, preparedId: form.prepared }),
    then: (_, { params: { plan }, form }) => afterPublish(plan, form.year, "plan-figure.staff.publish.done"),
    again: showPublishAgain,
  }),

  page({ ...look, who: planning.who, path: `${root}/keys`, params, query: requests.keysQuery, show: showKeys }),
  errand({
    ...planning,
    path: `${root}/keys`,
    params,
    form: requests.keyForm,
    run: (act, { params: { plan }, form }) => makeKey(act, { planId: plan, name: form.name }),
    then: ({ sealed }, { params: { plan } }) => ({ to: `${staffPath(plan, "keys")}?made=${sealed}` }),
    again: showKeysAgain,
  }),
  errand({
    ...planning,
    path: `${root}/keys/:key/end`,
    params: keyParams,
    form: z.strictObject({}),
    run: (act, { params: { plan, key } }) => endKey(act, { planId: plan, keyId: key }),
    then: (_, { params: { plan } }) => ({ to: staffPath(plan, "keys"), flash: "plan-figure.staff.keys.end-done" }),
    again: showKeysAgain,
  }),

  hook({
    path: "/api/v1/plans/:plan/values",
    who: "anyone",
    limit: "hook",
    params,
    words: {
      summary: "Bring values of indicators",
      description:
        "With a key that the planning section gives to a program, for one plan. All values are taken or none; taken values wait for a person's approval, and nothing is public by this.",
      body: valuesMessage,
      headers: valuesHeaders,
      answers: {
        202: { words: "The values wait for approval.", shape: valuesTaken },
        200: { words: "The same message came before; this is what was answered then.", shape: valuesTaken },
        400: { words: "The body is no JSON in UTF-8.", shape: valuesRefused },
        401: { words: "There is no such key, or it belongs to another plan.", shape: valuesRefused },
        409: { words: "This Idempotency-Key came before with another body.", shape: valuesRefused },
        422: { words: "Something is wrong with the values; nothing was taken.", shape: valuesRefused },
        429: { words: "Too many messages with one key within a minute.", shape: valuesRefused },
      },
    },
    async receive(city, { params: { plan }, headers, body }) {
      const secret = /^Bearer ([\w-]{20,200})$/.exec(headers.get("authorization") ?? "")?.[1];
      if (secret === undefined) return jsonAnswer({ error: "no-key" }, 401);
      const message = headers.get("idempotency-key")?.slice(0, 200) || undefined;
      const actor = { kind: "system", job: "api/plan-values" } as const;
      try {
        const answer = await perform(city, { actor }, receiveValues, { planId: plan, secret, message, body });
        return jsonAnswer(answer.body, answer.status);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const answer = answerOfRefusal(error);
        return jsonAnswer(answer.body, answer.status);
      }
    },
  }),
];

function afterValues(planId: string, year: number, proposed: number) {
  const flash =
    proposed > 0 ? ("plan-figure.staff.grid.done" as const) : ("plan-figure.staff.grid.done-nothing" as const);
  return { to: `${staffPath(planId, "values")}?year=${year}`, flash };
}

function afterPublish(
  planId: string,
  year: number,
  flash: "plan-figure.staff.prepare.done" | "plan-figure.staff.decide.back-done" | "plan-figure.staff.publish.done",
) {
  return { to: `${staffPath(planId, "publish")}?year=${year}`, flash };
}
