import { randomUUID } from "node:crypto";
import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../../kernel/db/lock.ts";
import { emit } from "../../../../kernel/jobs/emit.ts";
import { forbidden, notFound, Refusal } from "../../../../kernel/refusal.ts";
import { mayPrepare, mayPublish } from "../../rules/figure/may.ts";
import {
  endPrepared,
  findPrepared,
  insertPrepared,
  insertPublication,
  type Prepared,
} from "../../store/figure/publications.ts";
import { insertPublished } from "../../store/figure/published.ts";
import { composePublication } from "./compose-publication.ts";

type OfYear = { readonly planId: string; readonly year: number };

/** 公表の準備: one person has looked through the preview. `hash` is of what the page showed. */
export async function preparePublication(
  act: Act,
  { planId, year, note, hash }: OfYear & { note: string; hash: string },
): Promise<{ preparedId: string }> {
  const preparedBy = personOf(act.actor);
  if (!mayPrepare(act.actor) || preparedBy === undefined) throw forbidden();
  const composed = await composePublication(act.tx, planId, year);
  if (composed.hash !== hash) throw new Refusal("plan.staff-publication-changed");
  if (composed.rows.every(({ change }) => change === "unchanged")) throw new Refusal("plan.staff-publication-nothing");
  if ((await findPrepared(act.tx, { planId, year })) !== undefined) throw new Refusal("plan.staff-publication-waiting");
  const id = randomUUID();
  await insertPrepared(act.tx, { id, planId, year, note, hash, preparedBy, preparedAt: act.now });
  await audit(act, { what: "plan.publication-prepared", subject: `plan/${planId}`, counts: { year } });
  return { preparedId: id };
}

export async function giveBackPublication(
  act: Act,
  { planId, year, preparedId, reason }: OfYear & { preparedId: string; reason: string },
): Promise<void> {
  const givenBackBy = personOf(act.actor);
  if (!mayPrepare(act.actor) || givenBackBy === undefined) throw forbidden();
  const prepared = await getPrepared(act, { planId, year }, preparedId);
  if (!(await endPrepared(act.tx, prepared.id, { at: act.now, givenBackBy, reason }))) throw notFound();
  await audit(act, { what: "plan.publication-given-back", subject: `plan/${planId}`, reason, counts: { year } });
}

/**
 * 公表: another person than who prepared it. What becomes public is what was previewed, to the letter: if a value, a rule or the plan
 * has changed since, nothing is published. The judgements are kept as they are now.
 */
export async function publish(
  act: Act,
  { planId, year, preparedId }: OfYear & { preparedId: string },
): Promise<{ publicationId: string; published: number }> {
  if (!mayPublish(act.actor)) throw forbidden();
  await lockSorted(act.tx, "plan.publication", [`${planId}/${year}`]);
  const prepared = await getPrepared(act, { planId, year }, preparedId);
  const { rows, hash } = await composePublication(act.tx, planId, year);
  if (hash !== prepared.hash) throw new Refusal("plan.staff-publication-changed");
  const publicationId = randomUUID();
  await insertPublication(act.tx, {
    id: publicationId,
    planId,
    year,
    note: prepared.note,
    preparedBy: prepared.preparedBy,
    publishedBy: personOf(act.actor),
    publishedAt: act.now,
  });
  const news = rows.filter(({ change }) => change !== "unchanged");
  await insertPublished(act.tx, { publicationId, planId, year }, news);
  await endPrepared(act.tx, prepared.id, { at: act.now, publicationId });
  await audit(act, {
    what: "plan.published",
    subject: `publication/${publicationId}`,
    counts: { figures: news.length },
  });
  await emit(act, "plan.published", { planId, year, publicationId });
  return { publicationId, published: news.length };
}

async function getPrepared(act: Act, ofYear: OfYear, preparedId: string): Promise<Prepared> {
  const prepared = await findPrepared(act.tx, ofYear);
  if (prepared?.id !== preparedId) throw new Refusal("plan.staff-publication-gone");
  return prepared;
}
