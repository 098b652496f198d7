import type { Ground, Rush } from "./ground.ts";

/** What one round came to; `wrong` is empty if it went as it must. `wonBy`: how many of each kind of contender won. */
export type Round = {
  readonly contenders: number;
  readonly winners: number;
  readonly wrong: readonly string[];
  readonly wonBy?: Readonly<Record<string, number>>;
};

export type Scene = { readonly name: string; readonly play: (ground: Ground) => Promise<Round> };

export function roundOf(
  all: Rush<unknown>,
  contenders: number,
  must: { readonly winners: number; readonly refusals: readonly string[] },
): Round {
  const strange = Object.keys(all.refused).filter((code) => !must.refusals.includes(code));
  const wrong = [
    ...(all.won.length === must.winners ? [] : [`${all.won.length} winners instead of ${must.winners}`]),
    ...strange.map((code) => `refused with ${code}`),
    ...all.faults,
  ];
  return { contenders, winners: all.won.length, wrong };
}
