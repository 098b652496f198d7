import type { AnswerCondition, Condition } from "../../types/calendar.ts";
import type { Facility } from "../../types/facility.ts";
import type { Question } from "../../types/question.ts";
import type { Finding, Path } from "../finding.ts";
import { listConditions } from "./conditions.ts";

/** Questions have what their kind needs and nothing else; conditions ask of answers only what they can be. */
export function checkQuestions(facility: Facility): readonly Finding[] {
  return [
    ...facility.questions.flatMap((question, index) => checkQuestion(question, ["questions", index])),
    ...listConditions(facility).flatMap(({ when, path }) => checkCondition(facility, when, path)),
  ];
}

function checkQuestion(question: Question, path: Path): readonly Finding[] {
  const isChoice = question.kind === "choice";
  const isNumber = question.kind === "yen" || question.kind === "count";
  const { options } = question;
  return [
    ...(isChoice && options === undefined
      ? [{ path, message: "missing" as const, params: { key: "options" } }]
      : !isChoice && options !== undefined
        ? [{ path: [...path, "options"], message: "question-options" as const }]
        : []),
    ...(!isNumber && question.most !== undefined
      ? [{ path: [...path, "most"], message: "question-most" as const }]
      : []),
  ];
}

function checkCondition(facility: Facility, when: Condition, path: Path): readonly Finding[] {
  const { people } = when;
  const isPeopleWrong = people?.atLeast !== undefined && people.atMost !== undefined && people.atLeast > people.atMost;
  return [
    ...(isPeopleWrong ? [{ path: [...path, "people"], message: "range-empty" as const }] : []),
    ...Object.entries(when.answers ?? {}).flatMap(([id, wanted]) => {
      const question = facility.questions.find((one) => one.id === id);
      return question === undefined ? [] : checkAnswer(question, wanted, [...path, "answers", id]);
    }),
  ];
}

function checkAnswer(question: Question, wanted: AnswerCondition, path: Path): readonly Finding[] {
  // A selector of a message has no hyphen.
  const params = { id: question.id, kind: question.kind.replace("-", "") };
  if (question.askAfterUse) return [{ path, atKey: true, message: "answer-too-late", params }];
  if (!isOfKind(question, wanted)) return [{ path, message: "answer-kind", params }];
  if (typeof wanted === "string" || Array.isArray(wanted)) return [];
  const { from = 0, below, to } = wanted as { from?: number; below?: number; to?: number };
  const end = Math.min(below ?? Number.POSITIVE_INFINITY, (to ?? Number.POSITIVE_INFINITY) + 1);
  const isEmpty = from >= end || from > (question.most ?? Number.POSITIVE_INFINITY);
  return isEmpty ? [{ path, message: "range-empty" }] : [];
}

function isOfKind({ kind }: Question, wanted: AnswerCondition): boolean {
  if (typeof wanted === "string") return kind === "yes-no";
  return Array.isArray(wanted) ? kind === "choice" : kind === "yen" || kind === "count";
}
