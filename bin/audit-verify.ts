import { sql } from "kysely";
import { readConfig } from "../src/app/config.ts";
import { verifyAudit } from "../src/kernel/audit/seal.ts";
import { openDb } from "../src/kernel/db/open.ts";
import { reachDatabase } from "./reach-database.ts";
import { runCommand } from "./run-command.ts";

/** `npm run audit:verify`: recomputes the chain of the audit log. Exit code 1 if it does not hold. */
async function verify(): Promise<void> {
  const database = await reachDatabase(readConfig(process.env));
  const { db, close } = openDb(database.url, { connections: 1 });
  try {
    const { sealed, waiting, broken } = await verifyAudit(db);
    const { rows } = await sql<{ hash: string }>`
      select encode(hash, 'hex') as hash from kernel.audit_seal order by position desc limit 1`.execute(db);
    process.stdout.write(`${sealed} entries sealed, ${waiting} waiting to be sealed.\n`);
    if (rows[0]) process.stdout.write(`Last hash, to be kept elsewhere: ${rows[0].hash}\n`);
    if (broken.length > 0) {
      process.stderr.write(`The chain does not hold at ${broken.length} positions, the first is ${broken[0]}.\n`);
      process.exitCode = 1;
    }
  } finally {
    await close();
    await database.release();
  }
}

await runCommand("npm run audit:verify", [], verify);
