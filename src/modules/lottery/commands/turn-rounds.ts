import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { findGroup } from "../../identity/index.ts";
import { sha256 } from "../rules/draw.ts";
import { type ListedWish, writeEntries } from "../rules/list.ts";
import { listHistory, listTakingPart, listWishes } from "../store/entry.ts";
import { findRound, insertClosing, listDueRounds, moveRound } from "../store/round.ts";
import { countUnanswered } from "../store/win.ts";
import type { Round } from "../types.ts";
import { useOf } from "./entry-use.ts";
import { ticketsOf } from "./tickets.ts";

/** Entries are taken from now on. */
export async function openRounds(act: Act): Promise<void> {
  for (const id of await listDueRounds(act.tx, "announced", "opens", act.now)) {
    const round = await findRound(act.tx, id, { forUpdate: true });
    if (round?.state !== "announced") continue;
    await moveRound(act.tx, id, "open");
    await audit(act, { what: "lottery.opened", subject: `lottery/${id}` });
  }
}

/** The list is written down as it is, to the byte, and is public from now on. Who is entering right now was waited for. */
export async function closeRounds(act: Act): Promise<void> {
  for (const id of await listDueRounds(act.tx, "open", "closes", act.now)) {
    const round = await findRound(act.tx, id, { forUpdate: true });
    if (round?.state !== "open") continue;
    const wishes = await weigh(act, round, await listWishes(act.tx, id));
    const entriesCsv = writeEntries(wishes);
    await insertClosing(act.tx, id, { closedAt: act.now, entriesCsv, listHash: sha256(entriesCsv) });
    await moveRound(act.tx, id, "closed");
    await audit(act, { what: "lottery.closed", subject: `lottery/${id}`, counts: { choices: wishes.length } });
  }
}

/** With the tickets of each entry as they are at this moment; nothing that happens later changes them. */
async function weigh(act: Act, round: Round, wishes: readonly ListedWish[]): Promise<readonly ListedWish[]> {
  if (round.rule.weights === undefined) return wishes;
  const history = await listHistory(act.tx, round);
  const tickets = new Map<string, number | undefined>();
  for (const entry of await listTakingPart(act.tx, round.id)) {
    const { categoryId, purposeId, people, answers } = useOf(entry);
    const group = entry.groupId === undefined ? undefined : await findGroup(act.tx, entry.groupId);
    const given = {
      category: categoryId,
      purpose: purposeId,
      people,
      answers,
      ...(group && { groupCategories: group.categories }),
    };
    tickets.set(entry.code, ticketsOf(round.rule, given, history.get(entry.id) ?? []));
  }
  return wishes.map((wish) => ({ ...wish, tickets: tickets.get(wish.code) ?? 1 }));
}

/** The result and the secret are public from now on; each entrant gets a mail, a part of them at a time. */
export async function publishRounds(act: Act): Promise<void> {
  for (const id of await listDueRounds(act.tx, "drawn", "result", act.now)) {
    const round = await findRound(act.tx, id, { forUpdate: true });
    if (round?.state !== "drawn") continue;
    await moveRound(act.tx, id, "published");
    await audit(act, { what: "lottery.published", subject: `lottery/${id}` });
  }
}

/** Everybody has answered, or their time is over. */
export async function finishRounds(act: Act): Promise<void> {
  for (const id of await listDueRounds(act.tx, "confirming", "confirm", act.now)) {
    const round = await findRound(act.tx, id, { forUpdate: true });
    if (round?.state !== "confirming" || (await countUnanswered(act.tx, id)) > 0) continue;
    await moveRound(act.tx, id, "over");
    await audit(act, { what: "lottery.over", subject: `lottery/${id}` });
  }
}
