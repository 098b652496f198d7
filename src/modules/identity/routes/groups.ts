import { readFile } from "../../../kernel/files/files.ts";
import type { Answer } from "../../../kernel/http/answer.ts";
import { errand, page, type Route } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { addDocument, removeDocument } from "../commands/document.ts";
import { closeGroup, editGroup, foundGroup, leaveGroup } from "../commands/group.ts";
import { answerInvitation, invite, withdrawInvitation } from "../commands/invitation.ts";
import { addToRoster, changeMember, removeMember } from "../commands/roster.ts";
import { closeGroupPage, getGroup, groupPage } from "../pages/group.ts";
import { editGroupPage, groupsPage, newGroupPage } from "../pages/groups.ts";
import { memberPage, newDocumentPage, rosterPage } from "../pages/roster.ts";
import * as schema from "../schema.ts";
import { findDocument } from "../store/document.ts";
import type { IdentityOptions } from "../types.ts";

const look = { who: "resident", limit: "page", query: schema.none } as const;
const act = { who: "resident", limit: "form" } as const;
const groupParams = schema.byId("group");
const memberParams = schema.byId("group", "member");
const invitationParams = schema.byId("group", "invitation");
const documentParams = schema.byId("group", "document");
const at = (groupId: string, rest = "") => `/my/groups/${groupId}${rest}`;

/** A paper, as a download, each time asked anew. */
export async function documentAnswer(view: View, groupId: string, documentId: string): Promise<Answer> {
  const document = await findDocument(view.city.db, groupId, documentId);
  if (document === undefined) throw notFound();
  const { name, type, bytes } = await readFile(view.city, document.fileId);
  return { kind: "file", name, type, bytes };
}

export function groupRoutes(options: IdentityOptions): readonly Route[] {
  return [
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
        addToRoster(command, { groupId: params.group, name: form.name, isLocal: form.local }),
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
        changeMember(command, { groupId: params.group, memberId: params.member, role: form.role, isLocal: form.local }),
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
    page({
      ...look,
      path: "/my/groups/:group/documents/new",
      params: groupParams,
      show: (view, { params }) => newDocumentPage(view, params.group),
    }),
    errand({
      ...act,
      path: "/my/groups/:group/documents/new",
      params: groupParams,
      form: schema.documentForm,
      upload: true,
      run: async (command, { params, form }) => {
        const bytes = new Uint8Array(await form.file.arrayBuffer());
        await addDocument(command, { groupId: params.group, kind: form.kind, file: { name: form.file.name, bytes } });
      },
      then: (_, { params }) => ({ to: at(params.group), flash: "identity.documents.added" }),
      again: (view, { params, values, problems }) => newDocumentPage(view, params.group, { values, problems }),
    }),
    page({
      ...look,
      path: "/my/groups/:group/documents/:document",
      params: documentParams,
      show: async (view, { params }) => {
        await getGroup(view, params.group);
        return documentAnswer(view, params.group, params.document);
      },
    }),
    errand({
      ...act,
      path: "/my/groups/:group/documents/:document/remove",
      params: documentParams,
      form: schema.none,
      run: (command, { params }) => removeDocument(command, { groupId: params.group, documentId: params.document }),
      then: (_, { params }) => ({ to: at(params.group), flash: "identity.documents.removed" }),
      again: (view, { params, values, problems }) => groupPage(view, params.group, { values, problems }),
    }),
  ];
}
