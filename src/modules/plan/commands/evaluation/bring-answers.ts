import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { readTableFile } from "../../../../kernel/files/table-file.ts";
import { notFound, Refusal } from "../../../../kernel/refusal.ts";
import { type AnswerTableProblem, readAnswerTable } from "../../rules/evaluation/answer-table.ts";
import { listSheetsForUpdate, writeManyAnswers } from "../../store/evaluation/answers.ts";
import { findRound } from "../../store/sheet.ts";
import type { Sheet } from "../../types/evaluation.ts";

export type BringAnswers = { readonly roundId: string; readonly kind: Sheet["kind"]; readonly bytes: Uint8Array };

/**
 * What sections wrote into one Excel file becomes the drafts of their sheets: all of it, or nothing with every mistake's row. Each
 * sheet's earlier words stay in its history. Whoever brings a file has written in those sheets, and so does not check them.
 */
export async function bringAnswers(act: Act, { roundId, kind, bytes }: BringAnswers): Promise<{ sheets: number }> {
  const round = await findRound(act.tx, roundId);
  if (round === undefined) throw notFound();
  if (round.state !== "open") throw new Refusal("plan.round-closed");
  const file = await readTableFile(bytes);
  if (!file.ok) throw new Refusal("plan.staff-answers-file", { status: 422, field: "file" });
  const sheets = await listSheetsForUpdate(act.tx, roundId, kind);
  const { changed, problems } = readAnswerTable(round.forms[kind], sheets, file.cells);
  refuseProblems(problems);
  if (changed.length > 0) await writeManyAnswers(act.tx, changed, { by: personOf(act.actor), at: act.now });
  await audit(act, {
    what: "round.answers-brought",
    subject: `round/${roundId}`,
    counts: { sheets: changed.length },
  });
  return { sheets: changed.length };
}

/** A person mends a file in one go if they see many mistakes, and none if they see a thousand. */
const mostShown = 50;

const words = {
  columns: "plan.staff-answers-columns",
  unknown: "plan.staff-answers-unknown",
  "not-writing": "plan.staff-answers-not-writing",
  twice: "plan.staff-answers-twice",
  field: "plan.staff-answers-field",
} as const satisfies Readonly<Record<AnswerTableProblem["code"], string>>;

function refuseProblems(problems: readonly AnswerTableProblem[]): void {
  const [first, ...others] = problems
    .slice(0, mostShown)
    .map(({ row, code, what }) => new Refusal(words[code], { status: 422, field: "file", params: { row, what } }));
  if (first !== undefined) {
    throw new Refusal(first.code, { status: 422, field: "file", params: first.params, others });
  }
}
