import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Act } from "../../src/kernel/act.ts";
import { isInAudience, type Role } from "../../src/kernel/actor.ts";
import type { Route } from "../../src/kernel/http/route.ts";
import { confirmTable } from "../../src/modules/allocation/commands/close-season.ts";
import { openSeason } from "../../src/modules/allocation/commands/open-season.ts";
import { giveSpareCode } from "../../src/modules/door/commands/give-spare-code.ts";
import { handKeyOut, setBoxNumber } from "../../src/modules/door/commands/hand-key.ts";
import { staffUnlock } from "../../src/modules/door/commands/operate-door.ts";
import { askForShelter, confirmShelter } from "../../src/modules/door/commands/shelter.ts";
import { takeAlarm } from "../../src/modules/door/commands/take-alarm.ts";
import { tellAlarms } from "../../src/modules/door/commands/tell-by-mail.ts";
import { endBlocks } from "../../src/modules/facility/commands/block-series.ts";
import { blockSpace } from "../../src/modules/facility/commands/block-space.ts";
import { bookAtCounter } from "../../src/modules/facility/commands/book-at-counter.ts";
import { cancelBookingByStaff } from "../../src/modules/facility/commands/cancel-booking.ts";
import { seeClosurePlan } from "../../src/modules/facility/commands/close-spaces.ts";
import { decideApproval } from "../../src/modules/facility/commands/decide-approval.ts";
import { returnDeposit } from "../../src/modules/facility/commands/deposit.ts";
import { liftClosure } from "../../src/modules/facility/commands/lift-closure.ts";
import { bringOrdinance, scheduleOrdinance } from "../../src/modules/facility/commands/ordinance.ts";
import { decideAppeal } from "../../src/modules/facility/commands/penalty.ts";
import { decideReduction } from "../../src/modules/facility/commands/reduction.ts";
import { remindDeciders } from "../../src/modules/facility/commands/remind-deciders.ts";
import { seeSpan } from "../../src/modules/facility/commands/see-span.ts";
import { cancelRestOfSeries, takeCashForSeries } from "../../src/modules/facility/commands/series.ts";
import { decideStandingReduction } from "../../src/modules/facility/commands/standing-reduction.ts";
import { enterYearlyCost } from "../../src/modules/facility/commands/statistics.ts";
import { readFacilityText } from "../../src/modules/facility/omitama.fixture.ts";
import { friday, refusalOf, rehearsal, type Staff } from "../../src/modules/facility/town.fixture.ts";
import { clearEntry, decide } from "../../src/modules/lottery/commands/decide.ts";
import { seeHeld } from "../../src/modules/lottery/commands/see-names.ts";
import type { Given } from "../site.fixture.ts";
import { addressOf, call, nameOf } from "./grounds.ts";
import { type Houses, openHouses } from "./houses.ts";

let houses: Houses;
before(async () => {
  houses = await openHouses();
});
after(() => houses.close());

/** Parameters that name something of one facility, and so of the sections that run it. */
const ofFacility = [
  "booking",
  "payment",
  "refund",
  "alarm",
  "series",
  "blockSeries",
  "closure",
  "reduction",
  "standing",
  "approval",
  "penalty",
  "ordinance",
  "door",
  "keyUse",
  "shelter",
  "round",
  "entry",
  "decision",
  "season",
  "frame",
  "given",
];

/** Staff's routes that name nothing of one facility. A list shows what is of one's own; what is the whole city's says why. */
const others: Readonly<Record<string, string>> = {
  "GET /staff": "list",
  "GET /staff/allocations": "list",
  "GET /staff/allocations/new": "list",
  "POST /staff/allocations/new": "command",
  "GET /staff/approvals": "list",
  "GET /staff/blocks/new": "list",
  "POST /staff/blocks/new": "command",
  "GET /staff/blocks/weekly": "list",
  "POST /staff/blocks/weekly": "command",
  "GET /staff/board/month": "list",
  "GET /staff/board/week": "list",
  "GET /staff/bookings": "list",
  "GET /staff/bookings/new": "list",
  "POST /staff/bookings/new": "command",
  "POST /staff/bookings/new/caller": "a person is the whole city's",
  "GET /staff/cash": "the section's own till; what waits besides is a list",
  "GET /staff/cash/:day": "the section's own till",
  "POST /staff/cash/:day": "the section's own till",
  "GET /staff/cash/:day/entries.csv": "the section's own till",
  "GET /staff/closures": "list",
  "GET /staff/closures/new": "list",
  "POST /staff/closures/new": "command",
  "GET /staff/deposits": "list",
  "GET /staff/doors": "list",
  "GET /staff/doors/views": "list",
  "GET /staff/keys": "list",
  "GET /staff/lotteries": "list",
  "GET /staff/money/clearing": "a bank's file is the whole city's",
  "POST /staff/money/clearing": "a bank's file is the whole city's",
  "GET /staff/money/clearing/:moneyfile": "a bank's file is the whole city's",
  "POST /staff/money/lines/:line/approve": "a bank's file is the whole city's",
  "POST /staff/money/lines/:line/drop": "a bank's file is the whole city's",
  "POST /staff/money/lines/:line/propose": "a bank's file is the whole city's",
  "GET /staff/money/comparison": "the books are the whole city's",
  "GET /staff/money/debits": "a bank's file is the whole city's",
  "POST /staff/money/debits": "a bank's file is the whole city's",
  "GET /staff/money/debits/:batch/bank.txt": "a bank's file is the whole city's",
  "GET /staff/money/debits/:batch/list.csv": "a bank's file is the whole city's",
  "POST /staff/money/debits/:batch/results": "a bank's file is the whole city's",
  "POST /staff/money/mandates/:mandate/end": "a person is the whole city's",
  "GET /staff/money/debts": "list",
  "GET /staff/money/exports": "the books are the whole city's",
  "GET /staff/money/exports/:export": "the books are the whole city's",
  "GET /staff/money/exports/:export/file": "the books are the whole city's",
  "GET /staff/money/months": "the books are the whole city's",
  "GET /staff/money/months/:month": "the books are the whole city's",
  "POST /staff/money/months/:month": "the books are the whole city's",
  "POST /staff/money/months/:month/confirm": "the books are the whole city's",
  "GET /staff/money/months/:month/report.csv": "the books are the whole city's",
  "GET /staff/money/months/:month/report.pdf": "the books are the whole city's",
  "GET /staff/money/months/:month/report.xlsx": "the books are the whole city's",
  "GET /staff/money/payouts": "list",
  "POST /staff/money/transfers": "a bank's file is the whole city's",
  "GET /staff/money/transfers/:batch/list.csv": "a bank's file is the whole city's",
  "GET /staff/ordinances": "list",
  "GET /staff/ordinances/new": "list",
  "POST /staff/ordinances/new": "command",
  "GET /staff/penalties": "list",
  "GET /staff/reductions": "list",
  "GET /staff/reductions/standing": "list",
  "POST /staff/reductions/standing": "command",
  "GET /staff/shelter": "list",
  "POST /staff/shelter": "command",
  "GET /staff/statistics": "figures without persons, as open data has them",
  "GET /staff/statistics/statistics.csv": "figures without persons, as open data has them",
  "GET /staff/statistics/statistics.xlsx": "figures without persons, as open data has them",
  "POST /staff/statistics/costs": "command",
};

/** Identity, notice, plan and the log have no facilities; the way in has no staff yet. */
const elsewhere =
  /^\/staff\/(people|groups|registrations|roles|account|passkeys|enrol|sign-in|plan|evaluation|promises|budget|metrics|notices|log)(\/|$)/;
const isConcerned = ({ path }: Route) => path.startsWith("/staff") && !elsewhere.test(path);
const namesRow = ({ path }: Route) => ofFacility.some((name) => path.includes(`:${name}`));

/** Where a form that is not understood leads back to a list of one's own: so that the command is reached. */
const forms: Readonly<Record<string, Record<string, string>>> = {
  "POST /staff/reductions/standing/:standing/decide": { deed: "grant", standing: randomUUID() },
  "POST /staff/bookings/:booking/offence": { offence: "no-show", outcome: "dismissed", words: "中から開けました" },
  "POST /staff/penalties/:penalty/decide": { deed: "lift", words: "見直しました" },
};

const examplesFor = (route: Route) => ({
  ...houses.rows,
  alarm: (route.path.includes("doors") ? houses.rows["doorAlarm"] : houses.rows["moneyAlarm"]) ?? "",
});

/** What is different on every page by itself. */
const plain = ({ status, text }: Given, address: string): string =>
  [status, text]
    .join("\n")
    .replaceAll(address, "ADDRESS")
    .replaceAll(/[\w-]{24}\.[\w-]{43}/g, "KEY")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID");

const enter = (who: Staff) => houses.signIn({ ...who, sessionId: randomUUID() });

test("every route of staff at counters and doors names a row of one facility, or is on the list with its reason", () => {
  const found = houses.routes.filter((route) => isConcerned(route) && !namesRow(route)).map(nameOf);
  assert.deepEqual(found.sort(), Object.keys(others).sort());
});

test("what is of another section's facility is answered exactly as what does not exist, by every route, and nothing changes", async () => {
  const concerned = houses.routes.filter((route) => isConcerned(route) && namesRow(route));
  assert.ok(concerned.length > 70, `${concerned.length} routes name rows of a facility`);
  const browser = await enter(houses.stranger);
  const missing = { ...Object.fromEntries(ofFacility.map((name) => [name, randomUUID()])), door: "minole-nowhere" };
  const before = await houses.footprint();
  const wrong: string[] = [];
  for (const route of concerned.filter(({ who }) => isInAudience(houses.stranger, who))) {
    const answers: string[] = [];
    for (const examples of [examplesFor(route), missing]) {
      const address = addressOf(route, examples);
      answers.push(plain(await call(browser, route, address, forms[nameOf(route)]), address));
    }
    if (answers[0] !== answers[1] || !answers[0]?.startsWith("404"))
      wrong.push(`${nameOf(route)}: ${answers.map((text) => text.slice(0, 60)).join(" / ")}`);
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(await houses.footprint(), before);
});

test("the same rows are there for the own section and for a role that was given for all facilities", async () => {
  for (const who of [houses.own, houses.everywhere]) {
    const browser = await enter(who);
    const pages = houses.routes.filter((route) => isConcerned(route) && namesRow(route) && route.kind === "page");
    const shut: string[] = [];
    for (const route of pages.filter((one) => isInAudience(who, one.who))) {
      const address = addressOf(route, examplesFor(route));
      const { status } = await browser.get(address);
      // A letter, a paper or a slip that was never made is not there for anybody.
      if (status !== 200 && !/(file|letter\.pdf|slip\.pdf)$/.test(route.path)) shut.push(`${nameOf(route)}: ${status}`);
    }
    assert.deepEqual(shut, ["GET /staff/money/payouts/:refund: 404"], who.name);
  }
});

test("lists, boards and pickers show one's own facilities only", async () => {
  const [own, stranger] = [await enter(houses.own), await enter(houses.stranger)];
  const row = houses.rows;
  const shown: readonly [path: string, what: string][] = [
    ["/staff?day=2026-12-04", `/staff/bookings/${row["booking"]}`],
    ["/staff?day=2026-12-04&print=public", "みの〜れ"],
    ["/staff/board/week?facility=minole&day=2026-12-04", `/staff/bookings/${row["booking"]}`],
    ["/staff/board/month?facility=minole&day=2026-12-04&print=public", "みの〜れ"],
    ["/staff/bookings?day=2026-12-04", `/staff/bookings/${row["booking"]}`],
    ["/staff/bookings/new", "minole-practice-1"],
    ["/staff/blocks/new", "minole-practice-1"],
    ["/staff/blocks/weekly", "minole-practice-1"],
    ["/staff/closures", `/staff/closures/${row["closure"]}`],
    ["/staff/closures/new", "facility=minole"],
    ["/staff/approvals", `/staff/approvals/${row["approval"]}`],
    ["/staff/reductions", `/staff/reductions/${row["reduction"]}`],
    ["/staff/reductions/standing", "みのり合唱団"],
    ["/staff/ordinances", `/staff/ordinances/${row["ordinance"]}`],
    ["/staff/doors", "/staff/doors/minole-practice-1"],
    ["/staff/doors", `alarms/${row["doorAlarm"]}`],
    ["/staff/keys", "/staff/doors/minole-hut"],
    ["/staff/shelter", `/staff/shelter/${row["shelter"]}`],
    ["/staff/cash", `/staff/payment-alarms/${row["moneyAlarm"]}`],
    ["/staff/cash", `/staff/refunds/${row["refund"]}`],
    ["/staff/lotteries", `/staff/lotteries/${row["round"]}`],
    ["/staff/allocations", `/staff/allocations/${row["season"]}`],
    ["/staff/allocations/new", "hatori-gym"],
  ];
  for (const [path, what] of shown) {
    assert.ok((await own.get(path)).text.includes(what), `${path} shows ${what} to its section`);
    const { status, text } = await stranger.get(path);
    assert.ok(status === 200 && !text.includes(what), `${path} shows nothing of it to another (${status})`);
  }
  const number = /[A-Z2-9]{3}-[A-Z2-9]{3}/.exec((await own.get(`/staff/bookings/${row["booking"]}`)).text)?.[0] ?? "";
  assert.equal((await own.get(`/staff/bookings?q=${number}`)).status, 303, "a caller's number is found");
  const asked = await stranger.get(`/staff/bookings?q=${number}`);
  const unknown = await stranger.get("/staff/bookings?q=ZZZ-ZZZ");
  assert.deepEqual([asked.status, unknown.status], [422, 422]);
  assert.equal(
    asked.text.replaceAll(number, "N").includes("ZZZ"),
    unknown.text.replaceAll("ZZZ-ZZZ", "N").includes("ZZZ"),
  );
});

test("commands refuse whoever's section does not run the facility, also without any page, and write nothing", async () => {
  const { rows, stranger, perform } = houses;
  const id = (name: string) => rows[name] ?? "";
  const choice = { ...friday, on: "2026-12-23" };
  const by = { bookingId: id("booking"), reason: "ためし", by: "city" } as const;
  const rest = { seriesId: id("series"), from: "2026-12-01", reason: "ためし", by: "city", expected: 0 } as const;
  const approval = { approvalId: id("approval"), deed: "approve", conditions: [], more: undefined } as const;
  const storm = { facilityId: "minole", spaceIds: ["minole-practice-1"], hours: undefined, words: "大雨のため" };
  const days = { firstOn: "2026-12-23", lastOn: "2026-12-23", kind: "weather" } as const;
  const spring = { facilityId: "hatori-gym" } as Parameters<typeof openSeason>[1];
  const text = readFacilityText("minole").replace('effectiveFrom: "2026-04-01"', 'effectiveFrom: "2028-04-01"');
  const as = { actor: stranger };
  const tries: Readonly<Record<string, () => Promise<unknown>>> = {
    book: () => perform(bookAtCounter, { choice, use: rehearsal, bookerId: stranger.personId }, as),
    cancel: () => perform(cancelBookingByStaff, by, as),
    block: () => perform(blockSpace, { choice, kind: "closure", reason: "ためし" }, as),
    blocks: () => perform(endBlocks, { seriesId: id("blockSeries"), from: "2026-12-01", reason: "ためし" }, as),
    close: () => perform(seeClosurePlan, { ...storm, ...days }, as),
    lift: () => perform(liftClosure, { closureId: id("closure"), reason: "ためし" }, as),
    span: () => perform(seeSpan, { facilityId: "minole", days: { from: "2026-12-01", until: "2026-12-08" } }, as),
    series: () => perform(cancelRestOfSeries, rest, as),
    cash: () => perform(takeCashForSeries, { seriesId: id("series"), expected: 800 }, as),
    approve: () => perform(decideApproval, { ...approval, words: undefined, together: false }, as),
    reduce: () => perform(decideReduction, { reductionId: id("reduction"), deed: "grant", words: "" }, as),
    standing: () => perform(decideStandingReduction, { standingId: id("standing"), deed: "grant", words: "" }, as),
    deposit: () =>
      perform(returnDeposit, { bookingId: id("booking"), keep: 0, reason: undefined, article: undefined }, as),
    appeal: () => perform(decideAppeal, { penaltyId: id("penalty"), deed: "lift", words: "ためし" }, as),
    costs: () => perform(enterYearlyCost, { facilityId: "minole", fiscalYear: 2026, yen: 1 }, as),
    bring: () => perform(bringOrdinance, { text }, as),
    schedule: () => perform(scheduleOrdinance, { ordinanceId: id("ordinance"), from: "2027-04-01" }, as),
    unlock: () => perform(staffUnlock, { doorId: id("door"), reason: "ためしの理由" }, as),
    spare: () => perform(giveSpareCode, { doorId: id("door"), reason: "ためしの理由" }, as),
    key: () => perform(handKeyOut, { keyUseId: id("keyUse") }, as),
    box: () => perform(setBoxNumber, { doorId: "minole-hut", number: "1234" }, as),
    alarm: () => perform(takeAlarm, { doorId: id("door"), alarmId: id("doorAlarm") }, as),
    shelter: () => perform(confirmShelter, { shelterId: id("shelter") }, as),
    lottery: () => perform(decide, { decisionId: id("decision"), outcome: "agreed" }, as),
    entry: () => perform(clearEntry, { entryId: id("entry") }, as),
    names: () => perform(seeHeld, { roundId: id("round") }, as),
    open: () => perform(openSeason, spring, as),
    confirm: () => perform(confirmTable, { seasonId: id("season") }, as),
  };
  const before = await houses.footprint();
  for (const [name, attempt] of Object.entries(tries)) {
    const refused = await refusalOf(attempt()).catch((error: Error) => error.message);
    assert.equal(refused, "not-found", name);
  }
  const asked = { place: houses.place, reason: "台風のため", isDrill: true };
  assert.equal(await refusalOf(perform(askForShelter, asked, as)), "door.desk.no-doors");
  assert.deepEqual(await houses.footprint(), before);
});

test("without the right role it is refused for the role, whoever's facility it is", async () => {
  const auditor: Staff = { ...houses.own, roles: ["auditor"] satisfies Role[] };
  const input = { doorId: houses.rows["door"] ?? "", reason: "ためしの理由" };
  assert.equal(await refusalOf(houses.perform(staffUnlock, input, { actor: auditor })), "forbidden");
});

test("the door opens for the own section's second person and for a role for all facilities, with a reason", async () => {
  for (const actor of [houses.second, houses.everywhere]) {
    const input = { doorId: houses.rows["door"] ?? "", reason: "お湯の確認のため" };
    assert.ok((await houses.perform(staffUnlock, input, { actor })).commandId);
  }
});

test("mails about what waits go to who works there; an alarm of a house without a manager goes to all managers", async () => {
  const { own, stranger, everywhere, post } = houses;
  const toldOf = async (command: (act: Act) => Promise<void>) => {
    const before = post.mails.length;
    await houses.perform(command, undefined);
    await houses.drain();
    const to = post.mails.slice(before).map((mail) => mail.to);
    return [own, stranger, everywhere].map(({ personId }) => to.some((one) => one.startsWith(personId)));
  };
  assert.deepEqual(await toldOf(remindDeciders), [true, false, true], "a request of the first section's house");
  houses.clock.advance(2 * 86_400_000);
  assert.deepEqual(await toldOf(tellAlarms), [true, false, true], "its door");
  houses.clock.advance(2 * 86_400_000);
  await houses.perform(
    ({ tx, now }) =>
      sql`update identity.staff_role set valid_until = ${now} where everywhere or section_id = 'bunka'`.execute(tx),
    undefined,
  );
  assert.deepEqual(await toldOf(tellAlarms), [false, true, false], "nobody works there any more");
});
