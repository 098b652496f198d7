import { randomUUID } from "node:crypto";
import type { Act, Command } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { may } from "../policy.ts";
import { addressOf, type MailAddress } from "../rules/mail.ts";
import { findGroupRow } from "../store/group.ts";
import { answerInvitationRow, deleteInvitation, insertInvitation, listInvitationsOf } from "../store/invitation.ts";
import { insertMember } from "../store/member.ts";
import type { GroupRole, IdentityOptions } from "../types.ts";
import { assertMay } from "./group.ts";
import { me } from "./profile.ts";

const invitationDays = 30;
const mostOpen = 50;

/**
 * Invites an address, known or not: whether it has an account, nobody learns. It shows to whoever signs in with that
 * address, and is theirs to accept.
 */
export function invite(
  options: IdentityOptions,
): Command<{ groupId: string; mail: MailAddress; role: GroupRole }, void> {
  return async (act, { groupId, mail, role }) => {
    const { personId, role: mine } = await assertMay(act, groupId, "invite");
    if (role !== "member" && !may(mine, "change-roles")) throw new Refusal("identity.group-role", { field: "role" });
    const open = await listInvitationsOf(act.tx, groupId, act.now);
    if (open.length >= mostOpen) throw new Refusal("identity.too-many-invitations", { params: { most: mostOpen } });
    const group = await findGroupRow(act.tx, groupId);
    if (group === undefined) throw notFound();
    const expiresAt = new Date(act.now.getTime() + invitationDays * 86_400_000);
    await insertInvitation(act.tx, {
      id: randomUUID(),
      groupId,
      mail: mail.mail,
      mailKey: mail.key,
      role,
      invitedBy: personId,
      now: act.now,
      expiresAt,
    });
    await options.sendMail(act, {
      to: { mail: mail.mail, locale: act.locale },
      kind: "identity.invited",
      params: { group: group.name },
      link: "/my/groups",
      until: expiresAt,
    });
    await audit(act, { what: "identity.group-invited", subject: `group/${groupId}`, about: personId });
  };
}

export async function answerInvitation(
  act: Act,
  input: { invitationId: string; accept: boolean },
): Promise<{ groupId: string | undefined }> {
  const person = await me(act);
  const key = person.mail === undefined ? undefined : addressOf(person.mail).key;
  const invitation = key && (await answerInvitationRow(act.tx, input.invitationId, key, act.now));
  if (!invitation) throw notFound();
  if (!input.accept) return { groupId: undefined };
  const { groupId, role } = invitation;
  await insertMember(act.tx, groupId, { id: randomUUID(), personId: person.id, name: person.name, role }, act.now);
  await audit(act, { what: "identity.group-joined", subject: `group/${groupId}`, about: person.id });
  return { groupId };
}

export async function withdrawInvitation(act: Act, input: { groupId: string; invitationId: string }): Promise<void> {
  await assertMay(act, input.groupId, "invite");
  if (!(await deleteInvitation(act.tx, input.groupId, input.invitationId))) throw notFound();
}
