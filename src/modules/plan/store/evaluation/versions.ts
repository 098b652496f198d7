import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { Sheet } from "../../types/evaluation.ts";
import { tables } from "../tables.ts";

export type SheetVersion = {
  readonly version: number;
  readonly answers: Sheet["answers"];
  readonly savedBy: string | undefined;
  readonly savedAt: Date;
};

export async function findVersion(db: Db | Tx, sheetId: string, version: number): Promise<SheetVersion | undefined> {
  const row = await select(db, sheetId).where("version", "=", version).executeTakeFirst();
  return row && versionOf(row);
}

/** Newest first. */
export async function listVersions(db: Db | Tx, sheetId: string): Promise<readonly SheetVersion[]> {
  return (await select(db, sheetId).orderBy("version", "desc").execute()).map(versionOf);
}

/** The sheet with its new words, and the words as they now are in its history. */
export async function writeAnswers(tx: Tx, sheet: Sheet, saved: SheetVersion): Promise<void> {
  const { version, savedBy = null, savedAt } = saved;
  const answers = JSON.stringify(saved.answers);
  await tables(tx).updateTable("plan.sheet").set({ answers, version }).where("id", "=", sheet.id).execute();
  await tables(tx)
    .insertInto("plan.sheet_version")
    .values({ sheet_id: sheet.id, version, answers, saved_by: savedBy, saved_at: savedAt })
    .execute();
}

/** New sheets with their first version, many at once: a round has up to some thousands. */
export async function insertSheets(
  tx: Tx,
  sheets: readonly (Pick<Sheet, "id" | "roundId" | "kind" | "subject" | "title" | "sectionId" | "answers"> & {
    readonly position: number;
  })[],
  at: Date,
): Promise<void> {
  for (let from = 0; from < sheets.length; from += rowsAtOnce) {
    const some = sheets
      .slice(from, from + rowsAtOnce)
      .map((sheet) => ({ ...sheet, answers: JSON.stringify(sheet.answers) }));
    await tables(tx)
      .insertInto("plan.sheet")
      .values(
        some.map((sheet) => ({
          id: sheet.id,
          round_id: sheet.roundId,
          kind: sheet.kind,
          subject: sheet.subject,
          title: sheet.title,
          position: sheet.position,
          section_id: sheet.sectionId ?? null,
          state: "writing" as const,
          answers: sheet.answers,
        })),
      )
      .execute();
    await tables(tx)
      .insertInto("plan.sheet_version")
      .values(some.map(({ id, answers }) => ({ sheet_id: id, version: 1, answers, saved_at: at })))
      .execute();
  }
}

/** Nine columns each; PostgreSQL takes 65,535 parameters in a statement. */
const rowsAtOnce = 500;

function select(db: Db | Tx, sheetId: string) {
  return tables(db)
    .selectFrom("plan.sheet_version")
    .select(["version", "answers", "saved_by", "saved_at"])
    .where("sheet_id", "=", sheetId);
}

function versionOf(row: { version: number; answers: unknown; saved_by: string | null; saved_at: Date }): SheetVersion {
  return {
    version: row.version,
    answers: row.answers as Sheet["answers"],
    savedBy: row.saved_by ?? undefined,
    savedAt: row.saved_at,
  };
}
