import type { Act } from "../../../../kernel/act.ts";
import { notFound, Refusal } from "../../../../kernel/refusal.ts";
import { isPlainMove } from "../../rules/evaluation/states.ts";
import { findSheet } from "../../store/sheet.ts";
import type { Sheet } from "../../types/evaluation.ts";
import { type MoveSheet, moveSheet } from "./move-sheet.ts";

/** A sheet under another round's address does not exist. */
export async function getSheetInRound({ tx }: Act, params: { round: string; sheet: string }): Promise<Sheet> {
  const sheet = await findSheet(tx, params.sheet);
  if (sheet === undefined || sheet.roundId !== params.round) throw notFound();
  return sheet;
}

/** A move from the sheet's own page. What asks for more than words has an errand of its own, and no way round it. */
export async function moveByHand(
  act: Act,
  params: { round: string; sheet: string },
  move: Omit<MoveSheet, "sheetId">,
): Promise<Sheet> {
  const sheet = await getSheetInRound(act, params);
  if (!isPlainMove({ from: sheet.state, to: move.to })) throw new Refusal("plan.sheet-move");
  return moveSheet(act, { sheetId: sheet.id, ...move });
}
