import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { Direction } from "./evaluation.ts";

/** 外部評価委員: a resident by account, named for one round. */
export type Reviewer = {
  readonly roundId: string;
  readonly personId: string;
  readonly isChair: boolean;
  /** 学識経験者, 市民代表: shown with the verdict, without a name. */
  readonly publicTitle: string;
  readonly namedAt: Date;
  /** Removed from the board; what was handed in before stays. */
  readonly removedAt: Date | undefined;
  readonly removalReason: string | undefined;
};

/** 除斥: this reviewer does not see this sheet. */
export type ReviewExclusion = {
  readonly sheetId: string;
  readonly personId: string;
  readonly reason: string;
};

/** What a sheet is scored by. */
export const criteria = ["necessity", "effectiveness", "efficiency", "fairness"] as const;
export type Criterion = (typeof criteria)[number];

export const scoreGrades = ["A", "B", "C"] as const;
export type ScoreGrade = (typeof scoreGrades)[number];
export type Scores = Readonly<Partial<Record<Criterion, ScoreGrade>>>;

/** One reviewer's own view. Only that reviewer ever gets this type: `notes` stand in it. */
export type OwnReview = {
  readonly sheetId: string;
  readonly scores: Scores;
  readonly verdict: Direction | undefined;
  readonly comment: string | undefined;
  readonly notes: string | undefined;
  readonly savedAt: Date;
  readonly handedInAt: Date | undefined;
};

/** A review that was handed in, without the person and without the notes. */
export type HandedInReview = {
  readonly scores: Readonly<Record<Criterion, ScoreGrade>>;
  readonly verdict: Direction;
  readonly comment: string;
};

/** How many voted for each direction. */
export type Votes = Readonly<Partial<Record<Direction, number>>>;

/** 委員会の判定 */
export type JointVerdict = {
  readonly sheetId: string;
  readonly verdict: Direction;
  readonly votes: Votes;
  /** The sum of the votes; at most `reviewers`. */
  readonly voted: number;
  /** How many the board had for this sheet. */
  readonly reviewers: number;
  readonly comment: string;
  readonly decidedAt: Date;
};

export const stances = ["accept", "accept-in-part", "not-accept"] as const;
export type Stance = (typeof stances)[number];

/** 約束: what, and until when. */
export type AnswerPromise = { readonly what: string; readonly until: CivilDate };

/** 市の答え */
export type CityAnswer = {
  readonly sheetId: string;
  readonly stance: Stance;
  readonly words: string;
  readonly promises: readonly AnswerPromise[];
  readonly writtenBy: string | undefined;
  readonly writtenAt: Date;
  /** Handed to those who approve; undefined while it is written or was sent back. */
  readonly askedAt: Date | undefined;
  /** Why it was sent back the last time. */
  readonly returnedWords: string | undefined;
  readonly approvedAt: Date | undefined;
};

export const outcomes = ["kept", "under-way", "not-kept"] as const;
export type Outcome = (typeof outcomes)[number];

/** 約束のその後, as it was noted last. */
export type FollowUp = { readonly outcome: Outcome; readonly words: string; readonly notedAt: Date };

/** A promise of an approved answer. */
export type KeptPromise = AnswerPromise & {
  readonly sheetId: string;
  /** From 0, in the order of the answer. */
  readonly number: number;
  /** The fiscal year that was evaluated. */
  readonly year: number;
  readonly followUp: FollowUp | undefined;
};

/** What the board and the city said of a subject in an earlier year. */
export type PastOpinion = {
  readonly sheetId: string;
  readonly year: number;
  readonly verdict: JointVerdict;
  readonly answer: CityAnswer | undefined;
  readonly promises: readonly KeptPromise[];
};
