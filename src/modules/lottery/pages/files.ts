import type { Answer } from "../../../kernel/http/answer.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { recomputeText } from "../assets.ts";
import { secretPurpose } from "../commands/make-rounds.ts";
import { isPublished } from "../rules/states.ts";
import { findClosing, findDraw, findRound } from "../store/round.ts";

type Asked = { params: { round: string } };

/** The list to the byte, from the moment entries were closed. Without a byte order mark: its hash is public. */
export async function sendEntries({ city }: View, { params }: Asked): Promise<Answer> {
  const closing = await findClosing(city.db, params.round);
  if (closing === undefined) throw notFound();
  return { kind: "file", name: "entries.csv", type: "text/csv; charset=utf-8", bytes: closing.entriesCsv };
}

export async function sendTaken(view: View, { params }: Asked): Promise<Answer> {
  const { draw } = await getPublished(view, params.round);
  return { kind: "file", name: "taken.csv", type: "text/csv; charset=utf-8", bytes: draw.takenCsv };
}

/** Everything else that the draw had: the secret too, which is of no more use now. */
export async function sendRound(view: View, { params }: Asked): Promise<Answer> {
  const { round, closing, draw } = await getPublished(view, params.round);
  const body = {
    round: round.id,
    set: round.setId,
    month: round.month.slice(0, 7),
    announcedAt: round.announcedAt.toISOString(),
    closedAt: closing.closedAt.toISOString(),
    drawnAt: draw.drawnAt.toISOString(),
    mostWins: round.rule.wins.most,
    commitment: round.commitment,
    secret: view.city.secrets.open(secretPurpose, round.secretSealed),
    listHash: closing.listHash,
    publicNumber: draw.publicNumber,
    seed: draw.seed,
    result: draw.resultCsv,
  };
  return {
    kind: "file",
    name: "round.json",
    type: "application/json; charset=utf-8",
    bytes: `${JSON.stringify(body, null, 2)}\n`,
  };
}

export async function sendRecompute(): Promise<Answer> {
  return { kind: "file", name: "recompute.mjs", type: "text/javascript; charset=utf-8", bytes: recomputeText };
}

async function getPublished({ city }: View, roundId: string) {
  const round = await findRound(city.db, roundId);
  if (round === undefined || !isPublished(round.state)) throw notFound();
  const [closing, draw] = [await findClosing(city.db, roundId), await findDraw(city.db, roundId)];
  if (closing === undefined || draw === undefined) throw notFound();
  return { round, closing, draw };
}
