import { performance } from "node:perf_hooks";
import type { Ground } from "./ground.ts";
import type { Scene } from "./round.ts";
import { scenes } from "./scenes.ts";

export type Figures = {
  readonly scene: string;
  readonly rounds: number;
  readonly contenders: number;
  readonly winners: number;
  readonly overlaps: number;
  readonly seconds: number;
  readonly wrong: readonly string[];
  /** In scenes with several kinds of contenders: how many of each won. */
  readonly wonBy?: Readonly<Record<string, number>>;
};

/** Plays one scene so many rounds, or until so many have tried, or until the time is over, and counts. */
export async function play(
  ground: Ground,
  scene: Scene,
  limit: { rounds: number; seconds?: number; attempts?: number },
): Promise<Figures> {
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  let [rounds, contenders, winners, overlaps] = [0, 0, 0, 0];
  const wrong: string[] = [];
  const wonBy: Record<string, number> = {};
  const { attempts = Number.POSITIVE_INFINITY, seconds: most = Number.POSITIVE_INFINITY } = limit;
  while (rounds < limit.rounds && contenders < attempts && seconds() < most) {
    const round = await scene.play(ground);
    rounds += 1;
    contenders += round.contenders;
    winners += round.winners;
    for (const [kind, won] of Object.entries(round.wonBy ?? {})) wonBy[kind] = (wonBy[kind] ?? 0) + won;
    overlaps += await ground.countOverlaps();
    wrong.push(...round.wrong.map((word) => `round ${rounds}: ${word}`));
    await ground.clear();
  }
  const figures = { scene: scene.name, rounds, contenders, winners, overlaps, seconds: seconds(), wrong };
  return Object.keys(wonBy).length === 0 ? figures : { ...figures, wonBy };
}

export { scenes };
