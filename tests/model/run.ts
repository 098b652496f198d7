import { randomInt } from "node:crypto";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { circumstances, writeFigures } from "../../bench/figures.ts";
import { openGround } from "../races/ground.ts";
import { playSequences } from "./sequences.ts";

/**
 * npm run model [-- --sequences 10000] [--seed 7] [--path 12:3] [--evidence]
 * Random sequences of errands against the plain rules of tests/model/town.ts. Exit 1 with the shortest sequence found that
 * breaks them. `--evidence` writes the figures to docs/evidence/model.json.
 */
const { values } = parseArgs({
  options: {
    sequences: { type: "string", default: "1000" },
    seed: { type: "string" },
    path: { type: "string" },
    evidence: { type: "boolean", default: false },
  },
});
const seed = Number(values.seed ?? randomInt(2 ** 31));
const say = (line: string) => process.stdout.write(`${line}\n`);

const circumstance = circumstances(seed);
say(`seed ${seed}`);
const ground = await openGround(seed);
const begun = performance.now();
const played = await playSequences(ground, {
  sequences: Number(values.sequences),
  seed,
  ...(values.path === undefined ? {} : { path: values.path }),
  onPlayed: (sequences) => {
    if (sequences % 500 === 0) say(`${sequences} sequences, ${secondsSince(begun)} s`);
  },
});
const seconds = secondsSince(begun);
await ground.close();

const violations = played.violation === undefined ? 0 : 1;
say(`${played.sequences} sequences, ${played.steps} steps, ${seconds} s, ${violations} violations`);
if (played.violation !== undefined) say(played.violation);
if (values.evidence) {
  const { sequences, steps } = played;
  writeFigures("model", { ...circumstance, sequences, steps, seconds, violations });
}
process.exit(violations);

function secondsSince(begun: number): number {
  return Math.round((performance.now() - begun) / 1000);
}
