import { randomUUID } from "node:crypto";
import type { Act } from "../../../../kernel/act.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../../kernel/db/lock.ts";
import { forbidden, notFound, Refusal } from "../../../../kernel/refusal.ts";
import { mostWaiting } from "../../rules/public/question.ts";
import { findNode } from "../../store/plan.ts";
import { countQuestionsOf, insertQuestion } from "../../store/question.ts";

export type QuestionAsked = {
  readonly planId: string;
  readonly code: string;
  /** Shown with the question; without it the question stands without a name. */
  readonly penName: string | undefined;
  readonly words: string;
};

/** Nothing is shown before staff have looked. */
export async function askQuestion(act: Act, asked: QuestionAsked): Promise<{ id: string }> {
  const { tx, actor, now } = act;
  if (actor.kind !== "resident") throw forbidden();
  const node = await findNode(tx, asked.planId, asked.code);
  if (node === undefined || node.removedIn !== undefined) throw notFound();
  // Two forms that are sent at once count each other.
  await lockSorted(tx, "plan.question", [actor.personId]);
  const waiting = await countQuestionsOf(tx, actor.personId, "waiting");
  if (waiting >= mostWaiting) throw new Refusal("plan.too-many-questions", { params: { most: mostWaiting } });
  const id = randomUUID();
  await insertQuestion(tx, {
    id,
    planId: asked.planId,
    node: asked.code,
    personId: actor.personId,
    penName: asked.penName,
    words: asked.words,
    askedAt: now,
  });
  await audit(act, { what: "plan.question.asked", subject: `question/${id}`, about: actor.personId });
  return { id };
}
