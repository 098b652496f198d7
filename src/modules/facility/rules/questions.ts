import { parseWholeNumber } from "../../../kernel/text/digits.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Answer, Answers, Question } from "../types/question.ts";
import type { Reason } from "../types/words.ts";
import type { PricedUse } from "./price.ts";

/** The largest number that can be answered where the file names none. */
const mostOf = { yen: 100_000_000, count: 100_000 } as const;

/** The questions that the form of this space shows, whatever else is chosen there. */
export function questionsOf(facility: Facility, space: Space): readonly Question[] {
  return facility.questions.filter(
    ({ spaces, askAfterUse }) => !askAfterUse && (spaces === undefined || spaces.includes(space.id)),
  );
}

/** Those that must be answered for this category and purpose. */
export function questionsFor(
  facility: Facility,
  space: Space,
  use: { readonly categoryId: string; readonly purposeId: string },
): readonly Question[] {
  return questionsOf(facility, space).filter((question) => isAskedFor(question, use));
}

export function isAskedFor(
  { categories, purposes }: Question,
  use: { readonly categoryId?: string | undefined; readonly purposeId?: string | undefined },
): boolean {
  return isIn(categories, use.categoryId) && isIn(purposes, use.purposeId);
}

export type ReadAnswers = { readonly answers: Answers; readonly reasons: readonly Reason[] };

/**
 * The answers as the rules need them, from what a form or a file says: "yes", "１，０００円", an option's id. Each question
 * that applies must be answered; an answer to one that does not apply is dropped, for the form shows it to everybody; an
 * answer to a question that this space does not have is refused.
 */
export function readAnswers(
  facility: Facility,
  space: Space,
  use: { readonly categoryId: string; readonly purposeId: string; readonly answers: Answers },
): ReadAnswers {
  const answers: Record<string, Answer> = {};
  const reasons: Reason[] = [];
  for (const question of questionsFor(facility, space, use)) {
    const read = readAnswer(question, use.answers[question.id]);
    if (typeof read === "object") reasons.push(read);
    else answers[question.id] = read;
  }
  const shown = questionsOf(facility, space);
  const strange = Object.keys(use.answers).filter((id) => !shown.some((question) => question.id === id));
  for (const id of strange) reasons.push({ code: "facility.answer-unknown", field: `answer.${id}`, params: {} });
  return { answers, reasons };
}

/** One answer, or why it is none. */
export function readAnswer(question: Question, given: Answer | undefined): Answer | Reason {
  const no = (code: Reason["code"], params: Reason["params"] = {}): Reason => ({
    code,
    field: `answer.${question.id}`,
    params: { question: question.name, ...params },
  });
  switch (question.kind) {
    case "yes-no":
      if (given === true || given === "yes") return true;
      if (given === false || given === "no") return false;
      return no("facility.answer-required");
    case "choice": {
      const chosen = question.options?.find(({ id }) => id === given);
      return chosen?.id ?? no("facility.answer-required");
    }
    case "yen":
    case "count": {
      const number = numberOf(given, question.kind);
      const most = question.most ?? mostOf[question.kind];
      if (number === undefined) return no(`facility.answer-${question.kind}`);
      return number <= most ? number : no(`facility.answer-${question.kind}-most`, { most });
    }
  }
}

/**
 * What counts where a price is shown before anybody was asked: no, the first option, no yen, and one person of the first
 * kind that is counted.
 */
export function startingAnswers(
  facility: Facility,
  space: Space,
  use: { readonly categoryId: string; readonly purposeId: string },
): Answers {
  const asked = questionsFor(facility, space, use);
  const firstCount = asked.find(({ kind }) => kind === "count");
  return Object.fromEntries(
    asked.map((question): [string, Answer] => {
      if (question.kind === "yes-no") return [question.id, false];
      if (question.kind === "choice") return [question.id, question.options?.[0]?.id ?? ""];
      return [question.id, question === firstCount ? 1 : 0];
    }),
  );
}

/**
 * Only the answers that a price may depend on: those of questions that apply, read. A price is shown while a form is filled
 * in, so what is missing or wrong is left out here and refused by readAnswers.
 */
export function answersThatApply(facility: Facility, space: Space, use: PricedUse): Answers {
  if (facility.questions.length === 0) return {};
  const read: Record<string, Answer> = {};
  for (const question of questionsFor(facility, space, use)) {
    const answer = readAnswer(question, use.answers?.[question.id]);
    if (typeof answer !== "object") read[question.id] = answer;
  }
  return read;
}

function numberOf(given: Answer | undefined, kind: "yen" | "count"): number | undefined {
  if (typeof given === "number") return Number.isSafeInteger(given) && given >= 0 ? given : undefined;
  if (typeof given !== "string") return undefined;
  const read = parseWholeNumber(given, kind === "yen" ? "円" : "人");
  return read.ok && read.value >= 0 ? read.value : undefined;
}

function isIn(allowed: readonly string[] | undefined, id: string | undefined): boolean {
  return allowed === undefined || (id !== undefined && allowed.includes(id));
}
