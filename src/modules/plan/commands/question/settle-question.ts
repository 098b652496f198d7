import type { Act } from "../../../../kernel/act.ts";
import type { Actor } from "../../../../kernel/actor.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import type { Tx } from "../../../../kernel/db/types.ts";
import { forbidden, Refusal } from "../../../../kernel/refusal.ts";
import { sendNotice } from "../../../notice/index.ts";
import { sectionsOf } from "../../rules/figure/sections.ts";
import { canBecome, mayAnswerQuestion } from "../../rules/public/question.ts";
import { listNodes } from "../../store/plan.ts";
import { getQuestionForUpdate, settleQuestion } from "../../store/question.ts";
import type { Question } from "../../types/question.ts";

type Staff = Actor & { readonly kind: "staff" };

/** Everybody may read it now; the answer comes later. */
export async function showQuestion(act: Act, { questionId }: { questionId: string }): Promise<Question> {
  const { question, staff } = await open(act, questionId, "shown");
  await settleQuestion(act.tx, questionId, {
    state: "shown",
    sectionId: staff.sectionId,
    by: staff.personId,
    at: act.now,
  });
  await tell(act, question, "plan.question.shown");
  return question;
}

/** The section answers; the question is shown with the answer. */
export async function answerQuestion(
  act: Act,
  { questionId, answer }: { questionId: string; answer: string },
): Promise<Question> {
  const { question, staff } = await open(act, questionId, "answered");
  await settleQuestion(act.tx, questionId, {
    state: "answered",
    answer,
    sectionId: staff.sectionId,
    by: staff.personId,
    at: act.now,
  });
  await tell(act, question, "plan.question.answered");
  return question;
}

/** Not shown. The asker reads the reason; nobody else does. */
export async function declineQuestion(
  act: Act,
  { questionId, reason }: { questionId: string; reason: string },
): Promise<Question> {
  const { question, staff } = await open(act, questionId, "declined");
  await settleQuestion(act.tx, questionId, {
    state: "declined",
    reason,
    sectionId: staff.sectionId,
    by: staff.personId,
    at: act.now,
  });
  await tell(act, question, "plan.question.declined");
  return question;
}

async function open(act: Act, questionId: string, to: "shown" | "answered" | "declined") {
  const question = await getQuestionForUpdate(act.tx, questionId);
  const sections = await sectionsOfQuestion(act.tx, question);
  if (act.actor.kind !== "staff" || !mayAnswerQuestion(act.actor, sections)) throw forbidden();
  if (!canBecome(question.state, to)) throw new Refusal("plan.question-settled");
  return { question, staff: act.actor satisfies Staff };
}

async function sectionsOfQuestion(tx: Tx, { planId, node }: Question): Promise<readonly string[]> {
  const nodes = new Map((await listNodes(tx, planId, { includeRemoved: true })).map((each) => [each.code, each]));
  return sectionsOf({ sections: [], node }, nodes);
}

/** The mail says only that there is something to read. */
async function tell(
  act: Act,
  { id, planId, node, personId }: Question,
  what: "plan.question.shown" | "plan.question.answered" | "plan.question.declined",
): Promise<void> {
  await audit(act, { what, subject: `question/${id}`, about: personId });
  if (personId === undefined) return;
  await sendNotice(act, {
    to: { personId },
    kind: what,
    link: what === "plan.question.declined" ? "/my/questions" : `/plans/${planId}/parts/${node}#questions`,
    subject: { kind: "question", id },
  });
}
