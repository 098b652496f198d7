import type { Html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { type LocalText, localText } from "../../../../kernel/i18n/locales.ts";
import { type Translate, withoutRuby, withRuby } from "../../../../kernel/i18n/translate.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import { leadingDirections } from "../../rules/review/votes.ts";
import { type Direction, directions } from "../../types/evaluation.ts";
import type { JointVerdict, Votes } from "../../types/review.ts";

/** A city's text in the reader's language, with readings. */
export function say(t: Translate, text: LocalText): Html {
  return withRuby(localText(text, t.locale));
}

export function plain(t: Translate, text: LocalText): string {
  return withoutRuby(localText(text, t.locale));
}

export function directionWord(t: Translate, direction: Direction): string {
  return t.text(`plan-review.direction.${direction}`);
}

/** 「改善」4、「現状維持」1 */
export function votesInWords(t: Translate, votes: Votes): string {
  return directions
    .flatMap((direction) => {
      const count = votes[direction] ?? 0;
      return count === 0 ? [] : [t.text("plan-review.votes.one", { direction: directionWord(t, direction), count })];
    })
    .join(t.text("plan-review.votes.between"));
}

/** 委員5人のうち4人が「改善」. On a tie, or where the board decided against most votes, all votes. */
export function verdictInWords(t: Translate, verdict: JointVerdict): string {
  const direction = directionWord(t, verdict.verdict);
  const leading = leadingDirections(verdict.votes);
  const isPlain = leading.length === 1 && leading[0] === verdict.verdict;
  if (!isPlain) {
    return t.text("plan-review.verdict.with-votes", { direction, votes: votesInWords(t, verdict.votes) });
  }
  return t.text("plan-review.verdict.of", {
    direction,
    reviewers: verdict.reviewers,
    votes: verdict.votes[verdict.verdict] ?? 0,
  });
}

export function dayOf({ city, locale }: View, instant: Date): string {
  return formatDate(civilDateOf(instant, city.config.zone), locale, { weekday: false });
}

/** The rule set's own grade in words, unless it says no more than the verdict: おくれ　段階　おくれ. */
export function gradeBeside(
  t: Translate,
  verdict: "good" | "late" | "unknown",
  grade: LocalText | undefined,
): string[] {
  if (grade === undefined || plain(t, grade) === t.text(`plan-review.judged.${verdict}`)) return [];
  return [t.text("plan-review.grade", { grade: plain(t, grade) })];
}
