import type { Act } from "../../../../kernel/act.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import { notFound, Refusal } from "../../../../kernel/refusal.ts";
import { boardSize, missingReviewers, reviewersOf } from "../../rules/review/board.ts";
import { checkVotes, sumOfVotes } from "../../rules/review/votes.ts";
import { listExclusions, listReviewers } from "../../store/review/reviewer.ts";
import { lockSheet, type ReviewerSheet } from "../../store/review/sheet.ts";
import { insertVerdict, listHandedIn } from "../../store/review/verdict.ts";
import type { Direction } from "../../types/evaluation.ts";
import type { Reviewer, Votes } from "../../types/review.ts";
import { moveSheet } from "../evaluation/move-sheet.ts";
import { requirePlanner } from "./name-reviewer.ts";
import { getSheetOfReviewer, personOf } from "./write-review.ts";

/** Who is to review a sheet, who has handed in, who is missing. Says nothing of what was written. */
export async function lookAtBoard(db: Db | Tx, sheet: { readonly id: string; readonly roundId: string }) {
  const board = await listReviewers(db, sheet.roundId);
  const exclusions = await listExclusions(db, sheet.id);
  const handedIn = await listHandedIn(db, sheet.id);
  const reviewers = reviewersOf(board, exclusions);
  return {
    board,
    exclusions,
    handedIn,
    reviewers,
    missing: missingReviewers(reviewers, handedIn),
    size: boardSize(reviewers, handedIn),
  };
}

/** The planner moves on, for a reason if somebody is missing. From here on no review can be handed in or taken back. */
export async function beginDiscussion(
  act: Act,
  input: { roundId: string; sheetId: string; reason: string | undefined },
): Promise<void> {
  requirePlanner(act);
  const sheet = await lockSheet(act.tx, input.sheetId);
  if (sheet === undefined || sheet.roundId !== input.roundId) throw notFound();
  if (sheet.state !== "in-review") throw new Refusal("plan.sheet-move");
  const { handedIn, missing, board } = await lookAtBoard(act.tx, sheet);
  needChair(board);
  if (handedIn.length === 0) throw new Refusal("plan.no-review");
  if (missing.length > 0 && input.reason === undefined) {
    throw new Refusal("plan.review-awaited", {
      status: 422,
      field: "reason",
      params: { count: missing.length },
    });
  }
  await moveSheet(act, { sheetId: sheet.id, to: "discussing", comment: input.reason });
}

/** The chair begins, once everybody has handed in. */
export async function beginDiscussionAsChair(act: Act, { sheetId }: { sheetId: string }): Promise<void> {
  const sheet = await getSheetOfChair(act, sheetId);
  if (sheet.state !== "in-review") throw new Refusal("plan.sheet-move");
  const { handedIn, missing } = await lookAtBoard(act.tx, sheet);
  if (handedIn.length === 0 || missing.length > 0) throw new Refusal("plan.review-awaited-by-chair");
  await moveSheet(act, { sheetId: sheet.id, to: "discussing" });
}

/** 委員会の判定. Stored once: whoever comes second, from another tab, is told. */
export async function decideVerdict(
  act: Act,
  input: { sheetId: string; verdict: Direction; votes: Votes; comment: string },
): Promise<void> {
  const sheet = await getSheetOfChair(act, input.sheetId);
  if (sheet.state === "in-review") throw new Refusal("plan.board-not-begun");
  if (sheet.state !== "discussing") throw new Refusal("plan.verdict-exists");
  const { size } = await lookAtBoard(act.tx, sheet);
  const problem = checkVotes(input.votes, size);
  if (problem !== undefined) {
    throw new Refusal(problem === "no-votes" ? "plan.votes-none" : "plan.votes-too-many", {
      status: 422,
      field: "votes-expand",
      params: { reviewers: size },
    });
  }
  await insertVerdict(act.tx, {
    sheetId: sheet.id,
    verdict: input.verdict,
    votes: input.votes,
    voted: sumOfVotes(input.votes),
    reviewers: size,
    comment: input.comment,
    decidedBy: personOf(act),
    decidedAt: act.now,
  });
  await audit(act, { what: "verdict.decided", subject: `sheet/${sheet.id}` });
  await moveSheet(act, { sheetId: sheet.id, to: "answering" });
}

async function getSheetOfChair(act: Act, sheetId: string): Promise<ReviewerSheet> {
  const sheet = await getSheetOfReviewer(act, sheetId);
  if (!sheet.isChair) throw notFound();
  return sheet;
}

function needChair(board: readonly Reviewer[]): void {
  if (!board.some(({ isChair, removedAt }) => isChair && removedAt === undefined)) throw new Refusal("plan.no-chair");
}
