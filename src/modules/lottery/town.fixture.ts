import { readFileSync } from "node:fs";
import type { Module } from "../../kernel/module.ts";
import { testCity } from "../../kernel/test/city.ts";
import { doorModule } from "../door/module.ts";
import { type Choice, type Facility, loadFacilities, type UseAsked } from "../facility/index.ts";
import { facilityModule } from "../facility/module.ts";
import { surroundings } from "../facility/omitama.fixture.ts";
import { loadFacilityFile } from "../facility/schema/load.ts";
import { obedientLocks, partnersOf, type Resident, settle } from "../facility/town.fixture.ts";
import { identityModule } from "../identity/module.ts";
import { sendNotice } from "../notice/index.ts";
import { noticeModule } from "../notice/module.ts";
import { scriptedSender } from "../notice/notice.fixture.ts";
import { paymentModule } from "../payment/module.ts";
import { scriptedProvider } from "../payment/payment.fixture.ts";
import { enterLottery } from "./commands/enter-lottery.ts";
import { lotteryModule } from "./module.ts";
import { listEntriesOf } from "./store/entry.ts";
import { findRound, listRounds } from "./store/round.ts";
import { listWinsOfEntries } from "./store/win.ts";
import type { Entry, Round, Win } from "./types.ts";

/** The sample city's ground, with whatever a test changes in its text. */
export function ground(change: (text: string) => string = (text) => text): Facility {
  const file = new URL("../../../cities/omitama/facilities/kibogaoka-ground.yaml", import.meta.url);
  const loaded = loadFacilityFile(change(readFileSync(file, "utf8")), "kibogaoka-ground.yaml", surroundings);
  if (loaded.ok) return loaded.facility;
  throw new Error(loaded.problems.map(({ en, line }) => `${line}: ${en}`).join("\n"));
}

/** Instants of the round for January 2027. */
export const january = {
  open: "2026-11-10T09:00:00+09:00",
  closed: "2026-12-01T00:00:00+09:00",
  draw: "2026-12-01T03:00:00+09:00",
  result: "2026-12-02T10:00:00+09:00",
  confirmBy: "2026-12-08T00:00:00+09:00",
  firstCome: "2026-12-10T09:00:00+09:00",
};

export const saturday: Choice = { spaceId: "kibogaoka-ground-a", on: "2027-01-09", slots: ["08:00"] };
export const practice: UseAsked = {
  groupId: undefined,
  categoryId: "resident",
  purposeId: "softball",
  people: 12,
  extras: {},
  declarations: [],
  answers: {},
};

type Town = Pick<Awaited<ReturnType<typeof testCity>>, "city" | "clock" | "perform" | "runJob">;

/** What tests of rounds do, in a town of any modules. */
export function roundsOf(town: Town) {
  const self = {
    /** The clock moves, and the job that turns rounds has run. */
    async go(instant: string): Promise<void> {
      town.clock.set(instant);
      await town.runJob("lottery.turn");
    },
    async round(month = "2027-01-01"): Promise<Round> {
      const found = (await listRounds(town.city.db)).find((round) => round.month === month);
      if (found === undefined) throw new Error(`no round for ${month}`);
      return found;
    },
    async see(roundId: string): Promise<Round> {
      const found = await findRound(town.city.db, roundId);
      if (found === undefined) throw new Error(`no round ${roundId}`);
      return found;
    },
    async enter(
      actor: Resident,
      choices: readonly Choice[] = [saturday],
      use: Partial<UseAsked> = {},
    ): Promise<string> {
      const { id } = await self.round();
      const input = { roundId: id, choices, use: { ...practice, ...use } };
      return (await town.perform(enterLottery, input, { actor })).entryId;
    },
    async entriesOf({ personId }: Resident): Promise<readonly Entry[]> {
      return listEntriesOf(town.city.db, { personId, groupIds: [] });
    },
    async winsOf(entryIds: readonly string[]): Promise<readonly Win[]> {
      return listWinsOfEntries(town.city.db, entryIds);
    },
  };
  return self;
}

/** The city with its modules on a database of its own, entries for January open. */
export async function lotteryTown(
  options: Parameters<typeof testCity>[1] & { change?: (text: string) => string } = {},
) {
  const { change, ...cityOptions } = options;
  const provider = scriptedProvider();
  const post = scriptedSender();
  const locks = obedientLocks();
  const modules: Module[] = [
    identityModule({ sendMail: sendNotice, providers: [], keepers: () => [] }),
    noticeModule({ sender: post, from: "machimigaki@omitama.example" }),
    paymentModule({ providers: [provider] }),
    doorModule({ adapters: { zigbee2mqtt: locks.adapter } }),
    facilityModule(),
    lotteryModule(),
  ];
  const town = await testCity(modules, { now: january.open, ...cityOptions });
  const settled = await settle(town);
  await town.perform(loadFacilities, [ground(change)]);
  const rounds = roundsOf(town);
  await rounds.go(january.open);
  return { ...town, ...settled, ...partnersOf(town, { provider, post }), rounds, provider, post };
}
