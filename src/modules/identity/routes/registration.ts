import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { importRoster } from "../commands/import-roster.ts";
import { applyForRegistration, sendChangeNotice, withdrawRegistration } from "../commands/registration.ts";
import {
  answerChangeNotice,
  deemRegistered,
  moveRegistration,
  registerGroup,
} from "../commands/staff-registrations.ts";
import { applyPage } from "../pages/apply-registration.ts";
import { importRosterPage } from "../pages/import-roster.ts";
import { changeNoticePage, registrationPage } from "../pages/registration.ts";
import { rosterTemplate } from "../pages/roster-workbook.ts";
import { staffGroupPage } from "../pages/staff-group.ts";
import { registrationsPage, staffRegistrationPage } from "../pages/staff-registrations.ts";
import * as schema from "../schema.ts";
import type { IdentityOptions } from "../types.ts";
import { act, at, groupParams, look } from "./groups.ts";

const registrationParams = schema.byId("group", "registration");
const own = schema.byId("registration");
const decides = { who: ["facility-manager"], limit: "form" } as const;

/** 団体登録: the group's errands. */
const ownRoutes: readonly Route[] = [
  page({
    ...look,
    path: "/my/groups/:group/members/import",
    params: groupParams,
    show: (view, { params }) => importRosterPage(view, params.group),
  }),
  errand({
    ...act,
    path: "/my/groups/:group/members/import",
    params: groupParams,
    form: schema.importForm,
    upload: true,
    run: async (command, { params, form }) =>
      importRoster(command, { groupId: params.group, file: new Uint8Array(await form.file.arrayBuffer()) }),
    then: (_, { params }) => ({ to: at(params.group, "/members"), flash: "identity.import.done" }),
    again: (view, { params, values, problems }) => importRosterPage(view, params.group, { values, problems }),
  }),
  page({
    ...look,
    path: "/my/groups/:group/members/import/template",
    params: groupParams,
    show: (view, { params }) => rosterTemplate(view, params.group),
  }),
  page({
    ...look,
    path: "/my/groups/:group/registration",
    params: groupParams,
    show: (view, { params }) => registrationPage(view, params.group),
  }),
  page({
    ...look,
    path: "/my/groups/:group/registration/apply/:kind",
    params: schema.kindParams,
    show: (view, { params }) => applyPage(view, { groupId: params.group, kindId: params.kind }),
  }),
  errand({
    ...act,
    path: "/my/groups/:group/registration/apply/:kind",
    params: schema.kindParams,
    form: schema.applyForm,
    run: (command, { params, form }) =>
      applyForRegistration(command, { groupId: params.group, kindId: params.kind, district: form.district }),
    then: (_, { params }) => ({ to: at(params.group, "/registration"), flash: "identity.registration.applied" }),
    again: (view, { params, values, problems }) =>
      applyPage(view, { groupId: params.group, kindId: params.kind }, { values, problems }),
  }),
  errand({
    ...act,
    path: "/my/groups/:group/registration/:registration/withdraw",
    params: registrationParams,
    form: schema.none,
    run: (command, { params }) =>
      withdrawRegistration(command, { groupId: params.group, registrationId: params.registration }),
    then: (_, { params }) => ({ to: at(params.group, "/registration"), flash: "identity.registration.withdrawn" }),
    again: (view, { params, values, problems }) => registrationPage(view, params.group, { values, problems }),
  }),
  page({
    ...look,
    path: "/my/groups/:group/registration/:registration/change",
    params: registrationParams,
    show: (view, { params }) => changeNoticePage(view, { groupId: params.group, registrationId: params.registration }),
  }),
  errand({
    ...act,
    path: "/my/groups/:group/registration/:registration/change",
    params: registrationParams,
    form: schema.changeForm,
    run: (command, { params, form }) =>
      sendChangeNotice(command, { groupId: params.group, registrationId: params.registration, words: form.words }),
    then: (_, { params }) => ({ to: at(params.group, "/registration"), flash: "identity.change.sent" }),
    again: (view, { params, values, problems }) =>
      changeNoticePage(view, { groupId: params.group, registrationId: params.registration }, { values, problems }),
  }),
];

/** The staff's side: every look at a roster is audited, a facility manager decides. */
function staffSide(options: IdentityOptions): readonly Route[] {
  const toOne = (registrationId: string) => `/staff/registrations/${registrationId}`;
  return [
    page({
      who: "staff",
      limit: "page",
      path: "/staff/registrations",
      params: schema.none,
      query: schema.registrationQuery,
      show: (view, { query }) => registrationsPage(view, query.list),
    }),
    page({
      who: "staff",
      limit: "page",
      path: "/staff/registrations/:registration",
      params: own,
      query: schema.none,
      show: (view, { params }) => staffRegistrationPage(view, params.registration),
    }),
    errand({
      ...decides,
      path: "/staff/registrations/:registration/register",
      params: own,
      form: schema.none,
      run: (command, { params }) => registerGroup(options)(command, { registrationId: params.registration }),
      then: (_, { params }) => ({ to: toOne(params.registration), flash: "identity.staff.registrations.registered" }),
      again: (view, { params, values, problems }) =>
        staffRegistrationPage(view, params.registration, { values, problems }),
    }),
    errand({
      ...decides,
      path: "/staff/registrations/:registration/decide",
      params: own,
      form: schema.decideForm,
      run: (command, { params, form }) =>
        moveRegistration(options)(command, { registrationId: params.registration, ...form }),
      then: (_, { params }) => ({ to: toOne(params.registration), flash: "identity.staff.registrations.moved" }),
      again: (view, { params, values, problems }) =>
        staffRegistrationPage(view, params.registration, { values, problems }),
    }),
    errand({
      ...decides,
      path: "/staff/registrations/:registration/notice",
      params: own,
      form: schema.answerNoticeForm,
      run: (command, { params, form }) =>
        answerChangeNotice(options)(command, { registrationId: params.registration, ...form }),
      then: (_, { params }) => ({ to: toOne(params.registration), flash: "identity.staff.registrations.notice-done" }),
      again: (view, { params, values, problems }) =>
        staffRegistrationPage(view, params.registration, { values, problems }),
    }),
    errand({
      ...decides,
      path: "/staff/groups/:group/registrations",
      params: groupParams,
      form: schema.deemForm,
      run: (command, { params, form }) =>
        deemRegistered(command, {
          groupId: params.group,
          kindId: form.kind,
          until: form.until,
          reason: form["deem-reason"],
        }),
      then: (_, { params }) => ({
        to: `/staff/groups/${params.group}`,
        flash: "identity.staff.registrations.deemed-done",
      }),
      again: (view, { params, values, problems }) => staffGroupPage(view, params.group, { values, problems }),
    }),
  ];
}

export function registrationRoutes(options: IdentityOptions): readonly Route[] {
  return [...ownRoutes, ...staffSide(options)];
}
