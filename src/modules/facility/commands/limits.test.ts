import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { sql } from "kysely";
import { minole } from "../omitama.fixture.ts";
import { type FacilityTown, facilityTown, friday, type Resident, refusalOf, rehearsal } from "../town.fixture.ts";
import type { Facility } from "../types/facility.ts";
import type { Limit } from "../types/terms.ts";
import { bookAtCounter } from "./book-at-counter.ts";
import { dropHold } from "./cancel-booking.ts";
import { loadFacilities } from "./load-facilities.ts";
import { planSeries } from "./series.ts";

let town: FacilityTown;
let haru: Resident;
let mika: Resident;

const equipment = {
  kind: "equipment",
  spaces: ["minole-kaze", "minole-kaze-office", "minole-kaze-center", "minole-practice-1"],
  amount: 0,
  per: "booking",
  article: "table-1",
} as const;

/** Two bookings a month, three days in a row, three projectors in the house, and a practice room that the hall may add. */
const strict: Facility = {
  ...minole,
  effectiveFrom: "2026-04-02",
  terms: minole.terms.map((terms) => ({
    ...terms,
    limits: [{ per: "month", count: "bookings", most: 2, of: "person-or-group", article: "refund" }],
    consecutiveDays: { most: 1, countClosed: true, article: "refund" },
  })),
  fees: {
    ...minole.fees,
    extras: [
      ...minole.fees.extras,
      { ...equipment, id: "projector", name: { ja: "プロジェクター", en: "projector" }, most: 3, stock: 3 },
      {
        ...equipment,
        id: "dressing",
        name: { ja: "控室", en: "dressing room" },
        most: 1,
        takes: ["minole-practice-1"],
      },
    ],
  },
};

before(async () => {
  town = await facilityTown({ now: "2026-11-25T10:20:00+09:00" });
  await town.perform(loadFacilities, [strict]);
});
beforeEach(async () => {
  await sql`update facility.booking set state = 'cancelled' where state in ('held', 'reserved', 'confirmed')`.execute(
    town.city.db,
  );
  [haru, mika] = [await town.addResident(), await town.addResident("佐藤 みのり")];
});
after(() => town.close());

const on = (day: string) => ({ ...friday, on: day });

describe("limits of the ordinance", () => {
  it("refuse the third booking of a month, and say how many there are", async () => {
    await town.hold(haru, on("2026-12-04"));
    await town.hold(haru, on("2026-12-11"));
    const before = await town.footprint();
    await assert.rejects(town.hold(haru, on("2026-12-18")), { code: "facility.limit-reached" });
    assert.deepEqual(await town.footprint(), before);
    await town.hold(haru, on("2027-01-08"));
    await town.hold(mika, on("2026-12-18"));
  });

  it("count what lives: a dropped hold and one whose time is over are free again", async () => {
    const first = await town.hold(haru, on("2026-12-04"));
    await town.hold(haru, on("2026-12-11"));
    await town.perform(dropHold, { bookingId: first.id }, { actor: haru });
    await town.hold(haru, on("2026-12-18"));
    town.clock.advance(11 * 60_000);
    await town.hold(haru, on("2026-12-04"));
    town.clock.set("2026-11-25T10:20:00+09:00");
  });

  it("count a group's bookings together, whoever of it books, and a person's own apart from them", async () => {
    const groupId = await town.addGroup([
      { who: haru, role: "owner" },
      { who: mika, role: "member" },
    ]);
    const asGroup = { groupId, categoryId: "resident-group" };
    await town.hold(haru, on("2026-12-04"), asGroup);
    await town.hold(mika, on("2026-12-11"), asGroup);
    assert.equal(await refusalOf(town.hold(mika, on("2026-12-18"), asGroup)), "facility.limit-reached");
    await town.hold(mika, on("2026-12-18"));
  });

  it("hold at the counter as well", async () => {
    const clerk = await town.addStaff("clerk");
    const book = (day: string) =>
      town.perform(bookAtCounter, { choice: on(day), use: rehearsal, bookerId: haru.personId }, { actor: clerk });
    await book("2026-12-04");
    await book("2026-12-11");
    assert.equal(await refusalOf(book("2026-12-18")), "facility.limit-reached");
  });

  it("count over all days of a series before any of them is written: two a month, and two in the next", async () => {
    const clerk = await town.addStaff("clerk");
    const input = { choice: on("2026-12-04"), use: rehearsal, bookerId: haru.personId };
    const { booking } = await town.perform(bookAtCounter, input, { actor: clerk });
    const asked = { bookingId: booking.id, kind: "weekly" as const, lastOn: "2027-01-22", leftOut: ["2027-01-01"] };
    const { days } = await town.perform(planSeries, asked, { actor: clerk });
    const shown = days.map((day) => `${day.on.slice(5)} ${day.ok ? "free" : day.refusal.code}`);
    const over = "facility.limit-reached";
    assert.deepEqual(shown, [
      "12-11 free",
      `12-18 ${over}`,
      `12-25 ${over}`,
      "01-08 free",
      "01-15 free",
      `01-22 ${over}`,
    ]);
  });

  it("let no two requests at once pass together", async () => {
    await town.hold(haru, on("2026-12-04"));
    const both = await Promise.allSettled([town.hold(haru, on("2026-12-11")), town.hold(haru, on("2026-12-18"))]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  });

  it("refuse more days in a row than the ordinance allows, counted with those booked before", async () => {
    await town.hold(haru, on("2026-12-04"));
    assert.equal(await refusalOf(town.hold(haru, on("2026-12-05"))), "facility.span-too-long");
    await town.hold(haru, { ...on("2026-12-05"), spaceId: "minole-kaze-office" });
  });
});

describe("limits that reach over several houses", () => {
  const renamed: Facility = JSON.parse(JSON.stringify(strict).replaceAll("minole-practice-1", "annex-room"));
  const annex: Facility = {
    ...renamed,
    id: "annex",
    units: renamed.units.filter(({ id }) => id === "annex-room"),
    spaces: renamed.spaces.filter(({ id }) => id === "annex-room").map((space) => ({ ...space, doors: [] })),
    fees: { ...renamed.fees, extras: [] },
  };
  const limited = (spaces: Limit["spaces"], facility: Facility): Facility => ({
    ...facility,
    effectiveFrom: "2026-04-03",
    terms: facility.terms.map((terms) => ({
      ...terms,
      limits: [{ per: "month", count: "bookings", most: 2, of: "person-or-group", spaces, article: "refund" }],
    })),
  });
  const room = (day: string) => ({ ...on(day), spaceId: "annex-room" });

  it("count in all of the city's houses, and two requests at once for two houses do not pass together", async () => {
    await town.perform(loadFacilities, [limited("city", strict), limited(undefined, annex)]);
    await town.hold(haru, room("2026-12-04"));
    const both = await Promise.allSettled([town.hold(haru, room("2026-12-11")), town.hold(haru, on("2026-12-18"))]);
    assert.ok(both.some(({ status }) => status === "fulfilled"));
    await sql`update facility.booking set state = 'cancelled' where used_on = '2026-12-18'`.execute(town.city.db);
    if ((await town.count(sql`select from facility.booking where state = 'held'`)) < 2)
      await town.hold(haru, room("2026-12-11"));
    await assert.rejects(town.hold(haru, on("2026-12-18")), { code: "facility.limit-reached" });
    await town.hold(haru, on("2027-01-08"));
  });

  it("count in the houses that name the same group", async () => {
    const halls = { limitGroup: "halls" };
    await town.perform(loadFacilities, [
      { ...limited(halls, strict), effectiveFrom: "2026-04-04" },
      { ...limited(halls, annex), effectiveFrom: "2026-04-04" },
    ]);
    await town.hold(haru, room("2026-12-04"));
    await town.hold(haru, on("2026-12-11"));
    assert.equal(await refusalOf(town.hold(haru, room("2026-12-18"))), "facility.limit-reached");
    assert.equal(await refusalOf(town.hold(haru, on("2026-12-18"))), "facility.limit-reached");
    await town.perform(loadFacilities, [{ ...strict, effectiveFrom: "2026-04-05" }]);
  });
});

describe("equipment with a stock", () => {
  const office = { ...friday, spaceId: "minole-kaze-office" };
  const center = { ...friday, spaceId: "minole-kaze-center" };

  it("is shared by all rooms: whoever asks for more than is left reads how many there are", async () => {
    await town.hold(haru, office, { extras: { projector: 2 } });
    await assert.rejects(town.hold(mika, center, { extras: { projector: 2 } }), {
      code: "facility.extra-short",
      params: { name: { marked: "プロジェクター" }, left: 1 },
    });
    await town.hold(mika, center, { extras: { projector: 1 } });
    assert.equal(await refusalOf(town.hold(haru, friday, { extras: { projector: 1 } })), "facility.extra-short");
    await town.hold(haru, { ...friday, slots: ["pm"] }, { extras: { projector: 3 } });
  });

  it("comes back with the booking that had it", async () => {
    const first = await town.hold(haru, office, { extras: { projector: 3 } });
    await town.perform(dropHold, { bookingId: first.id }, { actor: haru });
    await town.hold(mika, center, { extras: { projector: 3 } });
    town.clock.advance(11 * 60_000);
    await town.hold(haru, office, { extras: { projector: 3 } });
    town.clock.set("2026-11-25T10:20:00+09:00");
  });

  it("is never promised twice, however many ask at once", async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => town.addResident()));
    const spaces = ["minole-kaze-office", "minole-kaze-center", "minole-practice-1", "minole-kaze-office"];
    await Promise.allSettled(
      people.map((who, index) =>
        town.hold(who, { ...friday, spaceId: spaces[index] ?? "" }, { extras: { projector: 2 } }),
      ),
    );
    assert.equal(
      await town.count(sql`select from facility.occupancy where takes and unit_id like 'minole-projector#%'`),
      2,
    );
  });
});

describe("a room that goes with another", () => {
  const hall = { ...friday, spaceId: "minole-kaze" };

  it("is taken by whoever asks for it with the hall, and nobody else can have it then", async () => {
    await town.hold(haru, hall, { extras: { dressing: 1 } });
    assert.equal(await refusalOf(town.hold(mika, friday)), "facility.taken");
  });

  it("cannot be had with the hall while somebody else has it", async () => {
    await town.hold(mika, friday);
    assert.equal(await refusalOf(town.hold(haru, hall, { extras: { dressing: 1 } })), "facility.taken");
    await town.hold(haru, hall);
  });
});
