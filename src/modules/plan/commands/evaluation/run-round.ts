import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { emit } from "../../../../kernel/jobs/emit.ts";
import { notFound, Refusal } from "../../../../kernel/refusal.ts";
import { findRoundForUpdate, markClosed, updateDueDates } from "../../store/evaluation/rounds.ts";
import { listSheets } from "../../store/sheet.ts";
import type { Round, Sheet } from "../../types/evaluation.ts";
import { moveSheet } from "./move-sheet.ts";
import { refuseMisorder } from "./open-round.ts";

export async function changeDueDates(act: Act, input: { roundId: string; due: Round["due"] }): Promise<void> {
  await getOpenRound(act, input.roundId);
  refuseMisorder(input.due);
  await updateDueDates(act.tx, input.roundId, input.due);
  await audit(act, { what: "round.due-changed", subject: `round/${input.roundId}` });
}

/** Sheets that this person may publish now: final, and finished by somebody else. */
export function listPublishable(sheets: readonly Sheet[], personId: string | undefined): readonly Sheet[] {
  return sheets.filter(({ state, finishedBy }) => state === "final" && (finishedBy ?? "") !== (personId ?? "-"));
}

/** まとめて公表する: all at once, and exactly those that stood in the preview. */
export async function publishRound(
  act: Act,
  input: { roundId: string; sheetIds: readonly string[] },
): Promise<{ readonly published: number }> {
  const round = await getOpenRound(act, input.roundId);
  const sheets = listPublishable(await listSheets(act.tx, round.id), personOf(act.actor));
  const isAsShown = sheets.length === input.sheetIds.length && sheets.every(({ id }) => input.sheetIds.includes(id));
  if (sheets.length === 0 || !isAsShown) throw new Refusal("plan.round-preview");
  for (const { id } of sheets) await moveSheet(act, { sheetId: id, to: "published" });
  const counts = { sheets: sheets.length };
  await audit(act, { what: "round.published", subject: `round/${round.id}`, counts });
  await emit(act, "plan.evaluation-published", { planId: round.planId, roundId: round.id, year: round.year });
  return { published: sheets.length };
}

/** 評価を終える. What is not published by then stays unpublished, so this is said twice. */
export async function closeRound(act: Act, input: { roundId: string; anyway: boolean }): Promise<void> {
  const round = await getOpenRound(act, input.roundId);
  const open = (await listSheets(act.tx, round.id)).filter(({ state }) => state !== "published").length;
  if (open > 0 && !input.anyway) {
    throw new Refusal("plan.round-unfinished", { status: 422, field: "anyway", params: { count: open } });
  }
  await markClosed(act.tx, round.id, personOf(act.actor), act.now);
  await audit(act, { what: "round.closed", subject: `round/${round.id}`, counts: { open } });
}

async function getOpenRound(act: Act, roundId: string): Promise<Round> {
  const round = await findRoundForUpdate(act.tx, roundId);
  if (round === undefined) throw notFound();
  if (round.state !== "open") throw new Refusal("plan.round-closed");
  return round;
}
