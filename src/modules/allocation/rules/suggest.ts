import { createHash } from "node:crypto";

/** 整理番号 of a group in a season: 0 to 9,999,999. Nobody can choose it, and whoever asks early has no better one. */
export function numberOf(seasonId: string, groupId: string): number {
  const hash = createHash("sha256").update(`${seasonId}/${groupId}`).digest("hex");
  return Number.parseInt(hash.slice(0, 12), 16) % 10_000_000;
}

export type Contender = {
  readonly applicationId: string;
  /** 第n希望 */
  readonly rank: number;
  /** Frames of the season that the group has already. */
  readonly given: number;
  readonly number: number;
};

/**
 * The order in which the rule would give a frame: the higher wish, then who has fewest frames, then the smaller number. Whoever
 * has as many as anybody may get is left out. Staff see it and decide; nothing is given by it alone.
 */
export function suggestOrder<C extends Contender>(contenders: readonly C[], mostGiven: number): readonly C[] {
  return contenders
    .filter(({ given }) => given < mostGiven)
    .toSorted(
      (a, b) =>
        a.rank - b.rank || a.given - b.given || a.number - b.number || (a.applicationId < b.applicationId ? -1 : 1),
    );
}
