import type { Act } from "../../../kernel/act.ts";
import { changeEntry, listUntold } from "../store/entry.ts";
import { findRound, listDueRounds, moveRound } from "../store/round.ts";
import { listWinsOfEntries } from "../store/win.ts";
import { tellEntrant } from "./tell-entrant.ts";

/** So many mails in one transaction. */
const part = 100;

/** Tells the next part of the entrants of one published round whether they won; false when all have been told. */
export async function tellResults(act: Act): Promise<boolean> {
  const [roundId] = await listDueRounds(act.tx, "published", "result", act.now);
  if (roundId === undefined) return false;
  const round = await findRound(act.tx, roundId, { forUpdate: true });
  if (round?.state !== "published") return false;
  const entries = await listUntold(act.tx, roundId, part);
  if (entries.length === 0) {
    await moveRound(act.tx, roundId, "confirming");
    return true;
  }
  const wins = await listWinsOfEntries(
    act.tx,
    entries.map(({ id }) => id),
  );
  for (const entry of entries) {
    const won = wins.find(({ entryId }) => entryId === entry.id);
    await tellEntrant(act, {
      round,
      entry,
      kind: won === undefined ? "lottery.lost" : "lottery.won",
      deadline: won?.confirmBy ?? round.confirmBy,
    });
    await changeEntry(act.tx, entry.id, { toldAt: act.now });
  }
  return true;
}
