import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { closeGroup, editGroup, foundGroup, leaveGroup } from "../commands/group.ts";
import { answerInvitation } from "../commands/invitation.ts";
import { closeGroupPage, getGroup, groupPage } from "../pages/group.ts";
import { editGroupPage, groupsPage, newGroupPage } from "../pages/groups.ts";
import * as schema from "../schema.ts";

export const look = { who: "resident", limit: "page", query: schema.none } as const;
export const act = { who: "resident", limit: "form" } as const;
export const groupParams = schema.byId("group");
export const at = (groupId: string, rest = "") => `/my/groups/${groupId}${rest}`;

/** The groups of a resident: founding, changing, joining, leaving. */
export const groupRoutes: readonly Route[] = [
  page({ ...look, path: "/my/groups", params: schema.none, show: (view) => groupsPage(view) }),
  page({ ...look, path: "/my/groups/new", params: schema.none, show: async (view) => newGroupPage(view) }),
  errand({
    ...act,
    path: "/my/groups/new",
    params: schema.none,
    form: schema.groupForm,
    run: (command, { form }) => foundGroup(command, form),
    then: ({ groupId }) => ({ to: at(groupId), flash: "identity.groups.founded" }),
    again: async (view, sent) => newGroupPage(view, sent),
  }),
  errand({
    ...act,
    path: "/my/groups/invitations/:invitation",
    params: schema.byId("invitation"),
    form: schema.answerForm,
    run: (command, { params, form }) =>
      answerInvitation(command, { invitationId: params.invitation, accept: form.answer === "accept" }),
    then: ({ groupId }) =>
      groupId === undefined
        ? { to: "/my/groups", flash: "identity.invitation.declined" }
        : { to: at(groupId), flash: "identity.invitation.accepted" },
    again: (view, sent) => groupsPage(view, sent),
  }),
  page({
    ...look,
    path: "/my/groups/:group",
    params: groupParams,
    show: (view, { params }) => groupPage(view, params.group),
  }),
  page({
    ...look,
    path: "/my/groups/:group/edit",
    params: groupParams,
    show: async (view, { params }) => {
      await getGroup(view, params.group, "edit");
      return editGroupPage(view, params.group);
    },
  }),
  errand({
    ...act,
    path: "/my/groups/:group/edit",
    params: groupParams,
    form: schema.groupForm,
    run: (command, { params, form }) => editGroup(command, { groupId: params.group, ...form }),
    then: (_, { params }) => ({ to: at(params.group), flash: "identity.profile.saved" }),
    again: async (view, { params, values, problems }) => {
      await getGroup(view, params.group, "edit");
      return editGroupPage(view, params.group, { values, problems });
    },
  }),
  errand({
    ...act,
    path: "/my/groups/:group/leave",
    params: groupParams,
    form: schema.none,
    run: (command, { params }) => leaveGroup(command, { groupId: params.group }),
    then: () => ({ to: "/my/groups", flash: "identity.group.left" }),
    again: (view, { params, values, problems }) => groupPage(view, params.group, { values, problems }),
  }),
  page({
    ...look,
    path: "/my/groups/:group/close",
    params: groupParams,
    show: (view, { params }) => closeGroupPage(view, params.group),
  }),
  errand({
    ...act,
    path: "/my/groups/:group/close",
    params: groupParams,
    form: schema.deleteForm,
    run: (command, { params }) => closeGroup(command, { groupId: params.group }),
    then: () => ({ to: "/my/groups", flash: "identity.group.closed" }),
    again: (view, { params, values, problems }) => closeGroupPage(view, params.group, { values, problems }),
  }),
];
