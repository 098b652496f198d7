import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { after, before, test } from "node:test";
import { runControl } from "./control.ts";
import { type Ground, openGround } from "./ground.ts";
import { play, scenes } from "./play.ts";
import { seasonScene } from "./season.ts";

/** A few rounds of what `npm run race` plays for as long as one likes. */
const seed = randomInt(2 ** 31);
let ground: Ground;

before(async () => {
  ground = await openGround(seed);
});
after(() => ground.close());

for (const scene of scenes) {
  test(`${scene.name}: nothing overlaps, nobody wins twice, nobody loses to nobody`, async () => {
    const { overlaps, wrong } = await play(ground, scene, { rounds: 2 });
    assert.deepEqual({ overlaps, wrong, seed }, { overlaps: 0, wrong: [], seed });
  });
}

test("a series and single bookings each win now and then: none of them locks later than the others", async () => {
  const scene = scenes.find(({ name }) => name.startsWith("a series"));
  assert.ok(scene);
  const won = { series: 0, single: 0 };
  for (let round = 0; round < 60 && (won.series === 0 || won.single === 0); round++) {
    const { wonBy = {} } = await play(ground, scene, { rounds: 1 });
    won.series += wonBy["series"] ?? 0;
    won.single += wonBy["single"] ?? 0;
  }
  assert.ok(won.series > 0 && won.single > 0, `series ${won.series}, single ${won.single}, seed ${seed}`);
});

test("and nobody had to wait for PostgreSQL to end a deadlock: locks are taken in one order", async () => {
  assert.equal(await ground.countDeadlocks(), 0, `seed ${seed}`);
});

test("the same rush without lock and constraint does double-book: the races can fail", async () => {
  // A busy machine may serve 64 people one after the other for once: ten rounds in which nobody meets are no accident.
  let overlaps = 0;
  for (let round = 0; round < 10 && overlaps === 0; round++) overlaps += (await runControl(1, seed + round)).overlaps;
  assert.ok(overlaps > 0, `seed ${seed}`);
});

test("a season whose hours nobody keeps loses some to who comes first: the season's race can fail", async () => {
  const { wrong, overlaps } = await play(ground, seasonScene({ keeps: false }), { rounds: 2 });
  assert.ok(
    wrong.some((word) => word.includes("went to who came first")),
    `seed ${seed}`,
  );
  assert.equal(overlaps, 0);
});
