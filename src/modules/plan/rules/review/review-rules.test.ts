import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { directions } from "../../types/evaluation.ts";
import type { Reviewer } from "../../types/review.ts";
import { boardSize, missingReviewers, reviewersOf } from "./board.ts";
import { isOpenToReview, reviewStateOf } from "./states.ts";
import { checkVotes, countScores, countVotes, leadingDirections, sumOfVotes } from "./votes.ts";

const direction = fc.constantFrom(...directions);

test("each review counts once, for the direction that it proposes", () => {
  fc.assert(
    fc.property(fc.array(direction, { maxLength: 20 }), (proposed) => {
      const votes = countVotes(proposed.map((verdict) => ({ verdict })));
      assert.equal(sumOfVotes(votes), proposed.length);
      for (const one of directions) {
        assert.equal(votes[one] ?? 0, proposed.filter((each) => each === one).length);
      }
    }),
  );
});

test("what leads has as many votes as any, several lead on a tie, and without votes nothing leads", () => {
  assert.deepEqual(leadingDirections({ improve: 2, keep: 2, end: 1 }), ["keep", "improve"]);
  assert.deepEqual(leadingDirections({ improve: 4, keep: 1 }), ["improve"]);
  assert.deepEqual(leadingDirections({}), []);
});

test("there is at least one vote and at most one of each reviewer; fewer is allowed", () => {
  assert.equal(checkVotes({}, 3), "no-votes");
  assert.equal(checkVotes({ improve: 3, keep: 1 }, 3), "too-many");
  assert.equal(checkVotes({ improve: 1 }, 3), undefined);
  assert.equal(checkVotes({ improve: 2, keep: 1 }, 3), undefined);
});

test("scores are counted by criterion and grade", () => {
  const all = { necessity: "A", effectiveness: "B", efficiency: "C", fairness: "A" } as const;
  const [necessity] = countScores([{ scores: all }, { scores: { ...all, necessity: "B" } }]);
  assert.deepEqual(necessity, { criterion: "necessity", counts: { A: 1, B: 1, C: 0 } });
});

const reviewer = (personId: string, removedAt?: Date): Reviewer => ({
  roundId: "r",
  personId,
  isChair: false,
  publicTitle: "市民代表",
  namedAt: new Date(0),
  removedAt,
  removalReason: removedAt && "辞任",
});

test("a board waits for who sits on it and is not excluded; a review that was handed in counts even if its writer left", () => {
  const board = [reviewer("a"), reviewer("b"), reviewer("c", new Date(1))];
  const reviewers = reviewersOf(board, [{ sheetId: "s", personId: "b", reason: "親族" }]);
  assert.deepEqual(
    reviewers.map(({ personId }) => personId),
    ["a"],
  );
  assert.deepEqual(missingReviewers(reviewers, [{ personId: "a" }]), []);
  assert.equal(boardSize(reviewers, [{ personId: "a" }, { personId: "c" }]), 2);
});

test("a review is open until it is handed in, and closed for good once the board begins", () => {
  const [savedAt, handedInAt] = [new Date(1), new Date(2)];
  const stateIn = (state: "in-review" | "discussing", times: { savedAt?: Date; handedInAt?: Date }) =>
    reviewStateOf({ state, savedAt: times.savedAt, handedInAt: times.handedInAt });
  assert.equal(stateIn("in-review", {}), "not-begun");
  assert.equal(stateIn("in-review", { savedAt }), "draft");
  assert.equal(stateIn("in-review", { savedAt, handedInAt }), "handed-in");
  assert.equal(stateIn("discussing", { savedAt }), "missed");
  assert.equal(stateIn("discussing", { savedAt, handedInAt }), "closed");
  assert.deepEqual(
    ["not-begun", "draft", "handed-in", "missed", "closed"].filter((state) => isOpenToReview(state as "draft")),
    ["not-begun", "draft"],
  );
});
