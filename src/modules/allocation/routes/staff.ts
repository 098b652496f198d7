import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { enterPaper } from "../commands/ask-frames.ts";
import { editSeason } from "../commands/change-season.ts";
import { closeTable, confirmTable, dropSeason, reopenTable } from "../commands/close-season.ts";
import { giveFrame, giveUnopposed, noteFrame, takeBack } from "../commands/fill-table.ts";
import { openSeason } from "../commands/open-season.ts";
import { showConfirm, showConfirmAgain } from "../pages/staff/confirm.ts";
import { showEditSeason, showEditSeasonAgain } from "../pages/staff/edit-season.ts";
import { showFrame, showFrameAgain, showGivenAgain } from "../pages/staff/frame.ts";
import { showNewSeason, showNewSeasonAgain } from "../pages/staff/new-season.ts";
import { showPaper, showPaperAgain } from "../pages/staff/paper.ts";
import { showStaffSeason, showStaffSeasonAgain } from "../pages/staff/season.ts";
import { showStaffSeasons } from "../pages/staff/seasons.ts";
import { policy } from "../policy.ts";
import {
  askForm,
  editForm,
  emptyForm,
  frameParams,
  giveForm,
  givenParams,
  newQuery,
  noParams,
  noQuery,
  noteForm,
  paperQuery,
  reasonForm,
  seasonForm,
  seasonParams,
} from "../schema.ts";

const root = "/staff/allocations";
const path = `${root}/:season`;
const framePath = "/staff/allocations/frames/:frame";
const ofSeason = { limit: "form", params: seasonParams, again: showStaffSeasonAgain } as const;
const back = (season: string) => `${root}/${season}`;

/** 利用調整 for staff: open a season, fill its table, close it; another person confirms it. */
export const staffRoutes: readonly Route[] = [
  page({ who: policy.see, limit: "page", path: root, params: noParams, query: noQuery, show: showStaffSeasons }),
  page({
    who: policy.open,
    limit: "page",
    path: `${root}/new`,
    params: noParams,
    query: newQuery,
    show: showNewSeason,
  }),
  errand({
    who: policy.open,
    limit: "form",
    path: `${root}/new`,
    params: noParams,
    form: seasonForm,
    run: (act, { form }) =>
      openSeason(act, {
        facilityId: form.facility,
        name: form.name,
        words: form.words,
        firstOn: form.first,
        lastOn: form.last,
        opensOn: form.opens,
        closesOn: form.closes,
        meetingOn: form.meeting,
        mostWishes: form.wishes,
        mostGiven: form.most,
        slotsEach: form.each,
        spaceIds: form.spaces,
        weekdays: form.weekdays,
        slots: form.slots,
        categories: form.categories,
      }),
    then: ({ id }) => ({ to: back(id), flash: "allocation.staff.opened" }),
    again: showNewSeasonAgain,
  }),
  page({ who: policy.see, limit: "page", path, params: seasonParams, query: noQuery, show: showStaffSeason }),
  page({
    who: policy.open,
    limit: "page",
    path: `${path}/edit`,
    params: seasonParams,
    query: noQuery,
    show: showEditSeason,
  }),
  errand({
    who: policy.open,
    limit: "form",
    path: `${path}/edit`,
    params: seasonParams,
    form: editForm,
    run: (act, { params, form }) =>
      editSeason(act, {
        seasonId: params.season,
        name: form.name,
        words: form.words,
        closesOn: form.closes,
        meetingOn: form.meeting,
        moreSpaces: form.spaces,
      }),
    then: (_, { params }) => ({ to: back(params.season), flash: "allocation.staff.edited" }),
    again: showEditSeasonAgain,
  }),
  page({
    who: policy.enter,
    limit: "page",
    path: `${path}/paper`,
    params: seasonParams,
    query: paperQuery,
    show: showPaper,
  }),
  errand({
    who: policy.enter,
    limit: "form",
    path: `${path}/paper`,
    params: seasonParams,
    form: askForm,
    run: (act, { params, form }) => enterPaper(act, { seasonId: params.season, ...form }),
    then: (_, { params }) => ({ to: back(params.season), flash: "allocation.staff.paper-done" }),
    again: showPaperAgain,
  }),
  errand({
    ...ofSeason,
    who: policy.give,
    path: `${path}/unopposed`,
    form: emptyForm,
    run: (act, { params }) => giveUnopposed(act, { seasonId: params.season }),
    then: (_, { params }) => ({ to: back(params.season), flash: "allocation.staff.unopposed-done" }),
  }),
  errand({
    ...ofSeason,
    who: policy.close,
    path: `${path}/close`,
    form: emptyForm,
    run: (act, { params }) => closeTable(act, { seasonId: params.season }),
    then: (_, { params }) => ({ to: back(params.season), flash: "allocation.staff.closed" }),
  }),
  errand({
    ...ofSeason,
    who: policy.reopen,
    path: `${path}/reopen`,
    form: emptyForm,
    run: (act, { params }) => reopenTable(act, { seasonId: params.season }),
    then: (_, { params }) => ({ to: back(params.season), flash: "allocation.staff.reopened" }),
  }),
  errand({
    ...ofSeason,
    who: policy.drop,
    path: `${path}/drop`,
    form: reasonForm,
    run: (act, { params, form }) => dropSeason(act, { seasonId: params.season, reason: form.reason }),
    then: (_, { params }) => ({ to: back(params.season), flash: "allocation.staff.dropped" }),
  }),
  page({
    who: policy.confirm,
    limit: "page",
    path: `${path}/confirm`,
    params: seasonParams,
    query: noQuery,
    show: showConfirm,
  }),
  errand({
    who: policy.confirm,
    limit: "form",
    path: `${path}/confirm`,
    params: seasonParams,
    form: emptyForm,
    run: (act, { params }) => confirmTable(act, { seasonId: params.season }),
    then: (_, { params }) => ({ to: back(params.season), flash: "allocation.staff.confirmed" }),
    again: showConfirmAgain,
  }),
  page({ who: policy.see, limit: "page", path: framePath, params: frameParams, query: noQuery, show: showFrame }),
  errand({
    who: policy.give,
    limit: "form",
    path: framePath,
    params: frameParams,
    form: giveForm,
    run: (act, { params, form: { application, ...share } }) =>
      giveFrame(act, { frameId: params.frame, applicationId: application, share }),
    then: (_, { params }) => ({ to: `/staff/allocations/frames/${params.frame}`, flash: "allocation.staff.given" }),
    again: showFrameAgain,
  }),
  errand({
    who: policy.give,
    limit: "form",
    path: `${framePath}/note`,
    params: frameParams,
    form: noteForm,
    run: (act, { params, form }) => noteFrame(act, { frameId: params.frame, note: form.note }),
    then: (_, { params }) => ({ to: `/staff/allocations/frames/${params.frame}`, flash: "allocation.staff.noted" }),
    again: showFrameAgain,
  }),
  errand({
    who: policy.give,
    limit: "form",
    path: "/staff/allocation-given/:given/take-back",
    params: givenParams,
    form: emptyForm,
    run: (act, { params }) => takeBack(act, { givenId: params.given }),
    then: ({ frameId }) => ({ to: `/staff/allocations/frames/${frameId}`, flash: "allocation.staff.taken-back" }),
    again: showGivenAgain,
  }),
];
