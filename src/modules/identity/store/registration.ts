import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { Markable } from "../rules/registration.ts";
import type { RegistrationState } from "../rules/registration-states.ts";
import type { RosterEntry } from "../rules/roster.ts";
import { tables } from "./tables.ts";

export type Registration = {
  readonly id: string;
  readonly groupId: string;
  readonly kind: string;
  readonly state: RegistrationState;
  readonly isDeemed: boolean;
  readonly renews: string | undefined;
  readonly appliedBy: string | undefined;
  readonly appliedAt: Date;
  /** As it was handed in. */
  readonly roster: readonly RosterEntry[];
  readonly members: number;
  readonly localMembers: number;
  readonly hasResponsibleAdult: boolean;
  readonly district: string | undefined;
  readonly marked: readonly Markable[];
  readonly words: string;
  readonly decidedAt: Date | undefined;
  readonly validFrom: CivilDate | undefined;
  readonly validUntil: CivilDate | undefined;
  readonly categories: readonly string[];
  readonly reminded: number | undefined;
};

function select(db: Db | Tx) {
  return tables(db).selectFrom("identity.registration").selectAll("identity.registration");
}

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

function registrationOf(row: Row): Registration {
  return {
    id: row.id,
    groupId: row.group_id,
    kind: row.kind,
    state: row.state,
    isDeemed: row.is_deemed,
    renews: row.renews ?? undefined,
    appliedBy: row.applied_by ?? undefined,
    appliedAt: row.applied_at,
    roster: row.roster as RosterEntry[],
    members: row.members,
    localMembers: row.local_members,
    hasResponsibleAdult: row.has_responsible_adult,
    district: row.district ?? undefined,
    marked: row.marked as Markable[],
    words: row.words,
    decidedAt: row.decided_at ?? undefined,
    validFrom: row.valid_from ?? undefined,
    validUntil: row.valid_until ?? undefined,
    categories: row.categories,
    reminded: row.reminded ?? undefined,
  };
}

/** Newest first. */
export async function listRegistrationsOf(db: Db | Tx, groupId: string): Promise<Registration[]> {
  const rows = await select(db).where("group_id", "=", groupId).orderBy("applied_at", "desc").orderBy("id").execute();
  return rows.map(registrationOf);
}

export async function findRegistration(db: Db | Tx, id: string): Promise<Registration | undefined> {
  const row = await select(db).where("id", "=", id).executeTakeFirst();
  return row && registrationOf(row);
}

export async function findRegistrationForUpdate(tx: Tx, id: string): Promise<Registration | undefined> {
  const row = await select(tx).where("id", "=", id).forUpdate().executeTakeFirst();
  return row && registrationOf(row);
}

export type ListedRegistration = {
  readonly id: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly kind: string;
  readonly state: RegistrationState;
  readonly isDeemed: boolean;
  readonly appliedAt: Date;
  readonly validUntil: CivilDate | undefined;
  readonly members: number;
  readonly localMembers: number;
  /** A notice of change waits to be looked at. */
  readonly hasNotice: boolean;
};

/** waiting: applications and notices, the oldest first. Groups that are closed are left out of what waits. */
export async function listRegistrations(
  db: Db | Tx,
  which: "waiting" | "returned" | "registered" | "over",
  most: number,
): Promise<ListedRegistration[]> {
  const states: Readonly<Record<typeof which, readonly RegistrationState[]>> = {
    waiting: ["applied"],
    returned: ["returned"],
    registered: ["registered", "suspended"],
    over: ["expired", "ended", "refused", "withdrawn"],
  };
  const rows = await tables(db)
    .selectFrom("identity.registration as own")
    .innerJoin("identity.group as of", "of.id", "own.group_id")
    .leftJoin("identity.registration_notice as notice", (join) =>
      join.onRef("notice.registration_id", "=", "own.id").on("notice.state", "=", "sent"),
    )
    .select(["own.id", "own.group_id", "of.name", "own.kind", "own.state", "own.is_deemed", "own.applied_at"])
    .select(["own.valid_until", "own.members", "own.local_members", "notice.id as notice_id"])
    .where((where) =>
      which === "waiting"
        ? where.and([
            where("of.closed_at", "is", null),
            where.or([where("own.state", "=", "applied"), where("notice.id", "is not", null)]),
          ])
        : where("own.state", "in", states[which]),
    )
    .orderBy("own.applied_at", which === "waiting" ? "asc" : "desc")
    .orderBy("own.id")
    .limit(most)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    groupId: row.group_id,
    groupName: row.name,
    kind: row.kind,
    state: row.state,
    isDeemed: row.is_deemed,
    appliedAt: row.applied_at,
    validUntil: row.valid_until ?? undefined,
    members: row.members,
    localMembers: row.local_members,
    hasNotice: row.notice_id !== null,
  }));
}

export type NewRegistration = Omit<Registration, "marked" | "words" | "decidedAt" | "reminded"> & {
  readonly decidedBy?: string | undefined;
  readonly decidedAt?: Date | undefined;
};

export async function insertRegistration(tx: Tx, one: NewRegistration): Promise<void> {
  await tables(tx)
    .insertInto("identity.registration")
    .values({
      id: one.id,
      group_id: one.groupId,
      kind: one.kind,
      state: one.state,
      is_deemed: one.isDeemed,
      renews: one.renews ?? null,
      applied_by: one.appliedBy ?? null,
      applied_at: one.appliedAt,
      roster: JSON.stringify(one.roster),
      members: one.members,
      local_members: one.localMembers,
      has_responsible_adult: one.hasResponsibleAdult,
      district: one.district ?? null,
      decided_by: one.decidedBy ?? null,
      decided_at: one.decidedAt ?? null,
      valid_from: one.validFrom ?? null,
      valid_until: one.validUntil ?? null,
      categories: [...one.categories],
      reminded: null,
    })
    .execute();
}

export type RosterHandedIn = Pick<
  Registration,
  "roster" | "members" | "localMembers" | "hasResponsibleAdult" | "district"
>;

const rosterColumns = (given: RosterHandedIn) => ({
  roster: JSON.stringify(given.roster),
  members: given.members,
  local_members: given.localMembers,
  has_responsible_adult: given.hasResponsibleAdult,
  district: given.district ?? null,
});

/** Handed in once more after it was sent back. */
export async function updateApplication(
  tx: Tx,
  id: string,
  given: RosterHandedIn & { appliedBy: string; appliedAt: Date },
): Promise<void> {
  await tables(tx)
    .updateTable("identity.registration")
    .set({
      state: "applied",
      applied_by: given.appliedBy,
      applied_at: given.appliedAt,
      decided_by: null,
      decided_at: null,
      marked: [],
      words: "",
      ...rosterColumns(given),
    })
    .where("id", "=", id)
    .execute();
}

/** After a notice of change was taken. */
export async function updateRoster(
  tx: Tx,
  id: string,
  given: RosterHandedIn & { categories: readonly string[] },
): Promise<void> {
  await tables(tx)
    .updateTable("identity.registration")
    .set({ ...rosterColumns(given), categories: [...given.categories] })
    .where("id", "=", id)
    .execute();
}

export async function updateState(
  tx: Tx,
  id: string,
  change: {
    readonly state: RegistrationState;
    readonly words?: string;
    readonly marked?: readonly Markable[];
    readonly decided?: { readonly by: string; readonly at: Date };
    readonly term?: {
      readonly validFrom: CivilDate;
      readonly validUntil: CivilDate;
      readonly categories: readonly string[];
    };
  },
): Promise<void> {
  const { state, words, marked, decided, term } = change;
  await tables(tx)
    .updateTable("identity.registration")
    .set({
      state,
      ...(words === undefined ? {} : { words }),
      ...(marked === undefined ? {} : { marked: [...marked] }),
      ...(decided === undefined ? {} : { decided_by: decided.by, decided_at: decided.at }),
      ...(term === undefined
        ? {}
        : { valid_from: term.validFrom, valid_until: term.validUntil, categories: [...term.categories] }),
    })
    .where("id", "=", id)
    .execute();
}

/** It ends before its time: the last day is the one on which that was decided. */
export async function shortenTerm(tx: Tx, id: string, lastDay: CivilDate): Promise<void> {
  await tables(tx)
    .updateTable("identity.registration")
    .set((set) => ({
      valid_from: set.fn<string>("least", ["valid_from", set.cast<string>(set.val(lastDay), "date")]),
      valid_until: lastDay,
    }))
    .where("id", "=", id)
    .execute();
}

/** Valid ones that have ended by this day, or of which the end is near. */
export async function listTerms(db: Db | Tx, endingBefore: CivilDate): Promise<Registration[]> {
  const rows = await select(db)
    .where("state", "in", ["registered", "suspended"])
    .where("valid_until", "<", endingBefore)
    .orderBy("valid_until")
    .orderBy("id")
    .execute();
  return rows.map(registrationOf);
}

export async function markReminded(tx: Tx, id: string, days: number): Promise<void> {
  await tables(tx).updateTable("identity.registration").set({ reminded: days }).where("id", "=", id).execute();
}

/** Names on the rosters of what is over are needed no longer; the counts stay. */
export async function emptyOldRosters(tx: Tx, decidedBefore: Date): Promise<void> {
  await tables(tx)
    .updateTable("identity.registration")
    .set({ roster: "[]" })
    .where("state", "in", ["expired", "ended", "refused", "withdrawn"])
    .where("applied_at", "<", decidedBefore)
    .execute();
}

/** Applications, and notices of change of groups that are open. */
export async function countWaitingRegistrations(db: Db | Tx): Promise<number> {
  return (await listRegistrations(db, "waiting", 1_000)).length;
}
