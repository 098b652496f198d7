export const questionStates = ["waiting", "shown", "answered", "declined"] as const;
export type QuestionState = (typeof questionStates)[number];

/** A resident's question or comment on a part of a plan. Nobody but the asker and staff sees it before staff have looked. */
export type Question = {
  readonly id: string;
  readonly planId: string;
  readonly node: string;
  /** undefined: the person has deleted the account. */
  readonly personId: string | undefined;
  readonly penName: string | undefined;
  readonly words: string;
  readonly askedAt: Date;
  readonly state: QuestionState;
  readonly answer: string | undefined;
  /** Who answers or declines: the section, never a person. */
  readonly sectionId: string | undefined;
  readonly answeredAt: Date | undefined;
  readonly declineReason: string | undefined;
};
