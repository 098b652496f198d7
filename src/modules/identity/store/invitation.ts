import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { GroupRole } from "../types.ts";
import { tables } from "./tables.ts";

export type Invitation = {
  readonly id: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly mail: string;
  readonly role: GroupRole;
  readonly expiresAt: Date;
};

function select(db: Db | Tx, now: Date) {
  return tables(db)
    .selectFrom("identity.group_invitation as invitation")
    .innerJoin("identity.group as own", "own.id", "invitation.group_id")
    .select([
      "invitation.id",
      "invitation.group_id",
      "own.name as group_name",
      "invitation.mail",
      "invitation.role",
      "invitation.expires_at",
    ])
    .where("invitation.answered_at", "is", null)
    .where("invitation.expires_at", ">", now)
    .where("own.closed_at", "is", null);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

const invitationOf = (row: Row): Invitation => ({
  id: row.id,
  groupId: row.group_id,
  groupName: row.group_name,
  mail: row.mail,
  role: row.role as GroupRole,
  expiresAt: row.expires_at,
});

export async function listInvitationsTo(db: Db | Tx, mailKey: string, now: Date): Promise<Invitation[]> {
  return (await select(db, now).where("mail_key", "=", mailKey).orderBy("invited_at").execute()).map(invitationOf);
}

export async function listInvitationsOf(db: Db | Tx, groupId: string, now: Date): Promise<Invitation[]> {
  return (await select(db, now).where("own.id", "=", groupId).orderBy("invited_at").execute()).map(invitationOf);
}

export async function insertInvitation(
  tx: Tx,
  invitation: {
    id: string;
    groupId: string;
    mail: string;
    mailKey: string;
    role: GroupRole;
    invitedBy: string;
    now: Date;
    expiresAt: Date;
  },
): Promise<void> {
  // One that has run out makes room.
  await tables(tx)
    .deleteFrom("identity.group_invitation")
    .where("group_id", "=", invitation.groupId)
    .where("mail_key", "=", invitation.mailKey)
    .where("answered_at", "is", null)
    .where("expires_at", "<=", invitation.now)
    .execute();
  await tables(tx)
    .insertInto("identity.group_invitation")
    .values({
      id: invitation.id,
      group_id: invitation.groupId,
      mail: invitation.mail,
      mail_key: invitation.mailKey,
      role: invitation.role,
      invited_by: invitation.invitedBy,
      invited_at: invitation.now,
      expires_at: invitation.expiresAt,
      answered_at: null,
    })
    .execute();
}

/** Answers it once, if it is for this address. */
export async function answerInvitationRow(
  tx: Tx,
  id: string,
  mailKey: string,
  now: Date,
): Promise<Invitation | undefined> {
  const row = await select(tx, now)
    .where("invitation.id", "=", id)
    .where("mail_key", "=", mailKey)
    .forUpdate("invitation")
    .executeTakeFirst();
  if (row === undefined) return undefined;
  await tables(tx).updateTable("identity.group_invitation").set({ answered_at: now }).where("id", "=", id).execute();
  return invitationOf(row);
}

export async function deleteInvitation(tx: Tx, groupId: string, id: string): Promise<boolean> {
  const done = await tables(tx)
    .deleteFrom("identity.group_invitation")
    .where("group_id", "=", groupId)
    .where("id", "=", id)
    .where("answered_at", "is", null)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}
