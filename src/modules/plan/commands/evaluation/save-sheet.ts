import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { forbidden, notFound, Refusal } from "../../../../kernel/refusal.ts";
import { directionFields, isContradiction } from "../../rules/evaluation/direction.ts";
import { formOf, listFields } from "../../rules/evaluation/fields.ts";
import { type Answers, isSameAnswers, mergeAnswers } from "../../rules/evaluation/merge.ts";
import { moversOf } from "../../rules/evaluation/movers.ts";
import { inputName, readAnswers } from "../../rules/evaluation/posted.ts";
import { findVersion, writeAnswers } from "../../store/evaluation/versions.ts";
import { findRound, findSheetForUpdate } from "../../store/sheet.ts";
import type { Round, Sheet } from "../../types/evaluation.ts";
import { moveSheet } from "./move-sheet.ts";

export type SaveSheet = {
  readonly sheetId: string;
  /** The version that the person had before them when they began to type. */
  readonly version: number;
  /** By input name, as it came. */
  readonly sent: Readonly<Record<string, string>>;
  /** Fields for which the text that stood beside the person's own, that of `version`, is chosen. */
  readonly take?: readonly string[];
};

/**
 * A draft may lack anything. Who saved in between keeps every word: fields that only one of the two changed are joined, and where
 * both changed the same field this refuses, so that the page can show both texts.
 */
export async function saveSheet(act: Act, { sheetId, version, sent, take = [] }: SaveSheet): Promise<Sheet> {
  const sheet = await findSheetForUpdate(act.tx, sheetId);
  const round = sheet && (await findRound(act.tx, sheet.roundId));
  if (sheet === undefined || round === undefined) throw notFound();
  if (!moversOf(act.actor, sheet).includes("writer")) throw forbidden();
  if (round.state !== "open") throw new Refusal("plan.round-closed");
  if (sheet.state !== "writing") throw new Refusal("plan.sheet-not-writing");

  const mine = await withTaken(act, sheet, version, readSent(round, sheet, sent), take);
  const answers = await joined(act, round, sheet, version, mine);
  if (isSameAnswers(answers, sheet.answers)) return sheet;
  const saved = { version: sheet.version + 1, answers, savedBy: personOf(act.actor), savedAt: act.now };
  await writeAnswers(act.tx, sheet, saved);
  await audit(act, { what: "sheet.saved", subject: `sheet/${sheetId}` });
  return { ...sheet, answers, version: saved.version };
}

/** 課長へ出す: saves, and hands in what is whole. */
export async function submitSheet(act: Act, input: SaveSheet): Promise<Sheet> {
  const saved = await saveSheet(act, input);
  const round = await findRound(act.tx, saved.roundId);
  if (round !== undefined && isContradiction(formOf(round, saved), saved.answers)) {
    throw new Refusal("plan.sheet-direction", { status: 422, field: directionFields.cost });
  }
  return moveSheet(act, { sheetId: saved.id, to: "with-head" });
}

function readSent(round: Round, sheet: Sheet, sent: SaveSheet["sent"]): Answers {
  const { answers, problems } = readAnswers(formOf(round, sheet), sent);
  const [first, ...others] = problems.map(
    ({ name, code, limit = 0 }) =>
      new Refusal(code, { status: 422, field: name, params: { limit, label: labelOf(round, sheet, name) } }),
  );
  if (first === undefined) return answers;
  throw new Refusal(first.code, { status: 422, field: first.field ?? "", params: first.params, others });
}

async function withTaken(
  act: Act,
  sheet: Sheet,
  version: number,
  mine: Answers,
  take: readonly string[],
): Promise<Answers> {
  if (take.length === 0) return mine;
  const theirs = (await findVersion(act.tx, sheet.id, version))?.answers ?? sheet.answers;
  return { ...mine, ...Object.fromEntries(take.map((field) => [field, theirs[field] ?? ""])) };
}

async function joined(act: Act, round: Round, sheet: Sheet, version: number, mine: Answers): Promise<Answers> {
  if (version === sheet.version) return mine;
  const base = await findVersion(act.tx, sheet.id, version);
  if (base === undefined) throw new Refusal("plan.sheet-edited");
  const { answers, conflicts } = mergeAnswers(base.answers, mine, sheet.answers);
  const [first, ...others] = conflicts.map(({ field }) => {
    const label = labelOf(round, sheet, field);
    return new Refusal("plan.sheet-both", { field, params: { label } });
  });
  if (first !== undefined) throw new Refusal("plan.sheet-edited", { others: [first, ...others] });
  return answers;
}

/** By a field's id or its input's name, for messages: several of them stand in one list. */
function labelOf(round: Round, sheet: Sheet, name: string): string {
  const field = listFields(formOf(round, sheet)).find((one) => one.id === name || inputName(one) === name);
  return field?.label.ja ?? name;
}
