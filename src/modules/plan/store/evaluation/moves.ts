import type { Tx } from "../../../../kernel/db/types.ts";
import type { Sheet, SheetFigures, SheetState } from "../../types/evaluation.ts";
import { tables } from "../tables.ts";

export type StepToWrite = {
  readonly sheet: Sheet;
  readonly to: SheetState;
  readonly by: string | undefined;
  readonly at: Date;
  readonly comment: string | undefined;
  readonly marks: Sheet["marks"];
  /** Of the day on which the sheet becomes final. */
  readonly figures: SheetFigures | undefined;
};

/** The sheet's new state with who made it so, and the step in its history. */
export async function writeMove(tx: Tx, step: StepToWrite): Promise<void> {
  const { sheet, to, by = null, at, comment = null } = step;
  const marks = JSON.stringify(step.marks);
  await tables(tx)
    .updateTable("plan.sheet")
    .set({ state: to, ...changesOf(step) })
    .where("id", "=", sheet.id)
    .execute();
  await tables(tx)
    .insertInto("plan.sheet_step")
    .values({
      id: crypto.randomUUID(),
      sheet_id: sheet.id,
      from_state: sheet.state,
      to_state: to,
      comment,
      marks,
      moved_by: by,
      moved_at: at,
    })
    .execute();
}

function changesOf(step: StepToWrite) {
  const { sheet, to, at, comment, marks, figures } = step;
  const by = step.by ?? null;
  const frozen = figures === undefined ? null : JSON.stringify(figures);
  switch (to) {
    case "writing":
      return { marks: JSON.stringify(marks), headed_by: null, checked_by: null };
    case "with-head":
      return { written_by: by, marks: "[]" };
    case "checking":
      return { headed_by: by };
    case "checked":
      // Back from final for another look: who checked it stays.
      return sheet.state === "final" ? { frozen: null, finished_by: null } : { checked_by: by };
    case "in-review":
      return { is_selected: true, selection_reason: comment ?? null };
    case "discussing":
      return {};
    case "answering":
      return { frozen: null, finished_by: null };
    case "final":
      return { frozen, finished_by: by };
    case "published":
      return { published_by: by, published_at: at };
  }
}

/** All who saved the sheet's words, once each. */
export async function listSavers(tx: Tx, sheetId: string): Promise<readonly string[]> {
  const rows = await tables(tx)
    .selectFrom("plan.sheet_version")
    .select("saved_by")
    .distinct()
    .where("sheet_id", "=", sheetId)
    .where("saved_by", "is not", null)
    .execute();
  return rows.flatMap(({ saved_by }) => (saved_by === null ? [] : [saved_by]));
}
