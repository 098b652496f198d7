import type { LocalText } from "../../../kernel/i18n/locales.ts";

export const questionKinds = ["yes-no", "choice", "yen", "count"] as const;
export type QuestionKind = (typeof questionKinds)[number];

/**
 * What the booking form asks beyond category, purpose and people, because the ordinance makes something depend on it:
 * residence, profit, the admission fee, how many adults and children. Conditions of every table can use the answers, so
 * that a city's own distinction needs no code. Who books says so; staff can see it on the booking.
 */
export type Question = {
  readonly id: string;
  /** The question as it stands on the form: 「入場料を取りますか」. */
  readonly name: LocalText;
  readonly note?: LocalText | undefined;
  /** yen: whole yen. count: how many people or things. */
  readonly kind: QuestionKind;
  /** Of a choice: two or more, in the order of the form; the first counts where a price is shown before anybody asked. */
  readonly options?: readonly QuestionOption[] | undefined;
  /** Asked only for these; a list that is missing means for all. */
  readonly spaces?: readonly string[] | undefined;
  readonly purposes?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
  /** The largest answer of yen and count. */
  readonly most?: number | undefined;
  /** Known only when the use is over (売上); staff enter it then, and no condition can ask for it before. */
  readonly askAfterUse?: boolean | undefined;
};

export type QuestionOption = {
  readonly id: string;
  readonly name: LocalText;
  readonly note?: LocalText | undefined;
};

/** yes-no: true or false. choice: the option's id. yen and count: a whole number, not negative. */
export type Answer = string | number | boolean;

/** By question id. Holds an answer to each question that applies, and nothing else, once the rules have read it. */
export type Answers = Readonly<Record<string, Answer>>;
