import { sql } from "kysely";
import type { Tx } from "../../../kernel/db/types.ts";

/** Removes what has done its work: codes and visits after a day, ended sessions after 90 days, open invitations after 90. */
export async function forgetOld(tx: Tx, now: Date): Promise<void> {
  await sql`delete from identity.sign_in_code where asked_at < ${now}::timestamptz - interval '1 day'`.execute(tx);
  await sql`delete from identity.provider_visit where began_at < ${now}::timestamptz - interval '1 day'`.execute(tx);
  await sql`delete from identity.passkey_challenge_use where used_at < ${now}::timestamptz - interval '1 day'`.execute(
    tx,
  );
  await sql`delete from identity.throttle where window_start < ${now}::timestamptz - interval '1 day'`.execute(tx);
  await sql`delete from identity.session
    where coalesce(ended_at, expires_at) < ${now}::timestamptz - interval '90 days'`.execute(tx);
  await sql`delete from identity.enrolment where expires_at < ${now}::timestamptz - interval '30 days'`.execute(tx);
  await sql`delete from identity.group_invitation where expires_at < ${now}::timestamptz - interval '90 days'`.execute(
    tx,
  );
}
