import { randomUUID } from "node:crypto";
import { awardBooking } from "../../src/modules/facility/commands/award-booking.ts";
import { blockSpace } from "../../src/modules/facility/commands/block-space.ts";
import { bookAtCounter } from "../../src/modules/facility/commands/book-at-counter.ts";
import { bookSeries, planSeries } from "../../src/modules/facility/commands/series.ts";
import { getSpace, minole } from "../../src/modules/facility/omitama.fixture.ts";
import { rehearsal } from "../../src/modules/facility/town.fixture.ts";
import type { Choice } from "../../src/modules/facility/types/booking.ts";
import { type Ground, rush } from "./ground.ts";
import { roundOf, type Scene } from "./round.ts";

const thirds = ["minole-kaze-office", "minole-kaze-center", "minole-kaze-stage"];
const [before, day, after] = ["2026-12-08", "2026-12-09", "2026-12-10"];

type Kind = "hall" | "third" | "series" | "award" | "block";
type Wish = { readonly kind: Kind; readonly spaceId: string; readonly try: () => Promise<unknown> };

/** The hall, its thirds, a series over three days, awards of a draw and a block of the city's own want one evening. */
export const allAtOnce: Scene = {
  name: "hall, thirds, a series, awards of a draw and a block at once",
  async play(ground) {
    const slots = [ground.random.pick(["am", "pm", "night"])];
    const at = (spaceId: string): Choice => ({ spaceId, on: day, slots });
    const [leader, ...people] = ground.random.shuffle(ground.people);
    const hold = (kind: Kind, who: (typeof people)[number], spaceId: string): Wish => ({
      kind,
      spaceId,
      try: () => ground.hold(who, at(spaceId)),
    });
    const wishes: readonly Wish[] = [
      ...people.slice(0, 8).map((who) => hold("hall", who, "minole-kaze")),
      ...people.slice(8, 24).map((who) => hold("third", who, ground.random.pick(thirds))),
      ...people
        .slice(24, 28)
        .map((who) => awardOf(ground, who.personId, at(ground.random.pick([...thirds, "minole-kaze"])))),
      ...[ground.random.pick([...thirds, "minole-kaze"])].map((spaceId) => blockOf(ground, at(spaceId))),
      await seriesOf(ground, leader?.personId ?? "", { spaceId: ground.random.pick(thirds), slots }),
    ];
    const won: Wish[] = [];
    const all = await rush(
      ground.random.shuffle(wishes).map((wish) => async () => {
        await wish.try();
        won.push(wish);
      }),
    );
    const refusals = ["facility.taken", "facility.staff-series-not-all", "facility.staff-series-changed"];
    const round = roundOf(all, wishes.length, { winners: won.length, refusals });
    const wrong = [...round.wrong, ...judge(wishes, won)];
    const wonBy: Record<Kind, number> = { hall: 0, third: 0, series: 0, award: 0, block: 0 };
    for (const { kind } of won) wonBy[kind] += 1;
    return { ...round, wrong, wonBy };
  },
};

/** No unit went to two, and each who was sent away met a unit that somebody got. */
function judge(wishes: readonly Wish[], won: readonly Wish[]): readonly string[] {
  const unitsOf = ({ spaceId }: Wish) => getSpace(minole, spaceId).units;
  const taken = won.flatMap(unitsOf);
  const inVain = wishes.filter((wish) => !unitsOf(wish).some((unit) => taken.includes(unit)));
  return [
    ...(new Set(taken).size < taken.length ? ["one unit went to two"] : []),
    ...inVain.map(({ kind }) => `${kind} lost to nobody`),
  ];
}

function awardOf(ground: Ground, bookerId: string, choice: Choice): Wish {
  const confirmBy = new Date("2026-12-01T00:00:00+09:00");
  const award = { choice, use: rehearsal, bookerId, winId: randomUUID(), confirmBy };
  return {
    kind: "award",
    spaceId: choice.spaceId,
    try: () => ground.perform(awardBooking, award, { actor: { kind: "system", job: "lottery.draw" } }),
  };
}

function blockOf(ground: Ground, choice: Choice): Wish {
  const block = { choice, kind: "use" as const, reason: "市の大会" };
  return {
    kind: "block",
    spaceId: choice.spaceId,
    try: () => ground.perform(blockSpace, block, { actor: ground.clerk }),
  };
}

/** Its first day is booked already; the second is the one that all want. */
async function seriesOf(ground: Ground, bookerId: string, space: Omit<Choice, "on">): Promise<Wish> {
  const actor = ground.clerk;
  const choice = { ...space, on: before };
  const { booking } = await ground.perform(bookAtCounter, { choice, use: rehearsal, bookerId }, { actor });
  const asked = { bookingId: booking.id, kind: "days" as const, lastOn: after, leftOut: [] };
  const { days, total } = await ground.perform(planSeries, asked, { actor });
  const whole = { ...asked, onlyFree: false, expected: { days: days.length, total } };
  return { kind: "series", spaceId: space.spaceId, try: () => ground.perform(bookSeries, whole, { actor }) };
}
