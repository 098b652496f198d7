import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { blockSpace } from "../../src/modules/facility/commands/block-space.ts";
import { refusalOf } from "../../src/modules/facility/town.fixture.ts";
import { drawRound } from "../../src/modules/lottery/commands/draw-round.ts";
import { january, lotteryTown } from "../../src/modules/lottery/town.fixture.ts";

/** The draw, while eight others draw it too and staff close rooms that are drawn for. */
let town: Awaited<ReturnType<typeof lotteryTown>>;
before(async () => {
  town = await lotteryTown({ connections: 30 });
});
after(() => town.close());

const days = ["2027-01-09", "2027-01-10", "2027-01-16", "2027-01-17"];
const spaces = ["kibogaoka-ground-whole", "kibogaoka-ground-a", "kibogaoka-ground-b"];

test("an award and a block never take the same room, each place goes to one of them, and the draw is held once", async () => {
  for (let n = 0; n < 24; n++) {
    const who = await town.addResident(`見本 ${n}`);
    const choices = [0, 1, 2].map((k) => ({
      spaceId: spaces[(n + k) % 3] as string,
      on: days[(n + 2 * k) % 4] as string,
      slots: n % 2 === 0 ? ["08:00"] : ["08:00", "10:00"],
    }));
    await town.rounds.enter(who, choices);
  }
  const manager = await town.addStaff("facility-manager");
  await town.rounds.go(january.closed);
  town.clock.set(january.draw);
  const { id: roundId } = await town.rounds.round();
  const block = (n: number) =>
    refusalOf(
      town.perform(
        blockSpace,
        {
          choice: { spaceId: spaces[n % 3] as string, on: days[n % 4] as string, slots: ["08:00"] },
          kind: "use",
          reason: "市の大会",
        },
        { actor: manager },
      ),
    ).catch(() => "made");
  const [draws, blocks] = await Promise.all([
    Promise.all(Array.from({ length: 8 }, () => town.perform(drawRound, { roundId }))),
    Promise.all(Array.from({ length: 24 }, (_, n) => block(n))),
  ]);
  assert.equal(draws.filter((outcome) => outcome === "drawn").length, 1);
  assert.ok(blocks.every((outcome) => outcome === "made" || outcome === "facility.taken"));
  const overlaps = await town.count(sql`
    select from facility.occupancy one join facility.occupancy other
      on one.unit_id = other.unit_id and one.booking_id < other.booking_id and one.taken_during && other.taken_during
    where one.takes and other.takes`);
  assert.equal(overlaps, 0);
  const wins = await town.count(sql`select from lottery.win`);
  assert.equal(
    wins,
    await town.count(sql`select from facility.booking where win_id is not null and state = 'reserved'`),
  );
  assert.ok(wins > 0 || blocks.filter((outcome) => outcome === "made").length > 0);
  const most = await town.count(sql`select from lottery.win group by entry_id having count(*) > 2`);
  assert.equal(most, 0);
});
