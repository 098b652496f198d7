import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { Decision, DecisionKind } from "../types.ts";

export type NewDecision = Omit<Decision, "decidedBy" | "decidedAt" | "outcome">;

export async function insertDecision(tx: Tx, decision: NewDecision): Promise<void> {
  await sql`
    insert into lottery.decision (id, round_id, kind, draw_at, public_number, entry_id, reason, proposed_by, proposed_at)
    values (${decision.id}, ${decision.roundId}, ${decision.kind}, ${decision.drawAt ?? null},
      ${decision.publicNumber ?? null}, ${decision.entryId ?? null}, ${decision.reason}, ${decision.proposedBy},
      ${decision.proposedAt})`.execute(tx);
}

export async function findDecision(
  db: Db | Tx,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<Decision | undefined> {
  const [found] = await list(db, sql`id = ${id}::uuid ${options.forUpdate ? sql`for update` : sql``}`);
  return found;
}

export function listDecisions(db: Db | Tx, roundId: string): Promise<Decision[]> {
  return list(db, sql`round_id = ${roundId}::uuid order by proposed_at desc`);
}

export async function settleDecision(
  tx: Tx,
  id: string,
  by: { readonly decidedBy: string; readonly decidedAt: Date; readonly outcome: "agreed" | "refused" },
): Promise<void> {
  await sql`update lottery.decision
    set decided_by = ${by.decidedBy}, decided_at = ${by.decidedAt}, outcome = ${by.outcome}
    where id = ${id}::uuid`.execute(tx);
}

async function list(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Decision[]> {
  const { rows } = await sql<Row>`
    select id, round_id, kind, draw_at, public_number, entry_id, reason, proposed_by, proposed_at, decided_by, decided_at,
      outcome
    from lottery.decision where ${condition}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    roundId: row.round_id,
    kind: row.kind,
    drawAt: row.draw_at ?? undefined,
    publicNumber: row.public_number ?? undefined,
    entryId: row.entry_id ?? undefined,
    reason: row.reason,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    outcome: row.outcome ?? undefined,
  }));
}

type Row = {
  id: string;
  round_id: string;
  kind: DecisionKind;
  draw_at: Date | null;
  public_number: string | null;
  entry_id: string | null;
  reason: string;
  proposed_by: string;
  proposed_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  outcome: "agreed" | "refused" | null;
};
