import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { emit } from "../../../../kernel/jobs/emit.ts";
import { forbidden, notFound, Refusal } from "../../../../kernel/refusal.ts";
import { cleanText } from "../../../../kernel/text/clean.ts";
import { formOf, missingFields } from "../../rules/evaluation/fields.ts";
import { isSecondStepOfSame, moversOf } from "../../rules/evaluation/movers.ts";
import { findMove, isMoveOpen, type SheetMove } from "../../rules/evaluation/states.ts";
import { collectFigures } from "../../store/evaluation/figures.ts";
import { listSavers, writeMove } from "../../store/evaluation/moves.ts";
import { findReviewerRole, findRound, findSheetForUpdate } from "../../store/sheet.ts";
import type { Round, Sheet, SheetField, SheetState } from "../../types/evaluation.ts";

export type MoveSheet = {
  readonly sheetId: string;
  readonly to: SheetState;
  readonly comment?: string | undefined;
  /** Fields to mend, with what to mend: when a sheet is returned. */
  readonly marks?: Sheet["marks"] | undefined;
};

/**
 * The only way from one state to the next, for every area of the module. Who moves must be named by the table of moves for this
 * sheet; what an errand asks beyond that (all reviews in, an answer approved) its own command has checked before.
 */
export async function moveSheet(act: Act, input: MoveSheet): Promise<Sheet> {
  const sheet = await findSheetForUpdate(act.tx, input.sheetId);
  if (sheet === undefined) throw notFound();
  const round = await findRound(act.tx, sheet.roundId);
  if (round === undefined) throw notFound();
  const move = await allowMove(act, sheet, input.to);
  if (round.state !== "open") throw new Refusal("plan.round-closed");
  await keepFourEyes(act, sheet, input.to);

  const comment = wordsOf(input.comment);
  const marks = marksOf(round, sheet, input);
  needWords(move, comment, marks);
  if (input.to === "with-head") needAnswers(act, round, sheet);
  const figures = input.to === "final" ? await collectFigures(act.tx, round, sheet) : sheet.frozen;

  const { actor, now } = act;
  await writeMove(act.tx, { sheet, to: input.to, by: personOf(actor), at: now, comment, marks, figures });
  await audit(act, { what: `sheet.${input.to}`, subject: `sheet/${sheet.id}` });
  await emit(act, "plan.sheet-moved", { sheetId: sheet.id, from: sheet.state, to: input.to });
  const moved = await findSheetForUpdate(act.tx, sheet.id);
  if (moved === undefined) throw notFound();
  return moved;
}

async function allowMove({ tx, actor }: Act, sheet: Sheet, to: SheetState): Promise<SheetMove> {
  const reviewer = actor.kind === "resident" ? await findReviewerRole(tx, sheet.roundId, actor.personId) : undefined;
  const as = moversOf(actor, sheet, reviewer);
  // Who has nothing to do with the sheet is not told in which state it is.
  if (as.length === 0) throw actor.kind === "staff" ? forbidden() : notFound();
  const move = findMove(sheet.state, to);
  if (move === undefined) throw new Refusal("plan.sheet-move");
  if (!move.by.some((by) => as.includes(by))) throw forbidden();
  if (!isMoveOpen(move, sheet, as)) throw new Refusal("plan.sheet-move");
  return move;
}

async function keepFourEyes({ tx, actor }: Act, sheet: Sheet, to: SheetState): Promise<void> {
  const savers = await listSavers(tx, sheet.id);
  if (isSecondStepOfSame(personOf(actor), sheet, to, savers)) throw new Refusal("plan.sheet-four-eyes");
}

function wordsOf(text: string | undefined, most = 2000): string | undefined {
  const clean = cleanText(text ?? "", { lines: true });
  if (!clean.ok || clean.value.length > most) {
    throw new Refusal("plan.sheet-comment", { status: 422, field: "comment", params: { limit: most } });
  }
  return clean.value === "" ? undefined : clean.value;
}

function marksOf(round: Round, sheet: Sheet, { marks = [] }: MoveSheet): Sheet["marks"] {
  const known = new Set(formOf(round, sheet).parts.flatMap(({ fields }) => fields.map(({ id }) => id)));
  return marks.flatMap(({ field, words }) => {
    if (!known.has(field)) throw notFound();
    const clean = wordsOf(words, 500);
    return clean === undefined ? [] : [{ field, words: clean }];
  });
}

function needWords({ needs }: SheetMove, comment: string | undefined, marks: Sheet["marks"]): void {
  const isSaid = comment !== undefined || (needs === "comment-or-marks" && marks.length > 0);
  if (needs !== undefined && !isSaid) throw new Refusal("plan.sheet-reason", { status: 422, field: "comment" });
  if (needs === "comment" && (comment?.length ?? 0) > 500) {
    throw new Refusal("plan.sheet-comment", { status: 422, field: "comment", params: { limit: 500 } });
  }
}

/** Every missing answer at once, each with its name: the summary at the top of the page is read without the fields. */
function needAnswers(act: Act, round: Round, sheet: Sheet): void {
  const [first, ...others] = missingFields(formOf(round, sheet), sheet.answers);
  const missing = ({ id, label }: SheetField, more: readonly Refusal[] = []) =>
    new Refusal("plan.sheet-missing", {
      status: 422,
      field: id,
      params: { label: localText(label, act.locale) },
      others: more,
    });
  if (first !== undefined) {
    throw missing(
      first,
      others.map((field) => missing(field)),
    );
  }
}
