import { createHash, createHmac } from "node:crypto";

/**
 * The draw. Nothing in it is left to chance or to the order of rows: whoever has the public files gets the same result
 * (scripts/recompute.mjs is a second, independent writing of the same rule; docs/decisions/0015 explains it).
 */

/** One choice of one entry, as it stands in the public list. Instants are "2026-12-04T00:00:00Z" and compare as text. */
export type Wish = {
  readonly code: string;
  readonly rank: number;
  readonly units: readonly string[];
  readonly from: string;
  readonly until: string;
  /** How many tickets the entry has, the same at each of its choices; one unless the ordinance gives weights. */
  readonly tickets?: number;
};

/** What was not free when the draw was held: blocks of the city, closed days. */
export type Taken = { readonly unit: string; readonly from: string; readonly until: string };

/** `turn`: the first or a later win of an entry. `place`: where the entry stood in the order of that turn, from 1. */
export type DrawnWin = {
  readonly code: string;
  readonly rank: number;
  readonly turn: number;
  readonly place: number;
};

export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** Nobody knows it before entries are closed: not who has the secret, and not who enters last. */
export function seedOf(parts: { secret: string; listHash: string; publicNumber: string }): string {
  return sha256(`machimigaki-lottery-1\n${parts.secret}\n${parts.listHash}\n${parts.publicNumber}\n`);
}

/** An entry in a turn. */
export type Ticketed = { readonly code: string; readonly tickets?: number | undefined };

/**
 * The order of a turn: each ticket has the HMAC-SHA-256 of turn, code and its number under the seed, and an entry stands
 * where its smallest one stands. So two tickets are as good as two people with one each, and nothing is rounded. The first
 * ticket has no number: with one ticket each, the order is that of the codes' own values, as it was before there were
 * weights. Codes differ, so two equal values would be a collision of SHA-256; should it ever happen, the codes decide.
 */
export function orderOf(seed: string, turn: number, entries: readonly Ticketed[]): readonly string[] {
  const key = Buffer.from(seed, "hex");
  const hmacOf = (name: string) => createHmac("sha256", key).update(name).digest("hex");
  const ranked = entries.map(({ code, tickets = 1 }) => {
    let value = hmacOf(`${turn}:${code}`);
    for (let ticket = 2; ticket <= tickets; ticket++) {
      const other = hmacOf(`${turn}:${code}:${ticket}`);
      if (other < value) value = other;
    }
    return { code, value };
  });
  return ranked.sort((a, b) => compare(a.value, b.value) || compare(a.code, b.code)).map(({ code }) => code);
}

/**
 * In each turn every entry, in the drawn order, gets the first of its choices that is still free; as many turns as one
 * entry may win. So nobody loses who could have had a free choice, naming more choices harms nobody's other choices, and
 * saying the true order of one's wishes is best. Whoever names first what nobody else asked for gets it in any order: where
 * ordinances draw only if several apply, this is that rule.
 */
export function drawWins(input: {
  readonly seed: string;
  readonly mostWins: number;
  readonly wishes: readonly Wish[];
  readonly taken: readonly Taken[];
}): readonly DrawnWin[] {
  const { seed, mostWins, wishes, taken } = input;
  const byCode = Map.groupBy(
    [...wishes].sort((a, b) => a.rank - b.rank),
    ({ code }) => code,
  );
  const busy = new Map<string, Taken[]>();
  const take = (one: Taken) => busy.set(one.unit, [...(busy.get(one.unit) ?? []), one]);
  for (const one of taken) take(one);
  const isFree = ({ units, from, until }: Wish) =>
    units.every((unit) => !(busy.get(unit) ?? []).some((one) => one.from < until && from < one.until));
  const entries = [...byCode].map(([code, [first]]) => ({ code, tickets: first?.tickets }));
  const wins: DrawnWin[] = [];
  for (let turn = 1; turn <= mostWins; turn++) {
    for (const [index, code] of orderOf(seed, turn, entries).entries()) {
      const won = byCode.get(code)?.find(isFree);
      if (won === undefined) continue;
      for (const unit of won.units) take({ unit, from: won.from, until: won.until });
      wins.push({ code, rank: won.rank, turn, place: index + 1 });
    }
  }
  return wins;
}

/** By their code units, as every language can do it: no locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
