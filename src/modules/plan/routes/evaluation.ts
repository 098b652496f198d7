import { z } from "zod";
import type { Role } from "../../../kernel/actor.ts";
import { errand, feed, page, type Route } from "../../../kernel/http/route.ts";
import { openRound } from "../commands/evaluation/open-round.ts";
import { changeDueDates, closeRound, publishRound } from "../commands/evaluation/run-round.ts";
import { saveSheet, submitSheet } from "../commands/evaluation/save-sheet.ts";
import { getSheetInRound, moveByHand } from "../commands/evaluation/sheet-in-round.ts";
import { sendOverview } from "../documents/evaluation-overview.ts";
import { showHistory } from "../pages/evaluation/history.ts";
import { showLate } from "../pages/evaluation/late.ts";
import { newRoundPath, showNewRound, showNewRoundAgain } from "../pages/evaluation/new-round.ts";
import { showRound } from "../pages/evaluation/round.ts";
import { showRounds } from "../pages/evaluation/rounds.ts";
import {
  showCalendar,
  showCalendarAgain,
  showClose,
  showCloseAgain,
  showPublish,
  showPublishAgain,
} from "../pages/evaluation/run-round.ts";
import { showMoveAgain, showSheet, showSheetAgain } from "../pages/evaluation/sheet.ts";
import { roundPath, roundsPath, sheetPath } from "../pages/evaluation/words.ts";
import {
  calendarForm,
  closeForm,
  moveForm,
  newRoundForm,
  publishForm,
  roundParams,
  sheetAnswersForm,
  sheetParams,
} from "../schema/evaluation-forms.ts";

const noParams = z.object({});
const noQuery = z.object({});

/** Every section may read how the others judge themselves; residents read what is published. */
const look = { who: "staff", limit: "page", query: noQuery } as const;
const plannerOnly: readonly Role[] = ["planner"];
const planning = { who: plannerOnly, limit: "page", query: noQuery } as const;
const plannerForm = { who: plannerOnly, limit: "form" } as const;

const roundRoute = `${roundsPath}/:round`;
const sheetRoute = `${roundRoute}/sheets/:sheet`;

/** Whose sheet it is, and in which capacity somebody acts, the table of moves decides (rules/evaluation/states.ts). */
export const evaluationRoutes: readonly Route[] = [
  page({ ...look, path: roundsPath, params: noParams, show: showRounds }),
  page({ ...planning, path: newRoundPath, params: noParams, show: showNewRound }),
  errand({
    ...plannerForm,
    path: newRoundPath,
    params: noParams,
    form: newRoundForm,
    run: (act, { form }) => openRound(act, form),
    then: ({ roundId }) => ({ to: roundPath(roundId), flash: "plan-evaluation.staff.new.done" }),
    again: showNewRoundAgain,
  }),
  page({ ...look, path: roundRoute, params: roundParams, show: showRound }),
  feed({ ...look, path: `${roundRoute}/overview.xlsx`, params: roundParams, respond: sendOverview }),
  page({ ...look, path: `${roundRoute}/late`, params: roundParams, show: showLate }),
  page({ ...planning, path: `${roundRoute}/calendar`, params: roundParams, show: showCalendar }),
  errand({
    ...plannerForm,
    path: `${roundRoute}/calendar`,
    params: roundParams,
    form: calendarForm,
    run: (act, { params, form: { due } }) => changeDueDates(act, { roundId: params.round, due }),
    then: (_, { params }) => ({ to: roundPath(params.round), flash: "plan-evaluation.staff.calendar.done" }),
    again: showCalendarAgain,
  }),
  page({ ...planning, path: `${roundRoute}/publish`, params: roundParams, show: showPublish }),
  errand({
    ...plannerForm,
    path: `${roundRoute}/publish`,
    params: roundParams,
    form: publishForm,
    run: (act, { params, form: { sheetIds } }) => publishRound(act, { roundId: params.round, sheetIds }),
    then: (_, { params }) => ({ to: roundPath(params.round), flash: "plan-evaluation.staff.publish.done" }),
    again: showPublishAgain,
  }),
  page({ ...planning, path: `${roundRoute}/close`, params: roundParams, show: showClose }),
  errand({
    ...plannerForm,
    path: `${roundRoute}/close`,
    params: roundParams,
    form: closeForm,
    run: (act, { params, form: { anyway } }) => closeRound(act, { roundId: params.round, anyway }),
    then: (_, { params }) => ({ to: roundPath(params.round), flash: "plan-evaluation.staff.close.done" }),
    again: showCloseAgain,
  }),
  page({ ...look, path: sheetRoute, params: sheetParams, show: showSheet }),
  errand({
    who: ["clerk", "planner"],
    limit: "form",
    path: sheetRoute,
    params: sheetParams,
    form: sheetAnswersForm,
    run: async (act, { params, form: { version, action, sent, take } }) => {
      const { id: sheetId } = await getSheetInRound(act, params);
      const saved = await (action === "submit" ? submitSheet : saveSheet)(act, { sheetId, version, sent, take });
      return { sheet: saved, action };
    },
    then: ({ sheet, action }) => ({
      to: sheetPath(sheet),
      flash: action === "submit" ? "plan-evaluation.staff.sheet.submitted" : "plan-evaluation.staff.sheet.saved",
    }),
    again: showSheetAgain,
  }),
  errand({
    who: ["approver", "planner"],
    limit: "form",
    path: `${sheetRoute}/move`,
    params: sheetParams,
    form: moveForm,
    run: (act, { params, form: { to, comment, marks } }) => moveByHand(act, params, { to, comment, marks }),
    then: (sheet) => ({ to: sheetPath(sheet), flash: "plan-evaluation.staff.sheet.moved" }),
    again: showMoveAgain,
  }),
  page({ ...look, path: `${sheetRoute}/history`, params: sheetParams, show: showHistory }),
];
