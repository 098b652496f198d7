import { randomUUID } from "node:crypto";
import { loadFacilities } from "../../src/modules/facility/index.ts";
import type { Resident, Staff } from "../../src/modules/facility/town.fixture.ts";
import { ground, january, roundsOf } from "../../src/modules/lottery/town.fixture.ts";
import { openSite } from "./abuse.fixture.ts";

/** The site with the sample city's ground, entries for January open. */
export async function openLottery(change?: (text: string) => string) {
  const site = await openSite({ now: january.open, connections: 20 });
  await site.perform(loadFacilities, [ground(change)]);
  const rounds = roundsOf(site);
  await rounds.go(january.open);
  return {
    ...site,
    rounds,
    path: `/lotteries/${(await rounds.round()).id}`,
    /** A session of weeks ago has ended. */
    signInAgain: (who: Resident | Staff) => site.signIn({ ...who, sessionId: randomUUID() }),
  };
}

/** The form as a browser sends it. */
export const entryForm = {
  choice: "kibogaoka-ground-a~2027-01-09~08:00",
  category: "resident",
  purpose: "softball",
  people: "12",
} as const;
