import { sql } from "kysely";
import { enterPaper } from "../../src/modules/allocation/commands/ask-frames.ts";
import { closeTable, confirmTable } from "../../src/modules/allocation/commands/close-season.ts";
import { giveFrame } from "../../src/modules/allocation/commands/fill-table.ts";
import { openSeason } from "../../src/modules/allocation/commands/open-season.ts";
import { listGiven } from "../../src/modules/allocation/store/given.ts";
import { findSeason, listFrames } from "../../src/modules/allocation/store/season.ts";
import { blockSpace } from "../../src/modules/facility/commands/block-space.ts";
import { bookAtCounter } from "../../src/modules/facility/commands/book-at-counter.ts";
import { bookSeries, planSeries } from "../../src/modules/facility/commands/series.ts";
import type { Resident } from "../../src/modules/facility/town.fixture.ts";
import { type Ground, rush } from "./ground.ts";
import { roundOf, type Scene } from "./round.ts";

const spaceId = "hatori-gym-floor";
const slots = ["night"];
/** The Tuesdays and Thursdays of a short season, and the Tuesday before it. */
const [tuesdays, thursdays] = [
  ["2027-04-06", "2027-04-13", "2027-04-20"],
  ["2027-04-08", "2027-04-15", "2027-04-22"],
];
const dayBefore = "2027-03-30";
const given = [...tuesdays, ...thursdays];
const use = {
  categoryId: "registered",
  purposeId: "ball-games",
  people: 14,
  extras: {},
  declarations: ["adult"],
  answers: {},
};
type Kind = "block" | "hold" | "series";

/** Two workers book what a meeting gave, while people, a weekly series and blocks of the city want the same evenings. */
export const seasonAtOnce: Scene = seasonScene({ keeps: true });

/** keeps false: the hours are not kept for the season. Then others must get some of them, or the scene proves nothing. */
export function seasonScene({ keeps }: { keeps: boolean }): Scene {
  return {
    name: "a season is carried out by two workers against people, a series and blocks",
    async play(ground) {
      const members = ground.random.shuffle(ground.people).slice(0, 6);
      const groups = await Promise.all(
        members.map((who) => ground.addGroup([{ who, role: "owner" }], ["school-sports"])),
      );
      const seasonId = await confirmedSeason(ground, groups);
      if (!keeps)
        await sql`update facility.kept_unit set keeps = false where season_id = ${seasonId}`.execute(ground.city.db);
      const wonBy: Record<Kind, number> = { block: 0, hold: 0, series: 0 };
      const held = new Set<string>();
      const counted = (kind: Kind, contend: () => Promise<unknown>, on?: string) => async () => {
        await contend();
        wonBy[kind] += 1;
        if (on !== undefined) held.add(on);
      };
      const holds = members.slice(2).flatMap((who, index) =>
        ground.random
          .shuffle(given)
          .slice(0, 3)
          .map((on) => counted("hold", () => hold(ground, who, groups[index + 2], on), on)),
      );
      const blocks = ground.random
        .shuffle(given)
        .slice(0, 2)
        .map((on) =>
          counted("block", () =>
            ground.perform(
              blockSpace,
              { choice: { spaceId, on, slots }, kind: "use", reason: "選挙" },
              { actor: ground.clerk },
            ),
          ),
        );
      const contenders = [...holds, ...blocks, counted("series", await weekly(ground, members[2], groups[2]))];
      const [all] = await Promise.all([
        rush(ground.random.shuffle(contenders)),
        ground.runJob("allocation.carry-out"),
        ground.runJob("allocation.carry-out"),
      ]);
      await ground.runJob("allocation.carry-out");
      await ground.drain();
      const refusals = [
        "facility.taken",
        "facility.in-season",
        "facility.too-many-holds",
        "facility.staff-series-not-all",
        "facility.staff-series-changed",
      ];
      const round = roundOf(all, contenders.length, { winners: all.won.length, refusals });
      return { ...round, wrong: [...round.wrong, ...(await judge(ground, seasonId, held))], wonBy };
    },
  };
}

/** Carried out; each evening is one group's, or listed as left out and the city's: first come is what nobody was given. */
async function judge(ground: Ground, seasonId: string, held: ReadonlySet<string>): Promise<readonly string[]> {
  const season = await findSeason(ground.city.db, seasonId);
  const left = (await listGiven(ground.city.db, seasonId)).flatMap(({ leftOut }) => leftOut.map(({ on }) => on));
  const { rows } = await sql<{ on: string; state: string; isOfSeason: boolean }>`
    select used_on as "on", booking.state, series.season_id is not null as "isOfSeason" from facility.booking
    left join facility.series on series.id = series_id
    where booking.space_id = ${spaceId} and used_on = any (${given}::date[])
      and booking.state in ('held', 'requested', 'reserved', 'confirmed', 'blocked')`.execute(ground.city.db);
  const wrong = season?.state === "done" ? [] : [`the season is ${season?.state}`];
  for (const on of given) {
    const has = rows.filter((row) => row.on === on);
    const [one] = has;
    const isRight = left.includes(on) ? one?.state === "blocked" : one?.isOfSeason === true;
    if (has.length !== 1 || !isRight) wrong.push(`${on}: ${has.length} have it, ${one?.state}`);
    if (held.has(on)) wrong.push(`${on} went to who came first`);
  }
  return wrong;
}

/** Opened, asked for on paper, given out and confirmed: what is left is the workers'. */
async function confirmedSeason(ground: Ground, [one, two]: readonly string[]): Promise<string> {
  const { manager } = ground;
  const asked = {
    facilityId: "hatori-gym",
    name: "競走の調整",
    words: undefined,
    firstOn: "2027-04-01",
    lastOn: "2027-04-25",
    opensOn: "2026-11-26",
    closesOn: "2026-11-27",
    meetingOn: "2026-12-01",
    mostWishes: 1,
    mostGiven: 1,
    slotsEach: 1,
    spaceIds: [spaceId],
    weekdays: [2, 4],
    slots,
    categories: ["registered"],
  };
  const { id: seasonId } = await ground.perform(openSeason, asked, { actor: manager });
  const frames = await listFrames(ground.city.db, seasonId);
  // From a month before on everybody may book what nobody keeps.
  ground.clock.set("2027-03-25T10:00:00+09:00");
  for (const [groupId, frame] of [
    [one, frames[0]],
    [two, frames[1]],
  ] as const) {
    const paper = { seasonId, use: { ...use, groupId }, wishes: [frame?.id ?? ""], words: undefined, isNamed: false };
    const { id: applicationId } = await ground.perform(enterPaper, paper, { actor: manager });
    const share = { pattern: "every" as const, from: asked.firstOn, until: asked.lastOn, without: [] };
    await ground.perform(giveFrame, { frameId: frame?.id ?? "", applicationId, share }, { actor: manager });
  }
  await ground.perform(closeTable, { seasonId }, { actor: manager });
  await ground.perform(confirmTable, { seasonId }, { actor: ground.approver });
  return seasonId;
}

function hold(ground: Ground, who: Resident, groupId: string | undefined, on: string): Promise<unknown> {
  return ground.hold(who, { spaceId, on, slots }, { ...use, groupId });
}

/** At the counter, from the evening before the season into it. */
async function weekly(ground: Ground, who: Resident | undefined, groupId: string | undefined) {
  const actor = ground.clerk;
  const choice = { spaceId, on: dayBefore, slots };
  const input = { choice, use: { ...use, groupId }, bookerId: who?.personId ?? "" };
  const { booking } = await ground.perform(bookAtCounter, input, { actor });
  const asked = { bookingId: booking.id, kind: "weekly" as const, lastOn: tuesdays.at(-1) ?? "", leftOut: [] };
  const { days, total } = await ground.perform(planSeries, asked, { actor });
  return () =>
    ground.perform(bookSeries, { ...asked, onlyFree: false, expected: { days: days.length, total } }, { actor });
}
