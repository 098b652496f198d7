import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { circumstances, writeFigures } from "../../bench/figures.ts";
import { runControl } from "./control.ts";
import { connections, openGround } from "./ground.ts";
import { type Figures, play, scenes } from "./play.ts";

/**
 * npm run race [-- --rounds 200 | --attempts 100000] [--seconds 60] [--seed 7] [--evidence]
 * Many people at once on real PostgreSQL. `--attempts` are those of all scenes together, in equal parts; `--seconds` limits
 * each scene. Exit 1 if anything went wrong, or if the
 * control run (no lock, no constraint) did not double-book. `--evidence` writes the figures to docs/evidence/race.json.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: "string" },
    attempts: { type: "string" },
    seconds: { type: "string" },
    seed: { type: "string" },
    evidence: { type: "boolean", default: false },
  },
});
const seed = Number(values.seed ?? randomInt(2 ** 31));
const circumstance = circumstances(seed);
const limit = {
  rounds: Number(values.rounds ?? (values.attempts === undefined ? 20 : Number.POSITIVE_INFINITY)),
  ...(values.attempts === undefined ? {} : { attempts: Number(values.attempts) / scenes.length }),
  ...(values.seconds === undefined ? {} : { seconds: Number(values.seconds) }),
};
const say = (line: string) => process.stdout.write(`${line}\n`);

say(`seed ${seed}, ${connections} connections`);
const control = await runControl(3, seed);
say(`control without lock and constraint: up to ${control.mostWinners} winners, ${control.overlaps} overlaps`);

const ground = await openGround(seed);
const figures: (Figures & { deadlocks: number })[] = [];
let deadlocksBefore = await ground.countDeadlocks();
say("rounds  contenders  winners  overlaps  deadlocks  ms/round  scene");
for (const scene of scenes) {
  const found = await play(ground, scene, limit);
  const deadlocksNow = await ground.countDeadlocks();
  const deadlocks = deadlocksNow - deadlocksBefore;
  deadlocksBefore = deadlocksNow;
  figures.push({ ...found, deadlocks });
  const { rounds, contenders, winners, overlaps, seconds, wrong } = found;
  const columns = [
    [rounds, 6],
    [contenders, 10],
    [winners, 7],
    [overlaps, 8],
    [deadlocks, 9],
    [Math.round((seconds * 1000) / rounds), 8],
  ] as const;
  say([...columns.map(([value, width]) => String(value).padStart(width)), scene.name].join("  "));
  if (found.wonBy !== undefined) {
    const kinds = Object.entries(found.wonBy).map(([kind, won]) => `${kind} ${won}`);
    say(`        won by: ${kinds.join(", ")}`);
  }
  for (const word of wrong.slice(0, 5)) say(`        WRONG ${word}`);
}
await ground.close();

if (values.evidence) {
  writeFigures("race", { ...circumstance, connections, control, scenes: figures });
}

const attempts = figures.reduce((sum, { contenders }) => sum + contenders, 0);
const violations = figures.reduce((sum, { wrong }) => sum + wrong.length, 0);
say(`${attempts} attempts, ${violations} violations`);
const isRight = figures.every(({ overlaps, wrong }) => overlaps === 0 && wrong.length === 0);
if (!isRight) say(`something went wrong; again with --seed ${seed}`);
if (control.overlaps === 0) say("the control did not double-book: these races prove nothing");
process.exit(isRight && control.overlaps > 0 ? 0 : 1);
