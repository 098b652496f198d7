import type { Act } from "../../../../kernel/act.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { forbidden, notFound, Refusal } from "../../../../kernel/refusal.ts";
import { mayApproveAnswer, mayWriteAnswer } from "../../rules/review/answer-policy.ts";
import {
  findCityAnswer,
  insertFollowUp,
  listPromisesOfSheet,
  storeAnswer,
  storeApproval,
  storeReturn,
} from "../../store/review/answer.ts";
import { lockSheet } from "../../store/review/sheet.ts";
import type { AnswerPromise, CityAnswer, Outcome, Stance } from "../../types/review.ts";
import { moveSheet } from "../evaluation/move-sheet.ts";

/** Written by the section; `ask` hands it to those who approve. May be written over until it is approved. */
export async function writeAnswer(
  act: Act,
  input: {
    readonly roundId: string;
    readonly sheetId: string;
    readonly stance: Stance;
    readonly words: string;
    readonly promises: readonly AnswerPromise[];
    readonly ask: boolean;
  },
): Promise<void> {
  const sheet = await getSheet(act, input);
  const { actor } = act;
  if (actor.kind !== "staff" || !mayWriteAnswer(actor, sheet)) throw forbidden();
  await storeAnswer(act.tx, {
    sheetId: sheet.id,
    stance: input.stance,
    words: input.words,
    promises: input.promises,
    writtenBy: actor.personId,
    writtenAt: act.now,
    askedAt: input.ask ? act.now : undefined,
  });
  await audit(act, { what: input.ask ? "answer.asked" : "answer.saved", subject: `sheet/${sheet.id}` });
}

/** Sent back to the section, with what to mend. */
export async function returnAnswer(
  act: Act,
  input: { roundId: string; sheetId: string; words: string },
): Promise<void> {
  const sheet = await getSheet(act, input);
  if (!mayApproveAnswer(act.actor, sheet)) throw forbidden();
  await getAsked(act, sheet.id);
  await storeReturn(act.tx, sheet.id, input.words);
  await audit(act, { what: "answer.returned", subject: `sheet/${sheet.id}` });
}

/** By the section's head or planning, and by nobody who wrote in it. `writtenAt` is the version that was read. */
export async function approveAnswer(
  act: Act,
  input: { roundId: string; sheetId: string; writtenAt: string },
): Promise<void> {
  const sheet = await getSheet(act, input);
  const { actor } = act;
  if (actor.kind !== "staff" || !mayApproveAnswer(actor, sheet)) throw forbidden();
  const answer = await getAsked(act, sheet.id);
  if (answer.writtenAt.toISOString() !== input.writtenAt) throw new Refusal("plan.answer-changed");
  await storeApproval(act.tx, { sheetId: sheet.id, approvedBy: actor.personId, approvedAt: act.now });
  await audit(act, { what: "answer.approved", subject: `sheet/${sheet.id}` });
  await moveSheet(act, { sheetId: sheet.id, to: "final" });
}

/** 約束のその後: noted by the section that made the promise; the earlier notes stay. */
export async function followUpPromise(
  act: Act,
  input: { sheetId: string; number: number; outcome: Outcome; words: string },
): Promise<void> {
  const sheet = await lockSheet(act.tx, input.sheetId);
  if (sheet === undefined) throw notFound();
  const { actor } = act;
  if (actor.kind !== "staff" || !mayWriteAnswer(actor, sheet)) throw forbidden();
  const promises = await listPromisesOfSheet(act.tx, sheet.id);
  if (!promises.some(({ number }) => number === input.number)) throw notFound();
  await insertFollowUp(act.tx, {
    id: crypto.randomUUID(),
    sheetId: sheet.id,
    number: input.number,
    outcome: input.outcome,
    words: input.words,
    notedBy: actor.personId,
    notedAt: act.now,
  });
  await audit(act, { what: "promise.followed-up", subject: `sheet/${sheet.id}` });
}

async function getSheet(act: Act, { roundId, sheetId }: { readonly roundId: string; readonly sheetId: string }) {
  const sheet = await lockSheet(act.tx, sheetId);
  if (sheet === undefined || sheet.roundId !== roundId) throw notFound();
  if (sheet.state !== "answering") throw new Refusal("plan.answer-not-open");
  return sheet;
}

async function getAsked(act: Act, sheetId: string): Promise<CityAnswer> {
  const answer = await findCityAnswer(act.tx, sheetId);
  if (answer?.askedAt === undefined) throw new Refusal("plan.answer-not-asked");
  return answer;
}
