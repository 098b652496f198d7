import { sql } from "kysely";
import type { Tx } from "../../../../kernel/db/types.ts";
import type { Sheet } from "../../types/evaluation.ts";
import { tables } from "../tables.ts";
import { sheetOf } from "./rows.ts";

/** The sheets of one kind, locked in one order, so that two files that are brought in at once wait for each other. */
export async function listSheetsForUpdate(tx: Tx, roundId: string, kind: Sheet["kind"]): Promise<readonly Sheet[]> {
  const rows = await tables(tx)
    .selectFrom("plan.sheet")
    .selectAll()
    .where("round_id", "=", roundId)
    .where("kind", "=", kind)
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map(sheetOf);
}

/** New words of many sheets with their history, in two statements however many there are. */
export async function writeManyAnswers(
  tx: Tx,
  sheets: readonly Pick<Sheet, "id" | "version" | "answers">[],
  saved: { readonly by: string | undefined; readonly at: Date },
): Promise<void> {
  const rows = JSON.stringify(sheets);
  await sql`
    with row as (
      select * from jsonb_to_recordset(${rows}::jsonb) as row (id uuid, version int, answers jsonb)
    ), written as (
      update plan.sheet as sheet set answers = row.answers, version = row.version from row where sheet.id = row.id
    )
    insert into plan.sheet_version (sheet_id, version, answers, saved_by, saved_at)
    select id, version, answers, ${saved.by ?? null}::uuid, ${saved.at}::timestamptz from row
  `.execute(tx);
}
