import type { Translate } from "../../../kernel/i18n/translate.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { formatFiscalYear } from "../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import type { BudgetRequest } from "../types/budget.ts";
import { directions } from "../types/evaluation.ts";
import type { CityAnswer, JointVerdict } from "../types/review.ts";
import { type Block, facts, heading, paragraph, smallPrint } from "./blocks.ts";

export type Voices = {
  readonly verdict: JointVerdict | undefined;
  readonly answer: CityAnswer | undefined;
  /** As everybody may see them. */
  readonly requests: readonly BudgetRequest[];
};

/** 委員会の判定 → 市の答え → 予算の答え. What has not happened yet is said, not left out. */
export function voiceBlocks(t: Translate, voices: Voices, level: 2 | 3 | 4): readonly Block[] {
  return [
    heading(level, t.text("plan-report.review.title")),
    ...reviewBlocks(t, voices.verdict),
    heading(level, t.text("plan-report.answer.title")),
    ...answerBlocks(t, voices),
    heading(level, t.text("plan-report.budget.title")),
    ...(voices.requests.length === 0
      ? [paragraph(t.text("plan-report.budget.none"))]
      : voices.requests.flatMap((request) => requestBlocks(t, request))),
  ];
}

function reviewBlocks(t: Translate, verdict: JointVerdict | undefined): readonly Block[] {
  if (verdict === undefined) return [paragraph(t.text("plan-report.review.none"))];
  const separator = t.locale === "en" ? ", " : "、";
  const votes = directions
    .flatMap((direction) => {
      const count = verdict.votes[direction] ?? 0;
      const word = t.text(`plan-report.direction.${direction}`);
      return count === 0 ? [] : [t.text("plan-report.review.votes", { direction: word, count })];
    })
    .join(separator);
  return [
    {
      kind: "statement",
      value: { shape: "", text: t.text(`plan-report.direction.${verdict.verdict}`), strong: true },
    },
    smallPrint(t.text("plan-report.review.board", { reviewers: verdict.reviewers, votes })),
    paragraph(verdict.comment),
  ];
}

function answerBlocks(t: Translate, { verdict, answer }: Voices): readonly Block[] {
  if (answer?.approvedAt === undefined) {
    return [paragraph(t.text(verdict === undefined ? "plan-report.answer.no-review" : "plan-report.answer.none"))];
  }
  const promises = answer.promises.map(({ what, until }) => {
    const day = formatDate(until, t.locale, { weekday: false });
    return t.locale === "en"
      ? `${what} (${t.text("plan-report.answer.until", { day })})`
      : `${what}（${t.text("plan-report.answer.until", { day })}）`;
  });
  return [
    { kind: "statement", value: { shape: "", text: t.text(`plan-report.stance.${answer.stance}`), strong: true } },
    paragraph(answer.words),
    ...(promises.length === 0 ? [] : [{ kind: "list" as const, items: promises }]),
  ];
}

function requestBlocks(t: Translate, request: BudgetRequest): readonly Block[] {
  const yen = (amount: number | undefined) => (amount === undefined ? undefined : formatYen(amount, t.locale));
  return [
    ...facts([
      [t.text("plan-report.budget.year"), formatFiscalYear(request.year, t.locale)],
      [t.text("plan-report.budget.project"), request.project],
      [t.text("plan-report.budget.before"), yen(request.before)],
      [t.text("plan-report.budget.asked"), yen(request.asked)],
      [t.text("plan-report.budget.reason"), request.reason],
      [t.text("plan-report.budget.decided"), yen(request.decided)],
      [t.text("plan-report.budget.answer"), request.answer],
    ]),
    ...(request.state === "published" ? [] : [paragraph(t.text("plan-report.budget.waiting"))]),
  ];
}
