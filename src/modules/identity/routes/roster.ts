import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { invite, withdrawInvitation } from "../commands/invitation.ts";
import { addToRoster, changeMember, removeMember } from "../commands/roster.ts";
import { memberPage, rosterPage } from "../pages/roster.ts";
import * as schema from "../schema.ts";
import type { IdentityOptions } from "../types.ts";
import { act, at, groupParams, look } from "./groups.ts";

const memberParams = schema.byId("group", "member");
const invitationParams = schema.byId("group", "invitation");

/** A group's roster and its invitations. */
export function rosterRoutes(options: IdentityOptions): readonly Route[] {
  return [
    page({
      ...look,
      path: "/my/groups/:group/members",
      params: groupParams,
      show: (view, { params }) => rosterPage(view, params.group),
    }),
    errand({
      ...act,
      path: "/my/groups/:group/members",
      params: groupParams,
      form: schema.rosterForm,
      run: (command, { params, form }) =>
        addToRoster(command, {
          groupId: params.group,
          name: form.name,
          residence: form.residence,
          ageGroup: form.age,
        }),
      then: (_, { params }) => ({ to: at(params.group, "/members"), flash: "identity.roster.added" }),
      again: (view, { params, values, problems }) => rosterPage(view, params.group, { values, problems }),
    }),
    page({
      ...look,
      path: "/my/groups/:group/members/:member",
      params: memberParams,
      show: (view, { params }) => memberPage(view, { groupId: params.group, memberId: params.member }),
    }),
    errand({
      ...act,
      path: "/my/groups/:group/members/:member",
      params: memberParams,
      form: schema.memberForm,
      run: (command, { params, form }) =>
        changeMember(command, {
          groupId: params.group,
          memberId: params.member,
          role: form.role,
          residence: form.residence,
          ageGroup: form.age,
          isResponsible: form.responsible,
        }),
      then: (_, { params }) => ({ to: at(params.group, "/members"), flash: "identity.profile.saved" }),
      again: (view, { params, values, problems }) =>
        memberPage(view, { groupId: params.group, memberId: params.member }, { values, problems }),
    }),
    errand({
      ...act,
      path: "/my/groups/:group/members/:member/remove",
      params: memberParams,
      form: schema.none,
      run: (command, { params }) => removeMember(command, { groupId: params.group, memberId: params.member }),
      then: (_, { params }) => ({ to: at(params.group, "/members"), flash: "identity.roster.removed" }),
      again: (view, { params, values, problems }) => rosterPage(view, params.group, { values, problems }),
    }),
    errand({
      ...act,
      path: "/my/groups/:group/invitations",
      params: groupParams,
      form: schema.inviteForm,
      run: (command, { params, form }) => invite(options)(command, { groupId: params.group, ...form }),
      then: (_, { params }) => ({ to: at(params.group, "/members"), flash: "identity.invite.sent" }),
      again: (view, { params, values, problems }) => rosterPage(view, params.group, { values, problems }),
    }),
    errand({
      ...act,
      path: "/my/groups/:group/invitations/:invitation/withdraw",
      params: invitationParams,
      form: schema.none,
      run: (command, { params }) =>
        withdrawInvitation(command, { groupId: params.group, invitationId: params.invitation }),
      then: (_, { params }) => ({ to: at(params.group, "/members"), flash: "identity.invite.withdrawn" }),
      again: (view, { params, values, problems }) => rosterPage(view, params.group, { values, problems }),
    }),
  ];
}
