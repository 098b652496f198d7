import { randomUUID } from "node:crypto";
import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { forbidden, Refusal } from "../../../../kernel/refusal.ts";
import { mayTypeFigure } from "../../rules/figure/may.ts";
import { insertFigures, listFigures } from "../../store/figure/figures.ts";
import { getFigureGround, getIndicatorIn } from "./plan-ground.ts";

/** 速報を確定にする: the same values, proposed as final. They wait for another person, as every value does. */
export async function finaliseFigures(
  act: Act,
  { planId, year, indicatorIds }: { planId: string; year: number; indicatorIds: readonly string[] },
): Promise<{ proposed: number }> {
  const ground = await getFigureGround(act.tx, planId);
  const figures = await listFigures(act.tx, planId, { year });
  const isWaiting = (indicatorId: string) =>
    figures.some((one) => one.indicatorId === indicatorId && one.state === "proposed" && one.origin !== "metric");
  const provisional = figures.filter(
    (one) => one.state === "approved" && one.certainty === "provisional" && indicatorIds.includes(one.indicatorId),
  );
  for (const { indicatorId } of provisional) {
    if (!mayTypeFigure(act.actor, ground.sectionsOf(getIndicatorIn(ground, indicatorId)))) throw forbidden();
  }
  const news = provisional.filter(({ indicatorId }) => !isWaiting(indicatorId));
  if (news.length === 0) throw new Refusal("plan.staff-figure-none-provisional", { status: 422, field: "final" });
  await insertFigures(
    act.tx,
    news.map((figure) => ({
      ...figure,
      id: randomUUID(),
      certainty: "final",
      // What a machine counted is said to be final by a person: from here on it is a person's word.
      origin: figure.origin === "metric" ? "hand" : figure.origin,
      state: "proposed",
      proposedBy: personOf(act.actor),
      proposedAt: act.now,
      decidedBy: undefined,
      decidedAt: undefined,
      note: undefined,
      sample: false,
    })),
  );
  await audit(act, { what: "plan.figures-finalised", subject: `plan/${planId}`, counts: { figures: news.length } });
  return { proposed: news.length };
}
