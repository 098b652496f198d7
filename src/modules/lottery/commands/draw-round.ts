import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { addDays, addMonths } from "../../../kernel/time/civil-date.ts";
import { civilDateOf, instantOf } from "../../../kernel/time/instant.ts";
import { awardBooking, isWishOpen, lockForDraw } from "../../facility/index.ts";
import { drawWins, seedOf, type Taken } from "../rules/draw.ts";
import { readEntries, stampOf, writeResult, writeTaken } from "../rules/list.ts";
import { listChoices, listTakingPart } from "../store/entry.ts";
import { findClosing, findRound, insertDraw, moveRound } from "../store/round.ts";
import { insertWin } from "../store/win.ts";
import type { Entry, RankedChoice, Round } from "../types.ts";
import { useOf } from "./entry-use.ts";
import { secretPurpose } from "./make-rounds.ts";

/** drawn: it was done now. waiting: the public number is not there. not-due: too early, done before, or called off. */
export type DrawOutcome = "drawn" | "waiting" | "not-due";

/**
 * The draw of one round and the bookings of its winners, in one transaction: all of it happens or nothing. Only a job
 * calls it; whoever called it early or twice would change nothing (constraints draw_not_early, draw_once).
 *
 * All rooms of the round are locked first, so what is free while it is drawn is free when it is awarded.
 */
export async function drawRound(act: Act, { roundId }: { roundId: string }): Promise<DrawOutcome> {
  const round = await findRound(act.tx, roundId, { forUpdate: true });
  if (round?.state !== "closed" || act.now < round.drawAt) return "not-due";
  if (round.rule.publicNumber !== undefined && round.publicNumber === undefined) return "waiting";
  const closing = await findClosing(act.tx, roundId);
  const secret = act.city.secrets.open(secretPurpose, round.secretSealed);
  if (closing === undefined || secret === undefined) throw new Error(`round ${roundId}: no list or no secret`);

  const publicNumber = round.publicNumber ?? "";
  const wishes = readEntries(closing.entriesCsv);
  const seed = seedOf({ secret, listHash: closing.listHash, publicNumber });
  const entries = new Map((await listTakingPart(act.tx, roundId)).map((entry) => [entry.code, entry]));
  const choices = await listChoices(
    act.tx,
    [...entries.values()].map(({ id }) => id),
  );
  const taken = await listTaken(act, round, [...choices.values()].flat());
  const wins = drawWins({ seed, mostWins: round.rule.wins.most, wishes, taken });

  const drawn = { drawnAt: act.now, publicNumber, takenCsv: writeTaken(taken), seed, resultCsv: writeResult(wins) };
  await insertDraw(act.tx, roundId, round.drawAt, drawn);
  const confirmBy = confirmByOf(act, round);
  for (const { code, rank } of wins) {
    const entry = entries.get(code);
    const choice = choices.get(entry?.id ?? "")?.find((one) => one.rank === rank);
    if (entry === undefined || choice === undefined) throw new Error(`round ${roundId}: no entry ${code} ${rank}`);
    await awardIfAllowed(act, { entry, choice, confirmBy });
  }
  await moveRound(act.tx, roundId, "drawn");
  await audit(act, { what: "lottery.drawn", subject: `lottery/${roundId}`, counts: { wins: wins.length } });
  return "drawn";
}

/**
 * Whoever may not use the room any more (a registration that ended since the entry) gets no booking; the draw stands as it
 * is for all others, and the room is first come. The ordinance refuses before anything is written.
 */
async function awardIfAllowed(act: Act, won: Parameters<typeof award>[1]): Promise<void> {
  try {
    await award(act, won);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { entry } = won;
    await audit(act, {
      what: "lottery.win-refused",
      subject: `lottery-entry/${entry.id}`,
      about: entry.personId,
      reason: error.code,
    });
  }
}

/** A win and its booking. `insteadOf`: one that was given up hands its room over. */
export async function award(
  act: Act,
  won: {
    entry: Entry;
    choice: RankedChoice;
    confirmBy: Date;
    insteadOf?: { readonly id: string; readonly bookingId: string };
  },
): Promise<void> {
  const { entry, choice, confirmBy, insteadOf } = won;
  const id = randomUUID();
  const booking = await awardBooking(act, {
    choice: { spaceId: choice.spaceId, on: choice.on, slots: choice.slots },
    use: useOf(entry),
    bookerId: entry.personId,
    winId: id,
    confirmBy,
    insteadOf: insteadOf?.bookingId,
  });
  await insertWin(act.tx, {
    id,
    roundId: entry.roundId,
    entryId: entry.id,
    rank: choice.rank,
    bookingId: booking.id,
    awardedAt: act.now,
    confirmBy: booking.payBy ?? confirmBy,
    insteadOf: insteadOf?.id,
  });
}

/** What the city keeps for itself or has closed by now, and days on which a room is not lent any more. */
async function listTaken(act: Act, round: Round, choices: readonly RankedChoice[]): Promise<readonly Taken[]> {
  const unitIds = [...new Set(choices.flatMap(({ units }) => units))];
  if (unitIds.length === 0) return [];
  const { zone } = act.city.config;
  const during = {
    from: instantOf(addDays(round.month, -1), "00:00", zone),
    until: instantOf(addDays(addMonths(round.month, 1), 1), "00:00", zone),
  };
  const occupied = (await lockForDraw(act, { unitIds, during })).map((one) => ({
    unit: one.unitId,
    from: stampOf(one.during.from),
    until: stampOf(one.during.until),
  }));
  const shut: Taken[] = [];
  for (const { spaceId, on, slots, units, taken } of choices) {
    if (await isWishOpen(act, { spaceId, on, slots })) continue;
    for (const unit of units) shut.push({ unit, from: stampOf(taken.from), until: stampOf(taken.until) });
  }
  const lines = new Map([...occupied, ...shut].map((one) => [`${one.unit} ${one.from} ${one.until}`, one]));
  return [...lines.values()];
}

/** As announced; after a late draw people still have three days to answer. */
function confirmByOf(act: Act, round: Round): Date {
  const { zone } = act.city.config;
  const atLeast = instantOf(addDays(civilDateOf(act.now, zone), 3), "24:00", zone);
  return round.confirmBy.getTime() - act.now.getTime() < 86_400_000 ? atLeast : round.confirmBy;
}
