import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Act } from "../act.ts";
import { lockSorted } from "../db/lock.ts";
import type { Db, Tx } from "../db/types.ts";

/**
 * Links new audit rows into the hash chain. It runs as a job and not in the command, because a chain that is written
 * in every transaction makes them all wait for one row. Only rows whose transaction is older than every running one
 * are taken, so that no row can slip in before a sealed one. Between commit and sealing (a minute) a row is protected
 * by the grant and the trigger only.
 *
 * Gives how many rows were sealed.
 */
export async function sealAudit(act: Act): Promise<number> {
  await lockSorted(act.tx, "audit", ["seal"]);
  let { position, hash } = await lastLink(act.tx);
  const waiting = await unsealed(act.tx);
  if (waiting.length === 0) return 0;
  const links = waiting.map((entry) => {
    hash = linkHash(hash, entry.canonical);
    position += 1;
    return { position, entry_id: entry.id, hash: hash.toString("hex") };
  });
  await sql`
    insert into kernel.audit_seal (position, entry_id, hash, sealed_at)
    select position, entry_id, decode(hash, 'hex'), ${act.now}
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as link (position bigint, entry_id bigint, hash text)
  `.execute(act.tx);
  return links.length;
}

export type ChainReport = {
  readonly sealed: number;
  readonly waiting: number;
  /** Positions where the chain does not hold; empty if it does. */
  readonly broken: readonly number[];
};

/**
 * Recomputes the chain: the whole of it, or its last links only, for a page that is looked at often. A changed, removed or
 * inserted row breaks it at its position.
 */
export async function verifyAudit(db: Db | Tx, options: { last?: number } = {}): Promise<ChainReport> {
  const broken: number[] = [];
  const start = options.last === undefined ? 0 : Math.max(0, (await lastLink(db)).position - options.last);
  let expected = start + 1;
  let previous = await hashAt(db, start);
  for (;;) {
    const { rows } = await sql<{ position: number; hash: Buffer; canonical: string | null }>`
      select seal.position, seal.hash, ${canonical} as canonical
      from kernel.audit_seal as seal left join kernel.audit_entry as entry on entry.id = seal.entry_id
      where seal.position >= ${expected} order by seal.position limit 5000
    `.execute(db);
    if (rows.length === 0) break;
    for (const row of rows) {
      const holds =
        row.position === expected && row.canonical !== null && linkHash(previous, row.canonical).equals(row.hash);
      if (!holds) broken.push(row.position);
      previous = row.hash;
      expected = row.position + 1;
    }
  }
  const { rows } = await sql<{ sealed: number; waiting: number }>`
    select (select count(*) from kernel.audit_seal) as sealed,
      (select count(*) from kernel.audit_entry as entry
        where not exists (select from kernel.audit_seal as seal where seal.entry_id = entry.id)) as waiting
  `.execute(db);
  const { sealed, waiting } = rows[0] as { sealed: number; waiting: number };
  return { sealed, waiting, broken };
}

const noHash: Buffer = Buffer.alloc(32);

async function hashAt(db: Db | Tx, position: number): Promise<Buffer> {
  const { rows } = await sql<{ hash: Buffer }>`
    select hash from kernel.audit_seal where position = ${position}`.execute(db);
  return rows[0]?.hash ?? noHash;
}

/** jsonb_build_array writes one text for one row on every version of PostgreSQL from 15 on. */
const canonical = sql<string>`
  jsonb_build_array(entry.id, extract(epoch from entry.at), entry.actor_kind, entry.actor, entry.what, entry.subject,
    entry.about, entry.reason, entry.counts, entry.request_id)::text`;

function linkHash(previous: Buffer, text: string): Buffer {
  return createHash("sha256").update(previous).update(text).digest();
}

async function lastLink(tx: Db | Tx): Promise<{ position: number; hash: Buffer }> {
  const { rows } = await sql<{ position: number; hash: Buffer }>`
    select position, hash from kernel.audit_seal order by position desc limit 1`.execute(tx);
  return rows[0] ?? { position: 0, hash: noHash };
}

async function unsealed(tx: Tx): Promise<{ id: number; canonical: string }[]> {
  const { rows } = await sql<{ id: number; canonical: string }>`
    select entry.id, ${canonical} as canonical
    from kernel.audit_entry as entry
    where entry.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      and not exists (select from kernel.audit_seal as seal where seal.entry_id = entry.id)
    order by entry.id limit 5000
  `.execute(tx);
  return rows;
}
