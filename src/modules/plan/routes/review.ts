import { errand, feed, page, type Route } from "../../../kernel/http/route.ts";
import { approveAnswer, followUpPromise, returnAnswer, writeAnswer } from "../commands/review/answer.ts";
import { beginDiscussion, beginDiscussionAsChair, decideVerdict } from "../commands/review/board.ts";
import {
  excludeReviewer,
  makeChair,
  nameReviewer,
  readmitReviewer,
  removeReviewer,
} from "../commands/review/name-reviewer.ts";
import { handInReview, saveNotes, saveReview, takeBackReview } from "../commands/review/write-review.ts";
import { showBoard, showBoardAgain } from "../pages/review/board.ts";
import { showMyReviews } from "../pages/review/my-reviews.ts";
import { showMySheet, showMySheetAgain } from "../pages/review/my-sheet.ts";
import { sendPack } from "../pages/review/pack.ts";
import { showAnswer, showAnswerAgain } from "../pages/review/staff-answer.ts";
import { showPromises, showPromisesAgain } from "../pages/review/staff-promises.ts";
import { showReviewers, showReviewersAgain } from "../pages/review/staff-reviewers.ts";
import { showSheetReview, showSheetReviewAgain } from "../pages/review/staff-sheet.ts";
import {
  answerForm,
  approveForm,
  discussForm,
  emptyForm,
  followUpForm,
  noParams,
  noQuery,
  notesForm,
  peopleQuery,
  promiseParams,
  reasonForm,
  returnForm,
  reviewerForm,
  reviewerParams,
  reviewForm,
  roundParams,
  roundSheetParams,
  sheetParams,
  sheetReviewerParams,
  verdictForm,
} from "../schema/review.ts";

const look = { who: "resident", limit: "page" } as const;
const act = { who: "resident", limit: "form" } as const;
const planLook = { who: ["planner"], limit: "page" } as const;
const planAct = { who: ["planner"], limit: "form" } as const;
const answerLook = { who: ["clerk", "approver", "planner"], limit: "page" } as const;
const answerAct = { who: ["clerk", "approver", "planner"], limit: "form" } as const;

/** A reviewer's own pages: which sheets there are for whom, the store says. */
const reviewers: readonly Route[] = [
  page({ ...look, path: "/my/reviews", params: noParams, query: noQuery, show: showMyReviews }),
  feed({ ...look, path: "/my/reviews/:round/pack.pdf", params: roundParams, query: noQuery, respond: sendPack }),
  page({ ...look, path: "/my/reviews/:sheet", params: sheetParams, query: noQuery, show: showMySheet }),
  errand({
    ...act,
    path: "/my/reviews/:sheet",
    params: sheetParams,
    form: reviewForm,
    async run(command, { params, form: { errand: wanted, ...typed } }) {
      const review = { sheetId: params.sheet, ...typed };
      await (wanted === "hand-in" ? handInReview(command, review) : saveReview(command, review));
      return wanted;
    },
    then: (wanted, { params }) =>
      wanted === "hand-in"
        ? { to: "/my/reviews", flash: "plan-review.handed-in" }
        : { to: `/my/reviews/${params.sheet}#review`, flash: "plan-review.saved" },
    again: showMySheetAgain,
  }),
  errand({
    ...act,
    path: "/my/reviews/:sheet/take-back",
    params: sheetParams,
    form: emptyForm,
    run: (command, { params }) => takeBackReview(command, { sheetId: params.sheet }),
    then: (_, { params }) => ({ to: `/my/reviews/${params.sheet}#review`, flash: "plan-review.taken-back" }),
    again: showMySheetAgain,
  }),
  errand({
    ...act,
    path: "/my/reviews/:sheet/notes",
    params: sheetParams,
    form: notesForm,
    run: (command, { params, form }) => saveNotes(command, { sheetId: params.sheet, notes: form.notes }),
    then: (_, { params }) => ({ to: `/my/reviews/${params.sheet}#review`, flash: "plan-review.notes-saved" }),
    again: showMySheetAgain,
  }),
  page({ ...look, path: "/my/reviews/:sheet/board", params: sheetParams, query: noQuery, show: showBoard }),
  errand({
    ...act,
    path: "/my/reviews/:sheet/discuss",
    params: sheetParams,
    form: emptyForm,
    run: (command, { params }) => beginDiscussionAsChair(command, { sheetId: params.sheet }),
    then: (_, { params }) => ({ to: `/my/reviews/${params.sheet}/board`, flash: "plan-review.discussing" }),
    again: showBoardAgain,
  }),
  errand({
    ...act,
    path: "/my/reviews/:sheet/board",
    params: sheetParams,
    form: verdictForm,
    run: (command, { params, form }) => decideVerdict(command, { sheetId: params.sheet, ...form }),
    then: (_, { params }) => ({ to: `/my/reviews/${params.sheet}/board`, flash: "plan-review.decided" }),
    again: showBoardAgain,
  }),
];

const reviewersPath = "/staff/evaluation/:round/reviewers";
const toReviewers = (params: { round: string }) => `/staff/evaluation/${params.round}/reviewers`;
const reviewPath = "/staff/evaluation/:round/sheets/:sheet/review";
const toReview = (params: { round: string; sheet: string }) =>
  `/staff/evaluation/${params.round}/sheets/${params.sheet}/review`;

/** The planners name the board and see how far it is. */
const planners: readonly Route[] = [
  page({ ...planLook, path: reviewersPath, params: roundParams, query: peopleQuery, show: showReviewers }),
  errand({
    ...planAct,
    path: reviewersPath,
    params: roundParams,
    form: reviewerForm,
    run: (command, { params, form }) =>
      nameReviewer(command, {
        roundId: params.round,
        personId: form.person,
        mail: form.mail,
        publicTitle: form.title,
        isChair: form.chair,
      }),
    then: (_, { params }) => ({ to: toReviewers(params), flash: "plan-review.staff.reviewers.named" }),
    again: showReviewersAgain,
  }),
  errand({
    ...planAct,
    path: `${reviewersPath}/:reviewer/chair`,
    params: reviewerParams,
    form: emptyForm,
    run: (command, { params }) => makeChair(command, { roundId: params.round, personId: params.reviewer }),
    then: (_, { params }) => ({ to: toReviewers(params), flash: "plan-review.staff.reviewers.chair-made" }),
    again: showReviewersAgain,
  }),
  errand({
    ...planAct,
    path: `${reviewersPath}/:reviewer/remove`,
    params: reviewerParams,
    form: reasonForm,
    run: (command, { params, form }) =>
      removeReviewer(command, { roundId: params.round, personId: params.reviewer, reason: form.reason }),
    then: (_, { params }) => ({ to: toReviewers(params), flash: "plan-review.staff.reviewers.was-removed" }),
    again: showReviewersAgain,
  }),
  page({ ...answerLook, path: reviewPath, params: roundSheetParams, query: noQuery, show: showSheetReview }),
  errand({
    ...planAct,
    path: `${reviewPath}/discuss`,
    params: roundSheetParams,
    form: discussForm,
    run: (command, { params, form }) =>
      beginDiscussion(command, { roundId: params.round, sheetId: params.sheet, reason: form.reason }),
    then: (_, { params }) => ({ to: toReview(params), flash: "plan-review.discussing" }),
    again: showSheetReviewAgain,
  }),
  errand({
    ...planAct,
    path: `${reviewPath}/exclude/:reviewer`,
    params: sheetReviewerParams,
    form: reasonForm,
    run: (command, { params, form }) =>
      excludeReviewer(command, {
        roundId: params.round,
        sheetId: params.sheet,
        personId: params.reviewer,
        reason: form.reason,
      }),
    then: (_, { params }) => ({ to: toReview(params), flash: "plan-review.staff.sheet.was-excluded" }),
    again: showSheetReviewAgain,
  }),
  errand({
    ...planAct,
    path: `${reviewPath}/readmit/:reviewer`,
    params: sheetReviewerParams,
    form: emptyForm,
    run: (command, { params }) =>
      readmitReviewer(command, { roundId: params.round, sheetId: params.sheet, personId: params.reviewer }),
    then: (_, { params }) => ({ to: toReview(params), flash: "plan-review.staff.sheet.was-readmitted" }),
    again: showSheetReviewAgain,
  }),
];

const answerPath = "/staff/evaluation/:round/sheets/:sheet/answer";
const toAnswer = (params: { round: string; sheet: string }) =>
  `/staff/evaluation/${params.round}/sheets/${params.sheet}/answer`;
const idsOf = (params: { round: string; sheet: string }) => ({ roundId: params.round, sheetId: params.sheet });

/** The section answers, somebody else approves, and the promises are followed up. */
const answers: readonly Route[] = [
  page({ ...answerLook, path: answerPath, params: roundSheetParams, query: noQuery, show: showAnswer }),
  errand({
    ...answerAct,
    path: answerPath,
    params: roundSheetParams,
    form: answerForm,
    async run(command, { params, form: { errand: wanted, ...answer } }) {
      await writeAnswer(command, { ...idsOf(params), ...answer, ask: wanted === "ask" });
      return wanted;
    },
    then: (wanted, { params }) => ({
      to: toAnswer(params),
      flash: wanted === "ask" ? "plan-review.staff.answer.asked" : "plan-review.staff.answer.saved",
    }),
    again: showAnswerAgain,
  }),
  errand({
    ...answerAct,
    path: `${answerPath}/approve`,
    params: roundSheetParams,
    form: approveForm,
    run: (command, { params, form }) => approveAnswer(command, { ...idsOf(params), writtenAt: form["written-at"] }),
    then: (_, { params }) => ({ to: toAnswer(params), flash: "plan-review.staff.answer.approved" }),
    again: showAnswerAgain,
  }),
  errand({
    ...answerAct,
    path: `${answerPath}/return`,
    params: roundSheetParams,
    form: returnForm,
    run: (command, { params, form }) => returnAnswer(command, { ...idsOf(params), words: form.returned }),
    then: (_, { params }) => ({ to: toAnswer(params), flash: "plan-review.staff.answer.was-returned" }),
    again: showAnswerAgain,
  }),
  page({ ...answerLook, path: "/staff/promises", params: noParams, query: noQuery, show: showPromises }),
  errand({
    ...answerAct,
    path: "/staff/promises/:sheet/:promise",
    params: promiseParams,
    form: followUpForm,
    run: (command, { params, form }) =>
      followUpPromise(command, { sheetId: params.sheet, number: params.promise, ...form }),
    then: () => ({ to: "/staff/promises", flash: "plan-review.staff.promises.noted" }),
    again: showPromisesAgain,
  }),
];

export const reviewRoutes: readonly Route[] = [...reviewers, ...planners, ...answers];
