import { errand, feed, page, type Route } from "../../../kernel/http/route.ts";
import { applyBudgetFile, bringBudgetFile } from "../commands/budget/bring-file.ts";
import { changeRequest, draftRequest, dropRequest } from "../commands/budget/draft-request.ts";
import {
  assessRequest,
  decideRequest,
  publishAnswers,
  returnRequest,
  submitRequest,
  takeBack,
} from "../commands/budget/move-request.ts";
import { typeEffort, typeOutput } from "../commands/budget/type-effort.ts";
import { showAsk, showAskAgain, showEdit, showEditAgain } from "../pages/budget/ask.ts";
import { showEffort, showEffortAgain } from "../pages/budget/effort.ts";
import { sendCsv, sendTemplate, sendXlsx } from "../pages/budget/files.ts";
import { showBudget } from "../pages/budget/front.ts";
import { showFile, showFileAgain, showImport, showImportAgain } from "../pages/budget/import.ts";
import { showProject, showProjectAgain } from "../pages/budget/project.ts";
import { showPublish, showPublishAgain } from "../pages/budget/publish.ts";
import { showRequest, showRequestAgain } from "../pages/budget/request.ts";
import { showRequests } from "../pages/budget/requests.ts";
import {
  askPath,
  filePath,
  projectPath,
  requestPath,
  requestsPath,
  rootPath,
  yearPath,
} from "../pages/budget/words.ts";
import { showYear } from "../pages/budget/year.ts";
import { budgetPolicy } from "../rules/budget/policy.ts";
import {
  applyForm,
  askForm,
  askQuery,
  assessForm,
  changeForm,
  commentForm,
  decideForm,
  effortForm,
  fileParams,
  frontQuery,
  importForm,
  listQuery,
  noForm,
  noParams,
  noQuery,
  outputForm,
  planParams,
  projectParams,
  publishForm,
  requestParams,
  sheetParams,
  yearParams,
} from "../schema/budget-forms.ts";

const look = { who: budgetPolicy.see, limit: "page" } as const;
const request = `${rootPath}/requests/:request`;
const imports = `${rootPath}/:plan/import`;
const ofYear = `${rootPath}/:plan/:year`;

/** Requests and their answers; before /:plan/:year, which would take "requests" for a plan. */
const requestRoutes: readonly Route[] = [
  page({ ...look, path: request, params: requestParams, query: noQuery, show: showRequest }),
  page({
    who: budgetPolicy.draft,
    limit: "page",
    path: `${request}/edit`,
    params: requestParams,
    query: noQuery,
    show: showEdit,
  }),
  errand({
    who: budgetPolicy.draft,
    limit: "form",
    path: `${request}/edit`,
    params: requestParams,
    form: changeForm,
    run: (act, { params, form }) => changeRequest(act, { requestId: params.request, ...form }),
    then: (_, { params }) => ({ to: requestPath(params.request), flash: "plan-budget.staff.ask.saved" }),
    again: showEditAgain,
  }),
  errand({
    who: budgetPolicy.draft,
    limit: "form",
    path: `${request}/drop`,
    params: requestParams,
    form: noForm,
    run: (act, { params }) => dropRequest(act, { requestId: params.request }),
    then: ({ sheetId }) => ({ to: askPath(sheetId), flash: "plan-budget.staff.ask.dropped" }),
    again: showRequestAgain,
  }),
  errand({
    who: budgetPolicy.submit,
    limit: "form",
    path: `${request}/submit`,
    params: requestParams,
    form: noForm,
    run: (act, { params }) => submitRequest(act, { requestId: params.request }),
    then: (_, { params }) => ({ to: requestPath(params.request), flash: "plan-budget.staff.do.submitted" }),
    again: showRequestAgain,
  }),
  errand({
    who: budgetPolicy.assess,
    limit: "form",
    path: `${request}/return`,
    params: requestParams,
    form: commentForm,
    run: (act, { params, form }) => returnRequest(act, { requestId: params.request, ...form }),
    then: (_, { params }) => ({ to: requestPath(params.request), flash: "plan-budget.staff.do.returned" }),
    again: showRequestAgain,
  }),
  errand({
    who: budgetPolicy.assess,
    limit: "form",
    path: `${request}/assess`,
    params: requestParams,
    form: assessForm,
    run: (act, { params, form: { assessed, assessment } }) =>
      assessRequest(act, { requestId: params.request, amount: assessed, reason: assessment }),
    then: (_, { params }) => ({ to: requestPath(params.request), flash: "plan-budget.staff.do.assessed" }),
    again: showRequestAgain,
  }),
  errand({
    who: budgetPolicy.decide,
    limit: "form",
    path: `${request}/decide`,
    params: requestParams,
    form: decideForm,
    run: (act, { params, form: { decided, "decided-on": decidedOn, answer } }) =>
      decideRequest(act, { requestId: params.request, amount: decided, decidedOn, answer }),
    then: (_, { params }) => ({ to: requestPath(params.request), flash: "plan-budget.staff.do.decided" }),
    again: showRequestAgain,
  }),
  errand({
    who: budgetPolicy.assess,
    limit: "form",
    path: `${request}/back`,
    params: requestParams,
    form: commentForm,
    run: (act, { params, form }) => takeBack(act, { requestId: params.request, ...form }),
    then: (_, { params }) => ({ to: requestPath(params.request), flash: "plan-budget.staff.do.backed" }),
    again: showRequestAgain,
  }),
  page({ ...look, path: `${rootPath}/sheets/:sheet`, params: sheetParams, query: askQuery, show: showAsk }),
  errand({
    who: budgetPolicy.draft,
    limit: "form",
    path: `${rootPath}/sheets/:sheet`,
    params: sheetParams,
    form: askForm,
    run: (act, { params, form }) => draftRequest(act, { sheetId: params.sheet, ...form }),
    then: ({ id }) => ({ to: requestPath(id), flash: "plan-budget.staff.ask.saved" }),
    again: showAskAgain,
  }),
];

/** A file is read, its difference shown, and then it is taken over. */
const importRoutes: readonly Route[] = [
  page({
    who: budgetPolicy.import,
    limit: "page",
    path: imports,
    params: planParams,
    query: noQuery,
    show: showImport,
  }),
  errand({
    who: budgetPolicy.import,
    limit: "form",
    path: imports,
    params: planParams,
    upload: true,
    form: importForm,
    async run(act, { params, form: { file, unit } }) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return bringBudgetFile(act, { planId: params.plan, name: file.name, bytes, unit });
    },
    then: ({ id }, { params }) => ({
      to: filePath(params.plan, id),
      flash: "plan-budget.staff.import.done-reading",
    }),
    again: showImportAgain,
  }),
  feed({
    who: budgetPolicy.import,
    limit: "page",
    path: `${imports}/template.xlsx`,
    params: planParams,
    query: noQuery,
    respond: sendTemplate,
  }),
  page({
    who: budgetPolicy.import,
    limit: "page",
    path: `${imports}/:file`,
    params: fileParams,
    query: noQuery,
    show: showFile,
  }),
  errand({
    who: budgetPolicy.import,
    limit: "form",
    path: `${imports}/:file`,
    params: fileParams,
    form: applyForm,
    run: (act, { params, form }) => applyBudgetFile(act, { planId: params.plan, fileId: params.file, ...form }),
    then: (_, { params }) => ({ to: filePath(params.plan, params.file), flash: "plan-budget.staff.import.applied" }),
    again: showFileAgain,
  }),
];

const yearRoutes: readonly Route[] = [
  page({ ...look, path: ofYear, params: yearParams, query: listQuery, show: showYear }),
  feed({ ...look, path: `${ofYear}/budget.xlsx`, params: yearParams, query: noQuery, respond: sendXlsx }),
  feed({ ...look, path: `${ofYear}/budget.csv`, params: yearParams, query: noQuery, respond: sendCsv }),
  page({
    who: budgetPolicy.type,
    limit: "page",
    path: `${ofYear}/effort`,
    params: yearParams,
    query: noQuery,
    show: showEffort,
  }),
  errand({
    who: budgetPolicy.type,
    limit: "form",
    path: `${ofYear}/effort`,
    params: yearParams,
    form: effortForm,
    run: (act, { params, form }) => typeEffort(act, { planId: params.plan, year: params.year, efforts: form }),
    then: (_, { params }) => ({
      to: `${yearPath(params.plan, params.year)}/effort`,
      flash: "plan-budget.staff.effort.saved",
    }),
    again: showEffortAgain,
  }),
  page({ ...look, path: `${ofYear}/projects/:project`, params: projectParams, query: noQuery, show: showProject }),
  errand({
    who: budgetPolicy.type,
    limit: "form",
    path: `${ofYear}/projects/:project`,
    params: projectParams,
    form: outputForm,
    run: (act, { params, form }) =>
      typeOutput(act, { planId: params.plan, project: params.project, output: { year: params.year, ...form } }),
    then: (_, { params }) => ({
      to: projectPath(params.plan, params.year, params.project),
      flash: "plan-budget.staff.output-saved",
    }),
    again: showProjectAgain,
  }),
  page({ ...look, path: `${ofYear}/requests`, params: yearParams, query: noQuery, show: showRequests }),
  page({
    who: budgetPolicy.publish,
    limit: "page",
    path: `${ofYear}/publish`,
    params: yearParams,
    query: noQuery,
    show: showPublish,
  }),
  errand({
    who: budgetPolicy.publish,
    limit: "form",
    path: `${ofYear}/publish`,
    params: yearParams,
    form: publishForm,
    run: (act, { params, form }) => publishAnswers(act, { planId: params.plan, year: params.year, seen: form.seen }),
    then: (_, { params }) => ({
      to: requestsPath(params.plan, params.year),
      flash: "plan-budget.staff.publish.done",
    }),
    again: showPublishAgain,
  }),
];

/** The staff's side of projects' money. */
export const budgetRoutes: readonly Route[] = [
  page({ ...look, path: rootPath, params: noParams, query: frontQuery, show: showBudget }),
  ...requestRoutes,
  ...importRoutes,
  ...yearRoutes,
];
