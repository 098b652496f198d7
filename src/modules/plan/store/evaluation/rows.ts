import type { Selectable } from "kysely";
import type { PlanTables } from "../../tables.ts";
import type { Round, Sheet, SheetFigures, SheetState, SheetStep } from "../../types/evaluation.ts";

export function roundOf(row: Selectable<PlanTables["plan.round"]>): Round {
  return {
    id: row.id,
    planId: row.plan_id,
    year: row.year,
    state: row.state,
    // The shapes were checked when they were written; nothing else writes these columns.
    due: row.due as Round["due"],
    forms: row.forms as Round["forms"],
    staffUnitCost: row.staff_unit_cost,
    isSample: row.is_sample,
  };
}

export function sheetOf(row: Selectable<PlanTables["plan.sheet"]>): Sheet {
  return {
    id: row.id,
    roundId: row.round_id,
    kind: row.kind,
    subject: row.subject,
    title: row.title,
    sectionId: row.section_id ?? undefined,
    state: row.state,
    version: row.version,
    answers: row.answers as Sheet["answers"],
    marks: row.marks as Sheet["marks"],
    isSelected: row.is_selected,
    selectionReason: row.selection_reason ?? undefined,
    isSample: row.is_sample,
    writtenBy: row.written_by ?? undefined,
    headedBy: row.headed_by ?? undefined,
    checkedBy: row.checked_by ?? undefined,
    answeredBy: row.answered_by ?? undefined,
    finishedBy: row.finished_by ?? undefined,
    publishedBy: row.published_by ?? undefined,
    publishedAt: row.published_at ?? undefined,
    frozen: (row.frozen ?? undefined) as SheetFigures | undefined,
  };
}

export function stepOf(row: Selectable<PlanTables["plan.sheet_step"]>): SheetStep {
  return {
    id: row.id,
    sheetId: row.sheet_id,
    // Written by moves only, which know no other words.
    from: row.from_state as SheetState,
    to: row.to_state as SheetState,
    comment: row.comment ?? undefined,
    marks: row.marks as SheetStep["marks"],
    movedBy: row.moved_by ?? undefined,
    movedAt: row.moved_at,
  };
}
