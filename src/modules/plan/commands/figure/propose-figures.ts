import { randomUUID } from "node:crypto";
import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../../kernel/db/lock.ts";
import type { Params } from "../../../../kernel/i18n/translate.ts";
import { Refusal } from "../../../../kernel/refusal.ts";
import { type EntryProblem, type FigureEntry, readEntries, type TypedFigure } from "../../rules/figure/entry.ts";
import { mayTypeFigure } from "../../rules/figure/may.ts";
import { decideFigure, insertFigures, listFigures, type NewFigure } from "../../store/figure/figures.ts";
import type { Figure, Origin } from "../../types/figure.ts";
import type { Decimal } from "../../types/words.ts";
import { type FigureGround, fiscalYearAt, getFigureGround, getIndicatorIn } from "./plan-ground.ts";

export type ProposeFigures = {
  readonly planId: string;
  readonly rows: readonly TypedFigure[];
  readonly origin: Extract<Origin, "hand" | "import" | "api">;
  /** The person has looked at what is implausible and says that it is so. */
  readonly isConfirmed: boolean;
  /** A program that holds a key for this plan: no person types. */
  readonly byProgram?: boolean;
};

export type Proposed = { readonly proposed: number; readonly unchanged: number };

/**
 * Values as somebody typed, pasted, sent in a file or by a program. All of them or none; each waits for another person's approval.
 * A value that is in force already, or waits already, is not proposed again, so that the same table may be sent twice.
 */
export async function proposeFigures(act: Act, asked: ProposeFigures): Promise<Proposed> {
  const { planId, rows, isConfirmed, byProgram = false } = asked;
  const ground = await getFigureGround(act.tx, planId);
  const figures = await listFigures(act.tx, planId);
  const read = readEntries(rows, {
    indicators: ground.indicators.map((indicator) => ({
      ...indicator,
      isTyped: byProgram || mayTypeFigure(act.actor, ground.sectionsOf(indicator)),
    })),
    known: (indicatorId, year) => lastKnown(figures, indicatorId, year),
    lastYear: fiscalYearAt(act.now, act.city.config.zone),
    isConfirmed,
  });
  if (!read.ok) throw refusalOfRows(read.problems, read.hasDoubts);
  const news = read.entries.filter((entry) => !isKnown(figures, entry, asked.origin));
  await lockSorted(
    act.tx,
    "plan.figure",
    news.map(({ indicatorId, year }) => `${planId}/${indicatorId}/${year}`),
  );
  for (const waiting of figures.filter((figure) => isReplaced(figure, news))) {
    await decideFigure(act.tx, waiting.id, { state: "rejected", by: personOf(act.actor), at: act.now });
  }
  await insertFigures(
    act.tx,
    news.map((entry) => figureOf(act, ground, entry, asked)),
  );
  if (news.length > 0) {
    await audit(act, { what: "plan.figures-proposed", subject: `plan/${planId}`, counts: { figures: news.length } });
  }
  return { proposed: news.length, unchanged: read.entries.length - news.length };
}

function figureOf(act: Act, ground: FigureGround, entry: FigureEntry, { planId, origin }: ProposeFigures): NewFigure {
  const { indicatorId, year, value, certainty, source } = entry;
  return {
    id: randomUUID(),
    planId,
    indicatorId,
    year,
    value,
    numerator: undefined,
    denominator: undefined,
    counts: [],
    certainty,
    origin,
    source,
    rule: getIndicatorIn(ground, indicatorId).rule.ja,
    countedAt: act.now,
    state: "proposed",
    proposedBy: personOf(act.actor),
    proposedAt: act.now,
    decidedBy: undefined,
    decidedAt: undefined,
    note: undefined,
    sample: false,
  };
}

/** All problems at once: one refusal, and the others with it. */
function refusalOfRows(problems: readonly EntryProblem[], hasDoubts: boolean): Refusal {
  const confirm = { code: "plan.staff-figure-confirm", field: "confirm", params: {} };
  return refusalOfMany(hasDoubts ? [...problems, confirm] : problems);
}

export function refusalOfMany(problems: readonly { code: string; field: string; params: Params }[]): Refusal {
  const [first, ...others] = problems.map(({ code, ...rest }) => ({
    code,
    options: { status: 422 as const, ...rest },
  }));
  if (first === undefined) throw new Error("a refusal has a problem");
  return new Refusal(first.code, {
    ...first.options,
    others: others.map(({ code, options }) => new Refusal(code, options)),
  });
}

export function lastKnown(figures: readonly Figure[], indicatorId: string, year: number): Decimal | undefined {
  const before = figures.filter(
    (one) => one.indicatorId === indicatorId && one.state === "approved" && one.year < year,
  );
  return before.toSorted((a, b) => b.year - a.year)[0]?.value;
}

/** The same value in force or waiting: by the same way, or of the same source. */
function isKnown(figures: readonly Figure[], entry: FigureEntry, origin: Origin): boolean {
  return figures.some(
    (one) =>
      one.indicatorId === entry.indicatorId &&
      one.year === entry.year &&
      (one.state === "approved" || (one.state === "proposed" && one.origin === origin)) &&
      Number(one.value) === Number(entry.value) &&
      one.certainty === entry.certainty &&
      (one.state === "approved" || one.source === entry.source),
  );
}

/** Who sends a value anew takes back what still waits. What a metric counted again stays: it is a finding, not a draft. */
function isReplaced(figure: Figure, news: readonly FigureEntry[]): boolean {
  return (
    figure.state === "proposed" &&
    figure.origin !== "metric" &&
    news.some(({ indicatorId, year }) => figure.indicatorId === indicatorId && figure.year === year)
  );
}
