import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type FormValues, type Problems, typed, typedAll } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { type LocalText, localText } from "../../../kernel/i18n/locales.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { errorAt, radioField, textField } from "../../../ui/index.ts";
import { questionsOf } from "../rules/questions.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Answer, Answers, Question } from "../types/question.ts";
import { plain, say } from "./words.ts";

/**
 * The facility's own questions. Without a script the form cannot hide what does not apply, so a question that is asked for
 * some categories or purposes only says so, and the rules drop an answer that was not needed.
 */
export function questionFields(
  view: View,
  facility: Facility,
  space: Space,
  values: FormValues,
  problems: Problems,
): readonly Html[] {
  return questionsOf(facility, space).map((question) => questionField(view, facility, question, values, problems));
}

function questionField(
  { t }: View,
  facility: Facility,
  question: Question,
  values: FormValues,
  problems: Problems,
): Html {
  const name = `answer.${question.id}`;
  const error = errorAt(t, problems, name);
  const only = onlyFor(t, facility, question);
  const hints: Content[] = [
    ...(question.note === undefined ? [] : [say(t, question.note)]),
    ...(question.kind === "yen" || question.kind === "count" ? [t(`facility.question.${question.kind}-hint`)] : []),
    ...(only === undefined ? [] : [only]),
  ];
  const frame = {
    t,
    name,
    label: say(t, question.name),
    ...(hints.length === 0
      ? {}
      : { hint: html`${hints.map((hint, index) => html`${index > 0 && html`<br>`}${hint}`)}` }),
    ...(only === undefined ? { need: "required" as const } : {}),
    ...(error === undefined ? {} : { error }),
  };
  const chosen = typedAll(values, name);
  if (question.kind === "yes-no") {
    const options = (["yes", "no"] as const).map((value) => ({ value, label: t(`facility.answer.${value}`) }));
    return radioField({ ...frame, options, chosen, line: true });
  }
  if (question.kind === "choice") {
    const options = (question.options ?? []).map(({ id, name: label, note }) => ({
      value: id,
      label: say(t, label),
      ...(note === undefined ? {} : { note: say(t, note) }),
    }));
    return radioField({ ...frame, options, chosen });
  }
  return textField({ ...frame, inputmode: "numeric", size: "s", value: typed(values, name) });
}

/** The answers of a use, in the order of the form; those that nobody was asked for are left out. */
export function listAnswers(
  t: View["t"],
  locale: View["locale"],
  facility: Facility,
  answers: Answers,
): readonly { readonly name: LocalText; readonly answer: Html; readonly text: string }[] {
  return facility.questions.flatMap((question) => {
    const answer = answers[question.id];
    if (answer === undefined) return [];
    const words = wordsOf(t, locale, question, answer);
    return [{ name: question.name, answer: say(t, words), text: plain(t, words) }];
  });
}

function wordsOf(t: View["t"], locale: View["locale"], question: Question, answer: Answer): LocalText {
  const same = (text: string): LocalText => ({ ja: text });
  if (typeof answer === "boolean") return same(t.text(answer ? "facility.answer.yes" : "facility.answer.no"));
  if (typeof answer === "number") {
    return same(
      question.kind === "yen" ? formatYen(answer, locale) : t.text("facility.answer.count", { count: answer }),
    );
  }
  return question.options?.find(({ id }) => id === answer)?.name ?? same(answer);
}

function onlyFor(t: View["t"], facility: Facility, { categories, purposes }: Question): Html | undefined {
  const named = (list: readonly { readonly id: string; readonly name: LocalText }[], ids: readonly string[] = []) =>
    list.filter(({ id }) => ids.includes(id)).map(({ name }) => localText(name, t.locale));
  const names = [...named(facility.categories, categories), ...named(facility.purposes, purposes)];
  if (names.length === 0) return undefined;
  return t("facility.question.only-for", { names: { marked: names.join(t.text("facility.comma")) } });
}
