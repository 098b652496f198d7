import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { issueEnrolment } from "../commands/enrolment.ts";
import { endSessionsOfStaff, grantRole, registerStaff, revokeRole } from "../commands/roles.ts";
import { giveCategory, openGroup, takeCategory } from "../commands/staff-groups.ts";
import { registerCallerByStaff } from "../commands/staff-people.ts";
import { newStaffPage, rolesPage } from "../pages/roles.ts";
import { staffGroupPage } from "../pages/staff-group.ts";
import { enrolmentPage, staffPage } from "../pages/staff-member.ts";
import { callerPage, peoplePage, personPage } from "../pages/staff-people.ts";
import * as schema from "../schema.ts";
import type { IdentityOptions } from "../types.ts";
import { documentAnswer } from "./documents.ts";

const staff = { who: "staff", limit: "page" } as const;
const doing = { who: "staff", limit: "form" } as const;
const overseers = ["administrator", "auditor"] as const;
const administrators = { who: ["administrator"], limit: "form" } as const;
const personParams = schema.byId("person");
const groupParams = schema.byId("group");

export function staffRoutes(options: IdentityOptions): readonly Route[] {
  return [...peopleRoutes(options), ...rolesRoutes];
}

function peopleRoutes(options: IdentityOptions): readonly Route[] {
  return [
    page({
      ...staff,
      path: "/staff/people",
      params: schema.none,
      query: schema.searchQuery,
      show: (view, { query }) => peoplePage(view, query.q),
    }),
    page({
      ...staff,
      path: "/staff/people/new",
      params: schema.none,
      query: schema.none,
      show: async (view) => callerPage(view),
    }),
    errand({
      ...doing,
      path: "/staff/people/new",
      params: schema.none,
      form: schema.callerForm,
      run: (act, { form }) => registerCallerByStaff(act, form),
      then: (personId) => ({ to: `/staff/people/${personId}`, flash: "identity.staff.people.registered" }),
      again: async (view, sent) => callerPage(view, sent),
    }),
    page({
      ...staff,
      path: "/staff/people/:person",
      params: personParams,
      query: schema.none,
      show: (view, { params }) => personPage(options, view, params.person),
    }),
    page({
      ...staff,
      path: "/staff/groups/:group",
      params: groupParams,
      query: schema.none,
      show: (view, { params }) => staffGroupPage(view, params.group),
    }),
    page({
      ...staff,
      path: "/staff/groups/:group/documents/:document",
      params: schema.byId("group", "document"),
      query: schema.none,
      show: async (view, { params }) => {
        await view.perform(openGroup, { groupId: params.group });
        return documentAnswer(view, params.group, params.document);
      },
    }),
    errand({
      who: ["facility-manager"],
      limit: "form",
      path: "/staff/groups/:group/categories",
      params: groupParams,
      form: schema.categoryForm,
      run: (act, { params, form }) => giveCategory(act, { groupId: params.group, ...form }),
      then: (_, { params }) => ({ to: `/staff/groups/${params.group}`, flash: "identity.staff.category.given" }),
      again: (view, { params, values, problems }) => staffGroupPage(view, params.group, { values, problems }),
    }),
    errand({
      who: ["facility-manager"],
      limit: "form",
      path: "/staff/groups/:group/categories/remove",
      params: groupParams,
      form: schema.categoryForm,
      run: (act, { params, form }) => takeCategory(act, { groupId: params.group, ...form }),
      then: (_, { params }) => ({ to: `/staff/groups/${params.group}`, flash: "identity.staff.category.taken" }),
      again: (view, { params, values, problems }) => staffGroupPage(view, params.group, { values, problems }),
    }),
  ];
}

const rolesRoutes: readonly Route[] = [
  page({
    who: overseers,
    limit: "page",
    path: "/staff/roles",
    params: schema.none,
    query: schema.none,
    show: rolesPage,
  }),
  page({
    who: ["administrator"],
    limit: "page",
    path: "/staff/roles/new",
    params: schema.none,
    query: schema.none,
    show: async (view) => newStaffPage(view),
  }),
  errand({
    ...administrators,
    path: "/staff/roles/new",
    params: schema.none,
    form: schema.staffForm,
    run: (act, { form }) => registerStaff(act, form),
    then: ({ personId }) => ({ to: `/staff/roles/${personId}`, flash: "identity.staff.roles.registered" }),
    again: async (view, sent) => newStaffPage(view, sent),
  }),
  page({
    who: overseers,
    limit: "page",
    path: "/staff/roles/:person",
    params: personParams,
    query: schema.none,
    show: (view, { params }) => staffPage(view, params.person),
  }),
  errand({
    ...administrators,
    path: "/staff/roles/:person",
    params: personParams,
    form: schema.grantForm,
    run: (act, { params, form }) => {
      const { role, section, everywhere, until, reason } = form;
      // "Until" names the last day: it is still valid on it.
      const end = until === undefined ? undefined : instantOf(until, "24:00", act.city.config.zone);
      const where = { sectionId: section, everywhere };
      return grantRole(act, { personId: params.person, role, ...where, until: end, reason });
    },
    then: (_, { params }) => ({ to: `/staff/roles/${params.person}`, flash: "identity.staff.roles.granted" }),
    again: (view, { params, values, problems }) => staffPage(view, params.person, { values, problems }),
  }),
  errand({
    ...administrators,
    path: "/staff/roles/:person/roles/:role/revoke",
    params: schema.byId("person", "role"),
    form: schema.reasonForm,
    run: (act, { params, form }) =>
      revokeRole(act, { personId: params.person, roleId: params.role, reason: form.reason }),
    then: (_, { params }) => ({ to: `/staff/roles/${params.person}`, flash: "identity.staff.roles.revoked" }),
    again: (view, { params, values, problems }) => staffPage(view, params.person, { values, problems }),
  }),
  errand({
    ...administrators,
    path: "/staff/roles/:person/end-sessions",
    params: personParams,
    form: schema.reasonForm,
    run: (act, { params, form }) => endSessionsOfStaff(act, { personId: params.person, reason: form.reason }),
    then: (_, { params }) => ({ to: `/staff/roles/${params.person}`, flash: "identity.staff.roles.sessions-ended" }),
    again: (view, { params, values, problems }) => staffPage(view, params.person, { values, problems }),
  }),
  errand({
    ...administrators,
    path: "/staff/roles/:person/enrolment",
    params: personParams,
    form: schema.none,
    run: (act, { params }) => issueEnrolment(act, { personId: params.person }),
    then: (_, { params }) => ({ to: `/staff/roles/${params.person}/enrolment` }),
    again: (view, { params, values, problems }) => staffPage(view, params.person, { values, problems }),
  }),
  page({
    who: ["administrator"],
    limit: "page",
    path: "/staff/roles/:person/enrolment",
    params: personParams,
    query: schema.none,
    show: (view, { params }) => enrolmentPage(view, params.person),
  }),
];
