import type { SheetState } from "../../types/evaluation.ts";

/**
 * In which capacity somebody acts on a sheet. writer: clerk of the sheet's section · head: approver of the sheet's section ·
 * planner: planning section · publisher: planner who is an approver too · reviewer, chair: residents whom the round names.
 */
export const movers = ["writer", "head", "planner", "publisher", "reviewer", "chair"] as const;
export type Mover = (typeof movers)[number];

export type SheetMove = {
  readonly from: SheetState;
  readonly to: SheetState;
  readonly by: readonly Mover[];
  /** Only for sheets that were chosen for outside review, or only for those that were not. */
  readonly selected?: boolean;
  /** comment: why, in words. marks: why, in words for the whole or at single fields. */
  readonly needs?: "comment" | "comment-or-marks";
};

/**
 * Every move there is; the table plan.sheet_move holds the same pairs and PostgreSQL refuses any other (a test compares them).
 * A sheet that is not chosen for outside review goes from checked to final at once: there is no outside word to answer.
 */
export const sheetMoves: readonly SheetMove[] = [
  { from: "writing", to: "with-head", by: ["writer"] },
  { from: "with-head", to: "checking", by: ["head"] },
  { from: "with-head", to: "writing", by: ["head"], needs: "comment-or-marks" },
  { from: "checking", to: "checked", by: ["planner"] },
  { from: "checking", to: "writing", by: ["planner"], needs: "comment-or-marks" },
  { from: "checked", to: "writing", by: ["planner"], needs: "comment-or-marks" },
  { from: "checked", to: "in-review", by: ["planner"], selected: false, needs: "comment" },
  { from: "checked", to: "final", by: ["planner"], selected: false },
  { from: "in-review", to: "discussing", by: ["reviewer", "planner"], selected: true },
  { from: "discussing", to: "answering", by: ["chair"], selected: true },
  { from: "answering", to: "final", by: ["head", "planner"], selected: true },
  // Found in the preview of the publication: the reviewed words stay, the answer can be mended.
  { from: "final", to: "answering", by: ["publisher"], selected: true, needs: "comment" },
  { from: "final", to: "checked", by: ["publisher"], selected: false, needs: "comment" },
  { from: "final", to: "published", by: ["publisher"] },
];

export function findMove(from: SheetState, to: SheetState): SheetMove | undefined {
  return sheetMoves.find((move) => move.from === from && move.to === to);
}

/** Moves that an errand of their own makes, which asks for more: handing in, the board, the city's answer, publishing. */
const withOwnErrand: readonly (readonly [SheetState, SheetState])[] = [
  ["writing", "with-head"],
  ["in-review", "discussing"],
  ["discussing", "answering"],
  ["answering", "final"],
  ["final", "published"],
];

/** True for moves that the sheet's page offers as they are. */
export function isPlainMove({ from, to }: Pick<SheetMove, "from" | "to">): boolean {
  return !withOwnErrand.some((pair) => pair[0] === from && pair[1] === to);
}

/** The moves that somebody in these capacities may make now. */
export function listMoves(
  sheet: { readonly state: SheetState; readonly isSelected: boolean },
  as: readonly Mover[],
): readonly SheetMove[] {
  return sheetMoves.filter((move) => move.from === sheet.state && isMoveOpen(move, sheet, as));
}

export function isMoveOpen(move: SheetMove, sheet: { readonly isSelected: boolean }, as: readonly Mover[]): boolean {
  return (move.selected === undefined || move.selected === sheet.isSelected) && move.by.some((by) => as.includes(by));
}
