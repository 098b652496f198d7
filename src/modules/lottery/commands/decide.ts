import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { firstComeAt } from "../../facility/index.ts";
import { canMove } from "../rules/states.ts";
import { findDecision, insertDecision, settleDecision } from "../store/decision.ts";
import { changeEntry, findEntry, listTakingPart } from "../store/entry.ts";
import { findRound, moveRound, postponeRound, setPublicNumber } from "../store/round.ts";
import type { Decision, DecisionKind, Round } from "../types.ts";
import { requireOwnRound } from "./own-round.ts";
import { tellEntrant } from "./tell-entrant.ts";

export type Proposal = {
  readonly kind: DecisionKind;
  readonly drawAt?: Date | undefined;
  readonly publicNumber?: string | undefined;
  readonly entryId?: string | undefined;
  readonly reason: string;
};

/** One member of staff proposes; nothing has changed yet. */
export async function propose(act: Act, input: { roundId: string; proposal: Proposal }): Promise<{ id: string }> {
  const { proposal } = input;
  const round = await getRound(act, input.roundId);
  const { personId } = await requireOwnRound(act, round, "propose");
  await judge(act, round, proposal);
  const id = randomUUID();
  await insertDecision(act.tx, {
    id,
    roundId: round.id,
    kind: proposal.kind,
    drawAt: proposal.drawAt,
    publicNumber: proposal.publicNumber,
    entryId: proposal.entryId,
    reason: proposal.reason,
    proposedBy: personId,
    proposedAt: act.now,
  });
  await audit(act, {
    what: `lottery.${proposal.kind}-proposed`,
    subject: `lottery/${round.id}`,
    reason: proposal.reason,
  });
  return { id };
}

/**
 * Another member of staff agrees, and it happens; or refuses, and it does not. `again` is the public number, read and
 * typed a second time by who agrees.
 */
export async function decide(
  act: Act,
  input: { decisionId: string; outcome: "agreed" | "refused"; again?: string | undefined },
): Promise<{ roundId: string }> {
  const { roundId } = (await findDecision(act.tx, input.decisionId)) ?? {};
  if (roundId === undefined) throw notFound();
  const round = await getRound(act, roundId);
  const { personId } = await requireOwnRound(act, round, "decide");
  const decision = await findDecision(act.tx, input.decisionId, { forUpdate: true });
  if (decision === undefined) throw notFound();
  if (decision.outcome !== undefined) throw new Refusal("lottery.decided-already");
  if (decision.proposedBy === personId) throw new Refusal("lottery.own-proposal");
  const { outcome } = input;
  if (outcome === "agreed" && decision.kind === "public-number" && input.again !== decision.publicNumber) {
    throw new Refusal("lottery.number-differs", { status: 422, field: "again" });
  }
  if (outcome === "agreed") await judge(act, round, decision);
  await settleDecision(act.tx, decision.id, { decidedBy: personId, decidedAt: act.now, outcome });
  if (outcome === "agreed") await carryOut(act, round, decision);
  const { kind, reason } = decision;
  await audit(act, { what: `lottery.${kind}-${outcome}`, subject: `lottery/${round.id}`, reason });
  return { roundId: round.id };
}

/** A member of staff has looked: two entries that look alike are of two people. */
export async function clearEntry(act: Act, input: { entryId: string }): Promise<{ roundId: string }> {
  const entry = await findEntry(act.tx, input.entryId, { forUpdate: true });
  if (entry === undefined) throw notFound();
  await requireOwnRound(act, await findRound(act.tx, entry.roundId), "clear");
  if (entry.likeness !== "held" || entry.leftOutAt !== undefined) throw new Refusal("lottery.decided-already");
  await changeEntry(act.tx, entry.id, { likeness: "cleared" });
  await audit(act, { what: "lottery.entry-cleared", subject: `lottery-entry/${entry.id}`, about: entry.personId });
  return { roundId: entry.roundId };
}

async function getRound(act: Act, roundId: string): Promise<Round> {
  const round = await findRound(act.tx, roundId, { forUpdate: true });
  if (round === undefined) throw notFound();
  return round;
}

/** Whether it is possible at this moment; asked when it is proposed and again when it is agreed to. */
async function judge(act: Act, round: Round, proposal: Proposal | Decision): Promise<void> {
  switch (proposal.kind) {
    case "postpone":
      return judgePostponing(act, round, proposal.drawAt);
    case "call-off":
      if (!canMove(round.state, "called-off")) throw new Refusal("lottery.too-late-for-that");
      return;
    case "public-number":
      if (round.rule.publicNumber === undefined) throw new Refusal("lottery.no-number-asked");
      if (round.state !== "closed" || round.publicNumber !== undefined) throw new Refusal("lottery.too-late-for-that");
      return;
    case "leave-out": {
      const entry = await findEntry(act.tx, proposal.entryId ?? "");
      if (entry?.roundId !== round.id) throw notFound();
      if (entry.likeness !== "held" || entry.leftOutAt !== undefined || entry.withdrawnAt !== undefined) {
        throw new Refusal("lottery.not-held");
      }
      // The list is public from then on, and no name can be taken off it.
      if (round.state !== "open") throw new Refusal("lottery.too-late-for-that");
    }
  }
}

/** Later, but so that people can still answer before what is left is first come: facility opens by the clock. */
function judgePostponing(act: Act, round: Round, drawAt: Date | undefined): void {
  const isStillAhead = round.state === "announced" || round.state === "open" || round.state === "closed";
  if (!isStillAhead) throw new Refusal("lottery.too-late-for-that");
  if (drawAt === undefined || drawAt <= round.drawAt || drawAt <= act.now) {
    throw new Refusal("lottery.not-later", { status: 422, field: "day" });
  }
  if (postponed(act, round, drawAt) === undefined) {
    throw new Refusal("lottery.postponed-too-far", { status: 422, field: "day" });
  }
}

/** The result follows the draw as closely as before; winners keep at least one day. */
function postponed(act: Act, round: Round, drawAt: Date): Pick<Round, "drawAt" | "resultAt" | "confirmBy"> | undefined {
  const by = drawAt.getTime() - round.drawAt.getTime();
  const resultAt = new Date(round.resultAt.getTime() + by);
  const last = firstComeAt(round.rule, round.month, act.city.config.zone);
  const confirmBy = new Date(Math.min(round.confirmBy.getTime() + by, last.getTime()));
  return confirmBy.getTime() - resultAt.getTime() < 86_400_000 ? undefined : { drawAt, resultAt, confirmBy };
}

async function carryOut(act: Act, round: Round, decision: Decision): Promise<void> {
  const { kind, drawAt, publicNumber, entryId, reason } = decision;
  if (kind === "public-number" && publicNumber !== undefined) return setPublicNumber(act.tx, round.id, publicNumber);
  if (kind === "leave-out" && entryId !== undefined) return leaveOut(act, round, entryId, reason);
  const times = kind === "postpone" && drawAt !== undefined ? postponed(act, round, drawAt) : undefined;
  if (kind === "postpone" && times === undefined) throw new Refusal("lottery.postponed-too-far");
  if (times === undefined) await moveRound(act.tx, round.id, "called-off");
  else await postponeRound(act.tx, round.id, times);
  for (const entry of await listTakingPart(act.tx, round.id)) {
    await tellEntrant(act, {
      round,
      entry,
      kind: times === undefined ? "lottery.called-off" : "lottery.postponed",
      deadline: times?.resultAt ?? round.resultAt,
      reason,
    });
  }
}

/** Never silently: the person reads why, and whom to ask. */
async function leaveOut(act: Act, round: Round, entryId: string, reason: string): Promise<void> {
  const entry = await findEntry(act.tx, entryId, { forUpdate: true });
  if (entry === undefined) throw notFound();
  await changeEntry(act.tx, entryId, { leftOutAt: act.now });
  await audit(act, {
    what: "lottery.entry-left-out",
    subject: `lottery-entry/${entryId}`,
    about: entry.personId,
    reason,
  });
  await tellEntrant(act, { round, entry, kind: "lottery.left-out", deadline: round.closesAt, reason });
}
