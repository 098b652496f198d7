import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../../kernel/db/lock.ts";
import { forbidden, notFound, Refusal } from "../../../../kernel/refusal.ts";
import { mayApproveFigure } from "../../rules/figure/may.ts";
import {
  decideFigure,
  findFigureForUpdate,
  findInForceForUpdate,
  listFiguresById,
  supersedeFigure,
} from "../../store/figure/figures.ts";
import type { Figure } from "../../types/figure.ts";
import { getFigureGround, getIndicatorIn } from "./plan-ground.ts";

export type ApproveFigures = {
  readonly planId: string;
  /** Each with the figure in force that the approver saw beside it: if another is in force by now, it is looked at again. */
  readonly figures: readonly { readonly figureId: string; readonly seenId: string | undefined }[];
};

/** 決裁: the proposals come into force; what was in force stays readable as superseded. All of them or none. */
export async function approveFigures(act: Act, { planId, figures }: ApproveFigures): Promise<{ approved: number }> {
  if (figures.length === 0) throw new Refusal("plan.staff-figure-none", { status: 422, field: "figure" });
  const ground = await getFigureGround(act.tx, planId);
  const wanted = await listFiguresById(
    act.tx,
    figures.map(({ figureId }) => figureId),
  );
  await lockSorted(
    act.tx,
    "plan.figure",
    wanted.map((one) => `${one.planId}/${one.indicatorId}/${one.year}`),
  );
  for (const { figureId, seenId } of figures) {
    const figure = await getProposal(act, planId, figureId);
    const indicator = getIndicatorIn(ground, figure.indicatorId);
    if (!mayApproveFigure(act.actor, ground.sectionsOf(indicator))) throw forbidden();
    if (figure.origin !== "metric" && figure.proposedBy === personOf(act.actor)) {
      throw new Refusal("plan.figure-four-eyes", { field: "figure" });
    }
    await putInForce(act, figure, seenId);
    await audit(act, { what: "plan.figure-approved", subject: `figure/${figureId}` });
  }
  return { approved: figures.length };
}

export async function rejectFigure(
  act: Act,
  { planId, figureId, reason }: { planId: string; figureId: string; reason: string },
): Promise<void> {
  const ground = await getFigureGround(act.tx, planId);
  const figure = await getProposal(act, planId, figureId);
  if (!mayApproveFigure(act.actor, ground.sectionsOf(getIndicatorIn(ground, figure.indicatorId)))) throw forbidden();
  await decideFigure(act.tx, figureId, { state: "rejected", by: personOf(act.actor), at: act.now, note: reason });
  await audit(act, { what: "plan.figure-rejected", subject: `figure/${figureId}`, reason });
}

/** One in force for an indicator and a year: whoever comes second finds the first's value, and looks again. */
async function putInForce(act: Act, figure: Figure, seenId: string | undefined): Promise<void> {
  const inForce = await findInForceForUpdate(act.tx, figure);
  if (inForce?.id !== seenId) throw new Refusal("plan.staff-figure-changed", { field: "figure" });
  if (inForce !== undefined) await supersedeFigure(act.tx, inForce.id);
  await decideFigure(act.tx, figure.id, { state: "approved", by: personOf(act.actor), at: act.now });
}

async function getProposal(act: Act, planId: string, figureId: string): Promise<Figure> {
  const figure = await findFigureForUpdate(act.tx, figureId);
  if (figure === undefined || figure.planId !== planId) throw notFound();
  if (figure.state !== "proposed") throw new Refusal("plan.staff-figure-decided", { field: "figure" });
  return figure;
}
