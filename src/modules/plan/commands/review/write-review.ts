import type { Act } from "../../../../kernel/act.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../../kernel/refusal.ts";
import { isOpenToReview, reviewStateOf } from "../../rules/review/states.ts";
import { missingOf } from "../../rules/review/whole.ts";
import { findOwnReview, storeOwnReview, takeBackOwnReview } from "../../store/review/own.ts";
import { findReviewerSheet, type ReviewerSheet } from "../../store/review/sheet.ts";
import type { OwnReview } from "../../types/review.ts";

export type ReviewTyped = Pick<OwnReview, "scores" | "verdict" | "comment" | "notes">;

/** A draft may be as empty as it likes. Only while the sheet waits for reviews and this one was not handed in. */
export async function saveReview(act: Act, input: { sheetId: string } & ReviewTyped): Promise<void> {
  const sheet = await getSheetOfReviewer(act, input.sheetId);
  if (!isOpenToReview(reviewStateOf(sheet))) throw new Refusal("plan.review-not-open");
  await store(act, sheet, input, undefined);
}

/** From now on it counts. It can be taken back until the board begins. */
export async function handInReview(act: Act, input: { sheetId: string } & ReviewTyped): Promise<void> {
  const sheet = await getSheetOfReviewer(act, input.sheetId);
  if (!isOpenToReview(reviewStateOf(sheet))) throw new Refusal("plan.review-not-open");
  const [first, ...others] = missingOf(input).map(
    (field) => new Refusal("plan.review-missing", { status: 422, field }),
  );
  if (first !== undefined) throw new Refusal(first.code, { status: 422, field: first.field ?? "", others });
  await store(act, sheet, input, act.now);
  await audit(act, { what: "review.handed-in", subject: `sheet/${sheet.id}` });
}

export async function takeBackReview(act: Act, { sheetId }: { sheetId: string }): Promise<void> {
  const sheet = await getSheetOfReviewer(act, sheetId);
  if (reviewStateOf(sheet) !== "handed-in") throw new Refusal("plan.review-not-open");
  await takeBackOwnReview(act.tx, sheetId, personOf(act));
  await audit(act, { what: "review.taken-back", subject: `sheet/${sheet.id}` });
}

/** The notes are the reviewer's own for as long as the sheet can be seen, also when the review is handed in. */
export async function saveNotes(act: Act, input: { sheetId: string; notes: string | undefined }): Promise<void> {
  const sheet = await getSheetOfReviewer(act, input.sheetId);
  const own = await findOwnReview(act.tx, sheet.id, personOf(act));
  const { scores = {}, verdict, comment, handedInAt } = own ?? {};
  await storeOwnReview(act.tx, {
    sheetId: sheet.id,
    personId: personOf(act),
    scores,
    verdict,
    comment,
    notes: input.notes,
    savedAt: own?.savedAt ?? act.now,
    handedInAt,
  });
}

/** Locked: a board that begins at the same time waits, or this one sees that it has begun. */
export async function getSheetOfReviewer(act: Act, sheetId: string): Promise<ReviewerSheet> {
  const sheet = await findReviewerSheet(act.tx, personOf(act), sheetId, { lock: true });
  if (sheet === undefined) throw notFound();
  return sheet;
}

export function personOf({ actor }: Pick<Act, "actor">): string {
  if (actor.kind !== "resident") throw notFound();
  return actor.personId;
}

async function store(act: Act, sheet: ReviewerSheet, typed: ReviewTyped, handedInAt: Date | undefined): Promise<void> {
  await storeOwnReview(act.tx, {
    sheetId: sheet.id,
    personId: personOf(act),
    scores: typed.scores,
    verdict: typed.verdict,
    comment: typed.comment,
    notes: typed.notes,
    savedAt: act.now,
    handedInAt,
  });
}
