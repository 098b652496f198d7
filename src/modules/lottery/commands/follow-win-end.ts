import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { civilDateOf, instantOf } from "../../../kernel/time/instant.ts";
import { orderOf } from "../rules/draw.ts";
import { readEntries } from "../rules/list.ts";
import { listChoices, listTakingPart } from "../store/entry.ts";
import { findClosing, findDraw, findRound } from "../store/round.ts";
import { findWin, listWinsOfRound, moveWin } from "../store/win.ts";
import type { Entry, RankedChoice, Round, Win } from "../types.ts";
import { award } from "./draw-round.ts";
import { tellEntrant } from "./tell-entrant.ts";

/**
 * A win was declined, not taken in time, or given up later. While winners are still answering and the ordinance says so,
 * it goes to the next in the drawn order who asked for exactly this (繰上げ). Else facility keeps the room until a minute
 * that nobody knows, and then it is first come.
 */
export async function followWinEnd(act: Act, { winId }: { winId: string }): Promise<"next" | "returned" | "known"> {
  const { roundId } = (await findWin(act.tx, winId)) ?? {};
  if (roundId === undefined) return "known";
  const round = await findRound(act.tx, roundId, { forUpdate: true });
  const win = await findWin(act.tx, winId, { forUpdate: true });
  if (round === undefined || win === undefined || win.state === "ended") return "known";
  await moveWin(act.tx, winId, "ended", act.now);
  await audit(act, { what: "lottery.win-ended", subject: `lottery-entry/${win.entryId}` });
  if (round.rule.lapsed.goesTo !== "next" || round.state === "over") return "returned";
  const next = await findNext(act, round, win);
  if (next === undefined) return "returned";
  const { zone } = act.city.config;
  const day = addDays(civilDateOf(act.now, zone), round.rule.lapsed.confirmWithinDays);
  const confirmBy = instantOf(day, "24:00", zone);
  try {
    await award(act, { ...next, confirmBy, insteadOf: win });
  } catch (error) {
    // The use has begun, or the room was closed meanwhile: then nobody gets it this way.
    if (error instanceof Refusal) return "returned";
    throw error;
  }
  await tellEntrant(act, { round, entry: next.entry, kind: "lottery.won-later", deadline: confirmBy });
  return "next";
}

/** In the order of the first turn: who asked for the same, has not had it, and may still win one more. */
async function findNext(
  act: Act,
  round: Round,
  ended: Win,
): Promise<{ entry: Entry; choice: RankedChoice } | undefined> {
  const draw = await findDraw(act.tx, round.id);
  if (draw === undefined) return undefined;
  const entries = await listTakingPart(act.tx, round.id);
  const choices = await listChoices(
    act.tx,
    entries.map(({ id }) => id),
  );
  const wins = await listWinsOfRound(act.tx, round.id);
  const lost = choices.get(ended.entryId)?.find(({ rank }) => rank === ended.rank);
  if (lost === undefined) return undefined;
  const closing = await findClosing(act.tx, round.id);
  const tickets = new Map(readEntries(closing?.entriesCsv ?? "").map((wish) => [wish.code, wish.tickets]));
  const byCode = new Map(entries.map((entry) => [entry.code, entry]));
  const ticketed = entries.map(({ code }) => ({ code, tickets: tickets.get(code) }));
  for (const code of orderOf(draw.seed, 1, ticketed)) {
    const entry = byCode.get(code);
    if (entry === undefined) continue;
    const own = wins.filter(({ entryId }) => entryId === entry.id);
    if (own.filter(({ state }) => state !== "ended").length >= round.rule.wins.most) continue;
    const choice = choices
      .get(entry.id)
      ?.find((one) => isSame(one, lost) && !own.some(({ rank }) => rank === one.rank));
    if (choice !== undefined) return { entry, choice };
  }
  return undefined;
}

function isSame(one: RankedChoice, other: RankedChoice): boolean {
  return one.spaceId === other.spaceId && one.on === other.on && one.slots.join() === other.slots.join();
}
