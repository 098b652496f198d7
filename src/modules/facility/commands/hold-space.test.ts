import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, beforeEach, describe, it } from "node:test";
import { sql } from "kysely";
import type { City } from "../../../kernel/city.ts";
import { perform } from "../../../kernel/perform.ts";
import { type FacilityTown, facilityTown, friday, type Resident, refusalOf, rehearsal } from "../town.fixture.ts";
import { cancelOwnBooking, dropHold } from "./cancel-booking.ts";
import { extendBookingHold, holdSpace } from "./hold-space.ts";
import { getOwnBooking } from "./own-booking.ts";
import { settleBooking } from "./settle-booking.ts";

let town: FacilityTown;
let haru: Resident;
let mika: Resident;
const start = "2026-11-25T10:20:00+09:00";

before(async () => {
  town = await facilityTown({ now: start });
});
beforeEach(async () => {
  town.clock.set(start);
  await sql`update facility.booking set state = 'cancelled' where state in ('held', 'reserved', 'confirmed')`.execute(
    town.city.db,
  );
  [haru, mika] = [await town.addResident(), await town.addResident("佐藤 みのり")];
});
after(() => town.close());

const minutes = (count: number) => town.clock.advance(count * 60_000);

describe("a hold", () => {
  it("keeps a room for ten minutes and refuses everybody else", async () => {
    const held = await town.hold(haru);
    assert.equal(held.state, "held");
    assert.equal(held.holdUntil?.toISOString(), "2026-11-25T01:30:00.000Z");
    const before = await town.footprint();
    assert.equal(await refusalOf(town.hold(mika)), "facility.taken");
    assert.deepEqual(await town.footprint(), before);
  });

  it("whose time is over is ended by the next taker, without waiting for a job", async () => {
    const first = await town.hold(haru);
    minutes(10);
    const second = await town.hold(mika);
    assert.equal((await town.see(first.id)).state, "expired");
    assert.equal((await town.see(second.id)).state, "held");
  });

  it("is ended by the job if nobody else comes", async () => {
    const first = await town.hold(haru);
    minutes(9);
    await town.runJob("facility.expire");
    assert.equal((await town.see(first.id)).state, "held");
    minutes(1);
    await town.runJob("facility.expire");
    assert.equal((await town.see(first.id)).state, "expired");
    assert.equal(await town.count(sql`select from facility.occupancy where takes and booking_id = ${first.id}`), 0);
    assert.deepEqual(town.mailsTo(haru), []);
  });

  it("is not begun by whoever has as many bookings to pay as the city's file allows", async () => {
    const { city } = town;
    const strict = { ...city, config: { ...city.config, bookings: { mostUnpaid: 1 } } };
    const holdIn = (place: City, on: string) =>
      refusalOf(perform(place, { actor: haru }, holdSpace, { choice: { ...friday, on }, use: rehearsal }));
    const first = await town.hold(haru);
    await town.perform(settleBooking, { bookingId: first.id, way: "counter" }, { actor: haru });
    assert.equal(await holdIn(strict, "2026-12-05"), "facility.too-many-unpaid");
    await town.hold(haru, { on: "2026-12-05" });
  });

  it("is extended once by ten minutes, not twice, and not after its end", async () => {
    const held = await town.hold(haru);
    minutes(8);
    await town.perform(extendBookingHold, { bookingId: held.id }, { actor: haru });
    assert.equal((await town.see(held.id)).holdUntil?.toISOString(), "2026-11-25T01:38:00.000Z");
    const again = () => refusalOf(town.perform(extendBookingHold, { bookingId: held.id }, { actor: haru }));
    assert.equal(await again(), "facility.hold-extended-already");
    minutes(10);
    assert.equal(await again(), "facility.hold-over");
  });

  it("that is over cannot be settled any more", async () => {
    const held = await town.hold(haru);
    minutes(10);
    const settling = town.perform(settleBooking, { bookingId: held.id, way: "counter" }, { actor: haru });
    assert.equal(await refusalOf(settling), "facility.hold-over");
    assert.equal(await town.paymentOf(held.id), undefined);
  });

  it("is one of three at most; one that is dropped makes room for another", async () => {
    const [first] = [
      await town.hold(haru, { slots: ["am"] }),
      await town.hold(haru, { slots: ["pm"] }),
      await town.hold(haru, { slots: ["night"] }),
    ];
    const fourth = () => town.hold(haru, { on: "2026-12-05" });
    assert.equal(await refusalOf(fourth()), "facility.too-many-holds");
    await town.perform(dropHold, { bookingId: first.id }, { actor: haru });
    assert.equal((await fourth()).state, "held");
  });

  it("takes the price from the ordinance: what a form adds is neither read nor kept", async () => {
    const choice = { ...friday, amount: 1, price: 1, total: 0 };
    const held = await town.hold(haru, choice, { ...rehearsal, quote: { total: 1 }, amount: 1 } as typeof rehearsal);
    assert.equal(held.amount, 700);
    assert.equal((await town.see(held.id)).quote?.total, 700);
  });
});

describe("a hall and its thirds", () => {
  const whole = { spaceId: "minole-kaze", slots: ["night"] };
  const third = { spaceId: "minole-kaze-center", slots: ["night"] };

  for (const [first, second, order] of [
    [whole, third, "the whole first"],
    [third, whole, "a third first"],
  ] as const) {
    it(`exclude each other, ${order}`, async () => {
      await town.hold(haru, first);
      assert.equal(await refusalOf(town.hold(mika, second)), "facility.taken");
      assert.equal((await town.hold(mika, { ...second, slots: ["am"] })).state, "held");
    });
  }

  it("leave the other thirds to others", async () => {
    await town.hold(haru, third);
    assert.equal((await town.hold(mika, { ...third, spaceId: "minole-kaze-stage" })).state, "held");
    assert.equal(
      await refusalOf(town.hold(mika, { ...third, spaceId: "minole-kaze-office-center" })),
      "facility.taken",
    );
  });

  it("are taken with the hour between two bands", async () => {
    await town.hold(haru, { slots: ["am", "pm"] });
    const { rows } = await sql<{ text: string }>`
      select lower(taken_during)::text || ' ' || upper(taken_during)::text as text from facility.occupancy where takes`.execute(
      town.city.db,
    );
    assert.deepEqual(rows, [{ text: "2026-12-04 00:00:00+00 2026-12-04 08:00:00+00" }]);
  });
});

describe("somebody else's", () => {
  it("group gives no right to book in its name: it is refused like one that does not exist", async () => {
    const groupId = await town.addGroup([{ who: haru, role: "owner" }], ["culture"]);
    const use = { categoryId: "resident-group", people: 5 };
    assert.equal((await town.hold(haru, {}, { ...use, groupId })).groupId, groupId);
    const refused = () => refusalOf(town.hold(mika, { slots: ["pm"] }, { ...use, groupId }));
    assert.equal(await refused(), "facility.group-unknown");
    const missing = town.hold(mika, { slots: ["pm"] }, { ...use, groupId: randomUUID() });
    assert.equal(await refusalOf(missing), "facility.group-unknown");
  });

  it("booking is 'not found', as is one that does not exist, whatever is tried", async () => {
    const { id } = await town.hold(haru);
    const before = await town.footprint();
    for (const bookingId of [id, randomUUID()]) {
      const as = { actor: mika };
      const tries = [
        () => town.perform(getOwnBookingOf, { bookingId }, as),
        () => town.perform(extendBookingHold, { bookingId }, as),
        () => town.perform(settleBooking, { bookingId, way: "online" as const }, as),
        () => town.perform(cancelOwnBooking, { bookingId, expectedRefund: 0 }, as),
        () => town.perform(dropHold, { bookingId }, as),
      ];
      for (const one of tries) assert.equal(await refusalOf(one()), "not-found");
    }
    assert.deepEqual(await town.footprint(), before);
  });

  it("booking for a common group is seen by its members, and paid by who made it", async () => {
    const groupId = await town.addGroup([
      { who: haru, role: "owner" },
      { who: mika, role: "member" },
    ]);
    const { id } = await town.hold(haru, {}, { categoryId: "resident-group", groupId });
    assert.equal((await town.perform(getOwnBookingOf, { bookingId: id }, { actor: mika })).id, id);
    const paying = town.perform(settleBooking, { bookingId: id, way: "online" }, { actor: mika });
    assert.equal(await refusalOf(paying), "forbidden");
  });
});

const getOwnBookingOf = (act: Parameters<typeof getOwnBooking>[0], input: { bookingId: string }) =>
  getOwnBooking(act, input.bookingId);
