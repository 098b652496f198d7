import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Resident } from "../facility/town.fixture.ts";
import { recomputeText } from "./assets.ts";
import { enterLottery } from "./commands/enter-lottery.ts";
import { secretPurpose } from "./commands/make-rounds.ts";
import { ticketsOf } from "./commands/tickets.ts";
import { readEntries } from "./rules/list.ts";
import { findClosing, findDraw } from "./store/round.ts";
import { january, lotteryTown, practice, saturday } from "./town.fixture.ts";

/** Residents have two tickets, who lost the last round one more; two slots a week and three choices a year to enter for. */
const weighted = (text: string) =>
  text
    .replace(
      / {6}weights:\n(?: {8,}.*\n)+/,
      `      weights:
        - { more: 1, when: { categories: [resident] }, because: 市内の方は、くじが1本ふえます。, article: lottery }
        - { more: 1, lostRounds: 1, because: 前の回に外れた方は、くじが1本ふえます。, article: lottery }
`,
    )
    .replace(
      "    lottery:",
      `    limits:
      - { per: week, count: slots, most: 2, entries: lottery, article: lottery }
      - { per: fiscal-year, count: bookings, most: 3, entries: lottery, spaces: city, article: lottery }
    lottery:`,
    );

let town: Awaited<ReturnType<typeof lotteryTown>>;
let haru: Resident;
let mika: Resident;
let rei: Resident;

before(async () => {
  town = await lotteryTown({ change: weighted });
  [haru, mika, rei] = [
    await town.addResident(),
    await town.addResident("佐藤 みのり"),
    await town.addResident("鈴木 れい"),
  ];
});
after(() => town.close());

const on = (day: string, slots = ["08:00"]) => ({ ...saturday, on: day, slots });
const isLimit = { code: "facility.limit-reached", field: "choice" };

test("an entry is held against the ordinance's limits: its own choices together, slot by slot", async () => {
  const before = await town.footprint();
  await assert.rejects(town.rounds.enter(haru, [on("2027-01-09"), on("2027-01-10", ["08:00", "10:00"])]), isLimit);
  const four = ["2027-01-09", "2027-01-16", "2027-01-23", "2027-01-30"].map((day) => on(day));
  await assert.rejects(town.rounds.enter(haru, four), isLimit);
  assert.deepEqual(await town.footprint(), before);
  await town.rounds.enter(haru, [on("2027-01-09"), on("2027-01-10")]);
  for (const actor of [mika, rei]) await town.rounds.enter(actor, [on("2027-01-23")]);
});

test("tickets stand in the public list from its closing, and the script that anybody can run draws with them", async () => {
  await town.rounds.go(january.closed);
  const round = await town.rounds.round();
  const closing = await findClosing(town.city.db, round.id);
  assert.match(closing?.entriesCsv ?? "", /^code,rank,space,day,slots,units,from,until,tickets\n/);
  assert.deepEqual(new Set(readEntries(closing?.entriesCsv ?? "").map(({ tickets }) => tickets)), new Set([2]));
  await town.rounds.go(january.draw);
  const draw = await findDraw(town.city.db, round.id);
  const script = `data:text/javascript,${encodeURIComponent(recomputeText)}`;
  const { recompute } = await import(script);
  const published = {
    commitment: round.commitment,
    secret: town.city.secrets.open(secretPurpose, round.secretSealed),
    listHash: closing?.listHash,
    publicNumber: "",
    seed: draw?.seed,
    mostWins: 2,
    result: draw?.resultCsv,
  };
  const checks: { right: boolean }[] = await recompute(published, closing?.entriesCsv, draw?.takenCsv);
  assert.deepEqual(
    checks.map(({ right }) => right),
    [true, true, true, true],
  );
});

test("what was asked for in another round counts too, and who won nothing in the last one has a ticket more", async () => {
  await town.rounds.go(january.result);
  await town.rounds.go("2026-12-05T10:00:00+09:00");
  const { id: roundId } = await town.rounds.round("2027-02-01");
  const enter = (actor: Resident, days: readonly string[]) =>
    town.perform(enterLottery, { roundId, choices: days.map((day) => on(day)), use: practice }, { actor });
  await assert.rejects(enter(haru, ["2027-02-06", "2027-02-13"]), isLimit);
  const entrants = [haru, mika, rei];
  for (const actor of entrants) await enter(actor, ["2027-02-06"]);
  await town.rounds.go("2027-01-01T00:00:00+09:00");
  const closing = await findClosing(town.city.db, roundId);
  const tickets = new Map(readEntries(closing?.entriesCsv ?? "").map((wish) => [wish.code, wish.tickets]));
  for (const actor of entrants) {
    const [present, before] = await town.rounds.entriesOf(actor);
    const hasWon = (await town.rounds.winsOf([before?.id ?? ""])).length > 0;
    assert.equal(tickets.get(present?.code ?? ""), hasWon ? 2 : 3);
  }
  assert.deepEqual([...tickets.values()].toSorted(), [2, 2, 3], "of two who wanted one time, one lost");
});

test("tickets: one for everybody, and what each fitting row adds", () => {
  const weights = [
    { more: 1, when: { categories: ["resident"] }, because: "", article: "a" },
    { more: 2, when: { groupCategories: ["youth"] }, because: "", article: "a" },
    { more: 1, lostRounds: 2, because: "", article: "a" },
  ].map((row) => ({ ...row, because: { ja: "わけ" } }));
  const of = (given: object, won: boolean[] = []) => ticketsOf({ weights }, given, won);
  assert.equal(ticketsOf({}, { category: "resident" }, [false, false]), undefined);
  assert.equal(of({ category: "outside" }), 1);
  assert.equal(of({ category: "resident" }), 2);
  assert.equal(of({ category: "resident", groupCategories: ["youth"] }, [false, false, true]), 5);
  assert.equal(of({ category: "outside" }, [false]), 1, "one lost round is not two");
  assert.equal(of({ category: "outside" }, [false, true, false]), 1, "not two running");
});
