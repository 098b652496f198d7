import { randomUUID } from "node:crypto";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { RosterEntry } from "../rules/roster.ts";
import type { RosterHandedIn } from "./registration.ts";
import { tables } from "./tables.ts";

export type StepName =
  | "applied"
  | "returned"
  | "withdrawn"
  | "registered"
  | "suspended"
  | "resumed"
  | "refused"
  | "expired"
  | "ended"
  | "deemed"
  | "notice"
  | "notice-taken"
  | "notice-returned";

export type RegistrationStep = {
  readonly registrationId: string;
  readonly step: StepName;
  readonly words: string;
  readonly at: Date;
};

/** Newest first. */
export async function listSteps(db: Db | Tx, registrationIds: readonly string[]): Promise<RegistrationStep[]> {
  if (registrationIds.length === 0) return [];
  const rows = await tables(db)
    .selectFrom("identity.registration_step")
    .select(["registration_id", "step", "words", "at"])
    .where("registration_id", "in", registrationIds)
    .orderBy("at", "desc")
    .orderBy("id")
    .execute();
  return rows.map(({ registration_id, step, words, at }) => ({ registrationId: registration_id, step, words, at }));
}

export async function insertStep(tx: Tx, one: RegistrationStep): Promise<void> {
  await tables(tx)
    .insertInto("identity.registration_step")
    .values({ id: randomUUID(), registration_id: one.registrationId, step: one.step, words: one.words, at: one.at })
    .execute();
}

export type ChangeNotice = Omit<RosterHandedIn, "district"> & {
  readonly id: string;
  readonly registrationId: string;
  readonly words: string;
  readonly sentBy: string | undefined;
  readonly sentAt: Date;
};

/** The one that waits for an answer. */
export async function findOpenNotice(db: Db | Tx, registrationId: string): Promise<ChangeNotice | undefined> {
  const row = await tables(db)
    .selectFrom("identity.registration_notice")
    .selectAll()
    .where("registration_id", "=", registrationId)
    .where("state", "=", "sent")
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      registrationId,
      roster: row.roster as RosterEntry[],
      members: row.members,
      localMembers: row.local_members,
      hasResponsibleAdult: row.has_responsible_adult,
      words: row.words,
      sentBy: row.sent_by ?? undefined,
      sentAt: row.sent_at,
    }
  );
}

export async function insertNotice(tx: Tx, one: ChangeNotice): Promise<void> {
  await tables(tx)
    .insertInto("identity.registration_notice")
    .values({
      id: one.id,
      registration_id: one.registrationId,
      state: "sent",
      roster: JSON.stringify(one.roster),
      members: one.members,
      local_members: one.localMembers,
      has_responsible_adult: one.hasResponsibleAdult,
      words: one.words,
      sent_by: one.sentBy ?? null,
      sent_at: one.sentAt,
      answered_by: null,
      answered_at: null,
    })
    .execute();
}

export async function answerNotice(
  tx: Tx,
  id: string,
  answer: { readonly state: "taken" | "returned"; readonly words: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await tables(tx)
    .updateTable("identity.registration_notice")
    .set({
      state: answer.state,
      answer: answer.words,
      answered_by: answer.by,
      answered_at: answer.at,
      ...(answer.state === "taken" ? { roster: "[]" } : {}),
    })
    .where("id", "=", id)
    .execute();
}
