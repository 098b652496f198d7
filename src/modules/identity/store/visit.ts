import type { Db, Tx } from "../../../kernel/db/types.ts";
import { statesBefore, type VisitState } from "../rules/visit.ts";
import type { ProofRefusal } from "../types.ts";
import { tables } from "./tables.ts";

export type VisitPurpose = "sign-in" | "link";

export type Visit = {
  readonly id: string;
  readonly provider: string;
  readonly purpose: VisitPurpose;
  readonly personId: string | undefined;
  readonly next: string;
  readonly sealed: string | undefined;
  readonly state: VisitState;
  readonly refusal: ProofRefusal | undefined;
  readonly subject: string | undefined;
  readonly sealedName: string | undefined;
  readonly isTwoFactor: boolean;
  readonly expiresAt: Date;
};

export type NewVisit = Pick<Visit, "id" | "provider" | "purpose" | "personId" | "next" | "expiresAt"> & {
  readonly sealed: string;
  readonly stateHash: Buffer;
  readonly browserHash: Buffer;
  readonly beganAt: Date;
};

export async function insertVisit(tx: Tx, visit: NewVisit): Promise<void> {
  await tables(tx)
    .insertInto("identity.provider_visit")
    .values({
      id: visit.id,
      provider: visit.provider,
      purpose: visit.purpose,
      person_id: visit.personId ?? null,
      state_hash: visit.stateHash,
      browser_hash: visit.browserHash,
      next: visit.next,
      sealed: visit.sealed,
      state: "sent",
      refusal: null,
      subject: null,
      sealed_name: null,
      is_two_factor: null,
      began_at: visit.beganAt,
      expires_at: visit.expiresAt,
    })
    .execute();
}

function select(db: Db | Tx) {
  return tables(db).selectFrom("identity.provider_visit").selectAll();
}

export async function findVisit(db: Db | Tx, id: string): Promise<Visit | undefined> {
  return visitOf(await select(db).where("id", "=", id).executeTakeFirst());
}

/** Only for the browser that began it. */
export async function findVisitOf(db: Db | Tx, id: string, browserHash: Buffer): Promise<Visit | undefined> {
  const query = select(db).where("id", "=", id).where("browser_hash", "=", browserHash);
  return visitOf(await query.executeTakeFirst());
}

/** Only for the browser that began it: a state that another browser brings is unknown. */
export async function findVisitByState(db: Db | Tx, stateHash: Buffer, browserHash: Buffer) {
  const query = select(db).where("state_hash", "=", stateHash).where("browser_hash", "=", browserHash);
  return visitOf(await query.executeTakeFirst());
}

export type VisitChange =
  | { readonly to: "returned"; readonly sealed: string }
  | {
      readonly to: "proven";
      readonly subject: string;
      readonly sealedName: string | undefined;
      readonly isTwoFactor: boolean;
    }
  | { readonly to: "refused"; readonly refusal: ProofRefusal }
  | { readonly to: "used" };

/** False if the visit is not in a state from which this step leads on. */
export async function stepVisit(tx: Tx, id: string, change: VisitChange): Promise<boolean> {
  const done = await tables(tx)
    .updateTable("identity.provider_visit")
    .set({ state: change.to, ...columnsOf(change) })
    .where("id", "=", id)
    .where("state", "in", [...statesBefore(change.to)])
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** What is secret is kept no longer than the next step needs it. */
function columnsOf(change: VisitChange) {
  switch (change.to) {
    case "returned":
      return { sealed: change.sealed };
    case "proven": {
      const { subject, sealedName = null, isTwoFactor } = change;
      return { sealed: null, subject, sealed_name: sealedName, is_two_factor: isTwoFactor };
    }
    case "refused":
      return { sealed: null, refusal: change.refusal };
    case "used":
      return { sealed_name: null };
  }
}

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirst"]>>;

function visitOf(row: Row): Visit | undefined {
  if (row === undefined) return undefined;
  return {
    id: row.id,
    provider: row.provider,
    purpose: row.purpose as VisitPurpose,
    personId: row.person_id ?? undefined,
    next: row.next,
    sealed: row.sealed ?? undefined,
    state: row.state as VisitState,
    refusal: (row.refusal ?? undefined) as ProofRefusal | undefined,
    subject: row.subject ?? undefined,
    sealedName: row.sealed_name ?? undefined,
    isTwoFactor: row.is_two_factor ?? false,
    expiresAt: row.expires_at,
  };
}
