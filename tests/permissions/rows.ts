import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { openSeason } from "../../src/modules/allocation/commands/open-season.ts";
import { listFrames } from "../../src/modules/allocation/store/season.ts";
import { askForShelter } from "../../src/modules/door/commands/shelter.ts";
import { defineDoors, requestCode } from "../../src/modules/door/index.ts";
import { openIncident } from "../../src/modules/door/store/incidents.ts";
import { makeBlocks } from "../../src/modules/facility/commands/block-series.ts";
import { bookAtCounter } from "../../src/modules/facility/commands/book-at-counter.ts";
import { cancelBookingByStaff } from "../../src/modules/facility/commands/cancel-booking.ts";
import { closeSpaces, seeClosurePlan } from "../../src/modules/facility/commands/close-spaces.ts";
import { bringOrdinance } from "../../src/modules/facility/commands/ordinance.ts";
import { enterReductionByStaff } from "../../src/modules/facility/commands/reduction.ts";
import { bookSeries } from "../../src/modules/facility/commands/series.ts";
import { settleBooking } from "../../src/modules/facility/commands/settle-booking.ts";
import { proposeStandingReduction } from "../../src/modules/facility/commands/standing-reduction.ts";
import { loadFacilities } from "../../src/modules/facility/index.ts";
import { readFacilityText } from "../../src/modules/facility/omitama.fixture.ts";
import { insertPenalty } from "../../src/modules/facility/store/penalty.ts";
import { friday, type Resident, rehearsal, type Staff } from "../../src/modules/facility/town.fixture.ts";
import { propose } from "../../src/modules/lottery/commands/decide.ts";
import { ground, roundsOf } from "../../src/modules/lottery/town.fixture.ts";
import { raiseAlarm } from "../../src/modules/payment/commands/raise-alarm.ts";
import { takeCash } from "../../src/modules/payment/index.ts";
import type { Site } from "../site.fixture.ts";

export const placeOfMinole = sql`select place ->> 'ja' as id from door.door where id = 'minole-practice-1'`;

/** A row of every kind that an address can name, of 四季文化館 where it can be: made by this official, for this person and group. */
export async function makeRows(
  site: Site,
  own: Staff,
  haru: Resident,
  group: string,
): Promise<
  Record<string, string> & { readonly reduction: string; readonly doorAlarm: string; readonly moneyAlarm: string }
> {
  const { db } = site.city;
  const actor = own;
  const at = (on: string, more: object = {}, use: object = {}) =>
    site.perform(
      bookAtCounter,
      { choice: { ...friday, on, ...more }, use: { ...rehearsal, ...use }, bookerId: haru.personId },
      { actor },
    );

  const { booking, paymentId: payment = "" } = await at("2026-12-04");
  const { booking: given, paymentId: cash = "" } = await at("2026-12-05");
  await site.perform(takeCash, { paymentId: cash, received: 700 }, { actor });
  await site.perform(cancelBookingByStaff, { bookingId: given.id, reason: "市の都合", by: "city" }, { actor });
  await site.drain();
  await site.perform((act) => raiseAlarm(act, { kind: "refund-stuck", paymentId: payment, about: payment }), undefined);

  const { booking: first } = await at("2026-12-11", { slots: ["pm"] });
  const asked = { bookingId: first.id, kind: "weekly", lastOn: "2026-12-18", leftOut: [] } as const;
  const expected = { days: 1, total: 800 };
  const series = await site.perform(bookSeries, { ...asked, onlyFree: false, expected }, { actor });

  const weekly = { firstOn: "2026-12-08", lastOn: "2026-12-22", weekdays: [2], withoutHolidays: true, leftOut: [] };
  const where = { spaceId: "minole-practice-1", slots: ["am"] };
  const blocks = { ...weekly, ...where, reason: "講座", onlyFree: true, expected: 3 } as const;
  const days = await site.perform(makeBlocks, blocks, { actor });
  const storm = {
    facilityId: "minole",
    spaceIds: ["minole-kaze-office"],
    firstOn: "2026-12-15",
    lastOn: "2026-12-15",
    hours: undefined,
    kind: "weather",
    words: "大雨のため",
  } as const;
  const { mark } = await site.perform(seeClosurePlan, storm, { actor });
  const closure = await site.perform(closeSpaces, { ...storm, mark }, { actor });

  const reduced = { bookingId: booking.id, reductionId: "public-interest", reason: "福祉の集まり", file: undefined };
  const { reductionId: reduction } = await site.perform(enterReductionByStaff, reduced, { actor });
  const term = { from: "2026-12-01", until: "2027-03-31", reason: "市の行事で歌う" };
  const proposal = { groupId: group, what: "minole/public-interest", ...term };
  const { standingId: standing } = await site.perform(proposeStandingReduction, proposal, { actor });
  const sale = await site.hold(
    haru,
    { spaceId: "minole-kaze-office", on: "2026-12-09" },
    { purposeId: "sale", people: 20 },
  );
  await site.perform(settleBooking, { bookingId: sale.id, way: "counter" }, { actor: haru });

  const penalty = randomUUID();
  await site.perform(async ({ tx, now }) => {
    await sql`insert into facility.offence_review (booking_id, offence, outcome, words, reviewed_by, reviewed_at)
      values (${booking.id}, 'no-show', 'confirmed', '', ${own.personId}, ${now})`.execute(tx);
    await insertPenalty(tx, {
      id: penalty,
      bookingId: booking.id,
      offence: "no-show",
      facilityId: "minole",
      termsId: "practice",
      bookerId: haru.personId,
      groupId: undefined,
      earnedOn: "2026-11-20",
      points: 1,
      givenBy: own.personId,
      givenAt: now,
    });
  }, undefined);
  const text = readFacilityText("minole").replace('effectiveFrom: "2026-04-01"', 'effectiveFrom: "2027-04-01"');
  const { id: ordinance } = await site.perform(bringOrdinance, { text }, { actor });

  const hut = {
    id: "minole-hut",
    name: { ja: "物置" },
    place: { ja: "みの〜れ" },
    facilityId: "minole",
    adapter: "keybox",
    address: "minole-hut",
    key: { fetch: { ja: "窓口" }, bring: { ja: "返却口" }, box: true },
  } as const;
  await site.perform(defineDoors, [hut]);
  const window = { from: new Date("2026-11-25T10:00:00+09:00"), until: new Date("2026-11-25T12:00:00+09:00") };
  const subject = { kind: "booking", id: randomUUID() };
  await site.perform(requestCode, { subject, personId: haru.personId, doors: [hut.id], ...window });
  await site.perform(
    (act) => openIncident(act.tx, "minole-practice-1", { kind: "battery-low", since: act.now } as never, act.now),
    undefined,
  );
  const place = await one(db, placeOfMinole);
  const { shelterId: shelter } = await site.perform(
    askForShelter,
    { place, reason: "台風のため", isDrill: false },
    { actor },
  );

  await site.perform(loadFacilities, [ground()]);
  await site.runJob("lottery.turn");
  const entry = await roundsOf(site).enter(haru);
  const { id: round } = await roundsOf(site).round();
  const { id: decision } = await site.perform(
    propose,
    { roundId: round, proposal: { kind: "call-off", reason: "工事のため" } },
    { actor },
  );
  const spring = {
    facilityId: "hatori-gym",
    name: "春の調整",
    words: undefined,
    firstOn: "2027-04-01",
    lastOn: "2027-06-30",
    opensOn: "2026-12-01",
    closesOn: "2026-12-20",
    meetingOn: "2027-01-20",
    mostWishes: 3,
    mostGiven: 2,
    slotsEach: 1,
    spaceIds: ["hatori-gym-floor"],
    weekdays: [2, 4],
    slots: ["night"],
    categories: ["registered"],
  } as const;
  const { id: season } = await site.perform(openSeason, spring, { actor });
  const [frame] = await listFrames(db, season);
  await site.drain();
  return {
    booking: booking.id,
    payment,
    refund: await one(db, sql`select id from payment.refund limit 1`),
    series: series.id,
    blockSeries: days.id,
    closure: closure.id,
    reduction,
    standing,
    approval: await one(db, sql`select id from facility.approval limit 1`),
    penalty,
    ordinance,
    door: "minole-practice-1",
    keyUse: await one(db, sql`select id from door.key_use limit 1`),
    shelter,
    round,
    entry,
    decision,
    season,
    frame: frame?.id ?? "",
    given: await one(db, sql`select gen_random_uuid()::text as id`),
    doorAlarm: await one(db, sql`select id from door.incident where door_id = 'minole-practice-1' limit 1`),
    moneyAlarm: await one(db, sql`select id from payment.alarm limit 1`),
  };
}

export async function one(db: Site["city"]["db"], query: ReturnType<typeof sql>): Promise<string> {
  const { rows } = await query.execute(db);
  const id = (rows[0] as { id?: string } | undefined)?.id;
  if (id === undefined) throw new Error("a row that the test needs is not there");
  return id;
}
