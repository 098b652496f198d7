import { randomUUID } from "node:crypto";
import type { Act } from "../../../../kernel/act.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../../kernel/db/lock.ts";
import { later } from "../../../../kernel/jobs/emit.ts";
import { forbidden, Refusal } from "../../../../kernel/refusal.ts";
import { mayTypeFigure } from "../../rules/figure/may.ts";
import { decideFigure, findInForceForUpdate, insertFigures, listFigures } from "../../store/figure/figures.ts";
import { type NewReading, putReading } from "../../store/figure/readings.ts";
import type { Figure } from "../../types/figure.ts";
import { fiscalYearAt, getFigureGround, getIndicatorIn } from "./plan-ground.ts";

export type CountAsked = { readonly planId: string; readonly indicatorId: string; readonly year: number };

/** 今すぐ数える, or 年度をしめる: the counting itself is a job, because a metric may read a million records. */
export async function askForCount(act: Act, { planId, indicatorId, year }: CountAsked): Promise<void> {
  const ground = await getFigureGround(act.tx, planId);
  const indicator = getIndicatorIn(ground, indicatorId);
  if (!mayTypeFigure(act.actor, ground.sectionsOf(indicator))) throw forbidden();
  if (indicator.feed.by !== "metric") throw new Refusal("plan.staff-figure-no-metric");
  const present = fiscalYearAt(act.now, act.city.config.zone);
  if (year < indicator.baseline.year || year > present) throw new Refusal("plan.staff-figure-year-count");
  await later(act, { name: "plan.count-metric", data: { planId, indicatorId, year } });
  await audit(act, { what: "plan.count-asked", subject: `indicator/${planId}/${indicatorId}`, counts: { year } });
}

export async function storeReadings(act: Act, readings: readonly NewReading[]): Promise<void> {
  for (const reading of readings) await putReading(act.tx, reading);
}

export type CountedFigure = Pick<
  Figure,
  "planId" | "indicatorId" | "year" | "value" | "numerator" | "denominator" | "source" | "rule" | "countedAt"
>;

/**
 * What a metric counted for a year that is over. The first count comes into force. A later one with another result never changes
 * what is in force or public: it is a proposal, and the difference is shown.
 */
export async function storeClosedYear(
  act: Act,
  counted: CountedFigure,
): Promise<"in-force" | "same" | "difference" | "known-difference"> {
  const { planId, indicatorId, year, value } = counted;
  await lockSorted(act.tx, "plan.figure", [`${planId}/${indicatorId}/${year}`]);
  const inForce = await findInForceForUpdate(act.tx, counted);
  const waiting = (await listFigures(act.tx, planId, { indicatorId, year, state: "proposed" })).filter(
    ({ origin }) => origin === "metric",
  );
  const isSame = (figure: Figure | undefined) => figure !== undefined && Number(figure.value) === Number(value);
  if (inForce !== undefined && waiting.some(isSame)) return "known-difference";
  // An earlier recount says nothing any more once there is a newer one.
  for (const earlier of waiting) {
    await decideFigure(act.tx, earlier.id, { state: "rejected", by: undefined, at: act.now });
  }
  if (isSame(inForce)) return "same";
  const isFirst = inForce === undefined;
  await insertFigures(act.tx, [
    {
      ...counted,
      id: randomUUID(),
      counts: [],
      certainty: "final",
      origin: "metric",
      state: isFirst ? "approved" : "proposed",
      proposedBy: undefined,
      proposedAt: act.now,
      decidedBy: undefined,
      decidedAt: isFirst ? act.now : undefined,
      note: undefined,
      sample: false,
    },
  ]);
  await audit(act, {
    what: isFirst ? "plan.year-closed" : "plan.year-recounted",
    subject: `indicator/${planId}/${indicatorId}`,
    counts: { year },
  });
  return isFirst ? "in-force" : "difference";
}
