import type { Tx } from "../../../../kernel/db/types.ts";
import type { Sheet, SheetStep } from "../../types/evaluation.ts";
import { tables } from "../tables.ts";

export type SampleStep = Pick<SheetStep, "from" | "to" | "comment" | "marks"> & { readonly at: Date };

/** A sheet that stands where its sample says, without a person behind any step. */
export async function insertSampleSheet(
  tx: Tx,
  sheet: Pick<
    Sheet,
    | "id"
    | "roundId"
    | "kind"
    | "subject"
    | "title"
    | "sectionId"
    | "state"
    | "answers"
    | "marks"
    | "selectionReason"
    | "frozen"
    | "publishedAt"
  > & { readonly position: number; readonly savedAt: Date },
  steps: readonly SampleStep[],
): Promise<void> {
  const answers = JSON.stringify(sheet.answers);
  await tables(tx)
    .insertInto("plan.sheet")
    .values({
      id: sheet.id,
      round_id: sheet.roundId,
      kind: sheet.kind,
      subject: sheet.subject,
      title: sheet.title,
      position: sheet.position,
      section_id: sheet.sectionId ?? null,
      state: sheet.state,
      answers,
      marks: JSON.stringify(sheet.marks),
      is_selected: sheet.selectionReason !== undefined,
      selection_reason: sheet.selectionReason ?? null,
      is_sample: true,
      published_at: sheet.publishedAt ?? null,
      frozen: sheet.frozen === undefined ? null : JSON.stringify(sheet.frozen),
    })
    .execute();
  await tables(tx)
    .insertInto("plan.sheet_version")
    .values({ sheet_id: sheet.id, version: 1, answers, saved_at: sheet.savedAt })
    .execute();
  if (steps.length === 0) return;
  await tables(tx)
    .insertInto("plan.sheet_step")
    .values(
      steps.map(({ from, to, comment = null, marks, at }) => ({
        id: crypto.randomUUID(),
        sheet_id: sheet.id,
        from_state: from,
        to_state: to,
        comment,
        marks: JSON.stringify(marks),
        moved_at: at,
      })),
    )
    .execute();
}
