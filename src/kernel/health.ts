import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import type { Db } from "./db/types.ts";

/** `jobs`: no job has waited for five minutes beyond its time, so a worker is there and keeps up. */
export type Health = { readonly database: boolean; readonly jobs: boolean };

/** A database that does not answer within three seconds counts as down: whoever watches must not wait for it. */
export async function checkHealth(db: Db): Promise<Health> {
  const asked = sql<{ isLate: boolean }>`
    select exists (
      select from pgboss.job where state < 'active' and start_after < now() - interval '5 minutes'
    ) as "isLate"
  `.execute(db);
  const answer = await Promise.race([asked, wait(3_000, undefined, { ref: false })]).catch(() => undefined);
  const [row] = answer?.rows ?? [];
  return { database: row !== undefined, jobs: row?.isLate === false };
}
