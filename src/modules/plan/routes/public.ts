import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { askQuestion } from "../commands/question/ask-question.ts";
import { answerQuestion, declineQuestion, showQuestion } from "../commands/question/settle-question.ts";
import { showCompare } from "../pages/public/compare.ts";
import { showEvaluations, showEvaluationYear } from "../pages/public/evaluations.ts";
import { showPlanFront } from "../pages/public/front.ts";
import { showIndicator } from "../pages/public/indicator.ts";
import { showIndicators } from "../pages/public/indicators.ts";
import { showPart } from "../pages/public/part.ts";
import { showPlans } from "../pages/public/plans.ts";
import { showProject } from "../pages/public/project.ts";
import { showProjects } from "../pages/public/projects.ts";
import { showRules } from "../pages/public/rules.ts";
import { showPlanSearch } from "../pages/public/search.ts";
import { showSheet } from "../pages/public/sheet.ts";
import { showAsk, showAskAgain } from "../pages/question/ask.ts";
import { showMyQuestions } from "../pages/question/mine.ts";
import { showQuestions, showQuestionToStaff, showQuestionToStaffAgain } from "../pages/question/staff.ts";
import {
  answerForm,
  askForm,
  compareQuery,
  declineForm,
  emptyForm,
  indicatorParams,
  indicatorQuery,
  noParams,
  noQuery,
  partParams,
  planParams,
  projectParams,
  projectQuery,
  questionParams,
  searchQuery,
  sheetParams,
  yearParams,
} from "../schema/public.ts";
import { publicApiRoutes } from "./public-api.ts";

const look = { who: "anyone", limit: "page", query: noQuery } as const;
const staff = { who: ["clerk", "approver", "planner"], params: questionParams } as const;

/** A question goes back to the list that it came from. */
const back = (planId: string) => `/staff/plan/${planId}/questions`;

/** What everybody sees of the plans, residents' questions, and the section's answers. */
export const publicRoutes: readonly Route[] = [
  page({ ...look, path: "/plans", params: noParams, show: showPlans }),
  page({ ...look, path: "/plans/:plan", params: planParams, show: showPlanFront }),
  page({ ...look, path: "/plans/:plan/parts/:code", params: partParams, show: showPart }),
  page({ ...look, path: "/plans/:plan/indicators", params: planParams, query: indicatorQuery, show: showIndicators }),
  page({ ...look, path: "/plans/:plan/indicators/:indicator", params: indicatorParams, show: showIndicator }),
  page({ ...look, path: "/plans/:plan/projects", params: planParams, query: projectQuery, show: showProjects }),
  page({ ...look, path: "/plans/:plan/projects/:project", params: projectParams, show: showProject }),
  page({ ...look, path: "/plans/:plan/search", params: planParams, query: searchQuery, show: showPlanSearch }),
  page({ ...look, path: "/plans/:plan/compare", params: planParams, query: compareQuery, show: showCompare }),
  page({ ...look, path: "/plans/:plan/rules", params: planParams, show: showRules }),
  page({ ...look, path: "/plans/:plan/evaluations", params: planParams, show: showEvaluations }),
  page({ ...look, path: "/plans/:plan/evaluations/:year", params: yearParams, show: showEvaluationYear }),
  page({ ...look, path: "/plans/:plan/evaluations/:year/:subject", params: sheetParams, show: showSheet }),
  page({
    who: "resident",
    limit: "page",
    path: "/plans/:plan/parts/:code/questions",
    params: partParams,
    query: noQuery,
    show: showAsk,
  }),
  errand({
    who: "resident",
    limit: "form",
    path: "/plans/:plan/parts/:code/questions",
    params: partParams,
    form: askForm,
    run: (act, { params, form }) => askQuestion(act, { planId: params.plan, code: params.code, ...form }),
    then: (_, { params }) => ({
      to: `/plans/${params.plan}/parts/${params.code}#questions`,
      flash: "plan.question.sent",
    }),
    again: showAskAgain,
  }),
  page({
    who: "resident",
    limit: "page",
    path: "/my/questions",
    params: noParams,
    query: noQuery,
    show: showMyQuestions,
  }),
  page({
    ...staff,
    limit: "page",
    path: "/staff/plan/:plan/questions",
    params: planParams,
    query: noQuery,
    show: showQuestions,
  }),
  page({
    ...staff,
    limit: "page",
    path: "/staff/plan/:plan/questions/:question",
    query: noQuery,
    show: showQuestionToStaff,
  }),
  errand({
    ...staff,
    limit: "form",
    path: "/staff/plan/:plan/questions/:question/answer",
    form: answerForm,
    run: (act, { params, form }) => answerQuestion(act, { questionId: params.question, answer: form.answer }),
    then: ({ planId }) => ({ to: back(planId), flash: "plan.staff.question-done-answer" }),
    again: showQuestionToStaffAgain,
  }),
  errand({
    ...staff,
    limit: "form",
    path: "/staff/plan/:plan/questions/:question/show",
    form: emptyForm,
    run: (act, { params }) => showQuestion(act, { questionId: params.question }),
    then: ({ planId }) => ({ to: back(planId), flash: "plan.staff.question-done-show" }),
    again: showQuestionToStaffAgain,
  }),
  errand({
    ...staff,
    limit: "form",
    path: "/staff/plan/:plan/questions/:question/decline",
    form: declineForm,
    run: (act, { params, form }) => declineQuestion(act, { questionId: params.question, reason: form.reason }),
    then: ({ planId }) => ({ to: back(planId), flash: "plan.staff.question-done-decline" }),
    again: showQuestionToStaffAgain,
  }),
  ...publicApiRoutes,
];
