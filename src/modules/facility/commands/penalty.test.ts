import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { Refusal } from "../../../kernel/refusal.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { takeCash } from "../../payment/index.ts";
import { startWeb } from "../../payment/web.fixture.ts";
import { facilityModule } from "../module.ts";
import { minole } from "../omitama.fixture.ts";
import { listPenaltiesOf } from "../store/penalty.ts";
import { type FacilityTown, facilityTown, friday, type Resident, rehearsal, type Staff } from "../town.fixture.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility } from "../types/facility.ts";
import { recordAfterUse } from "./after-use.ts";
import { bookAtCounter } from "./book-at-counter.ts";
import { holdSpace } from "./hold-space.ts";
import { loadFacilities } from "./load-facilities.ts";
import { appealOwnPenalty, decideAppeal, reviewOffence, seeSuspects } from "./penalty.ts";

/** The house with points: one no-show suspends for a month. And with an overrun that costs 100 yen a started half hour. */
const strict: Facility = {
  ...minole,
  effectiveFrom: "2026-11-01",
  terms: minole.terms.map((terms) => ({
    ...terms,
    penalties: {
      noShow: 2,
      lateCancel: 1,
      lateFrom: 1,
      withinDays: 60,
      suspendAt: 2,
      suspendForDays: 30,
      article: terms.payment.article,
    },
  })),
  fees: {
    ...minole.fees,
    overrun: [
      { id: "overrun", minutes: 30, amount: 100, weighted: false, article: minole.terms[0]?.payment.article ?? "" },
    ],
  },
  examples: [],
};

let town: FacilityTown;
let clerk: Staff;
let manager: Staff;
before(async () => {
  town = await facilityTown({ now: "2026-12-01T10:00:00+09:00" });
  await town.perform(loadFacilities, [strict]);
  clerk = await town.addStaff("clerk");
  manager = await town.addStaff("facility-manager");
});
after(() => town.close());

/** A paid booking whose day is over. */
async function past(on: string, who: Resident): Promise<Booking> {
  const input = { choice: { ...friday, on }, use: rehearsal, bookerId: who.personId };
  const { booking, paymentId } = await town.perform(bookAtCounter, input, { actor: clerk });
  await town.perform(takeCash, { paymentId: paymentId ?? "", received: booking.amount }, { actor: clerk });
  await town.drain();
  return town.see(booking.id);
}
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

describe("somebody who seems not to have come", () => {
  it("is listed, gets points only when a person confirms it, cannot book, appeals, and another person decides", async () => {
    const haru = await town.addResident();
    const booking = await past("2026-12-02", haru);
    assert.deepEqual(
      (await town.perform(seeSuspects, undefined, { actor: clerk })).map(({ booking: one }) => one.id),
      [],
      "before the use is over nobody is suspected",
    );
    town.clock.set("2026-12-03T09:00:00+09:00");
    const [suspect] = await town.perform(seeSuspects, undefined, { actor: clerk });
    assert.deepEqual([suspect?.booking.id, suspect?.points], [booking.id, 2]);
    await town.hold(haru, { on: "2026-12-09" });

    const review = { bookingId: booking.id, offence: "no-show", outcome: "confirmed", words: undefined } as const;
    await assert.rejects(town.perform(reviewOffence, review, { actor: haru }));
    await town.perform(reviewOffence, review, { actor: manager });
    await assert.rejects(town.perform(reviewOffence, review, { actor: clerk }), refused("facility.offence-reviewed"));
    assert.deepEqual(await town.perform(seeSuspects, undefined, { actor: clerk }), []);

    const hold = { choice: { ...friday, on: "2026-12-10" }, use: rehearsal };
    await assert.rejects(town.perform(holdSpace, hold, { actor: haru }), refused("facility.suspended"));
    const other = await town.addResident("佐藤 みのり");
    await town.perform(holdSpace, hold, { actor: other });

    const [penalty] = await listPenaltiesOf(town.city.db, { personId: haru.personId, groupIds: [] });
    const appeal = { penaltyId: penalty?.id ?? "", words: "扉があいていました。" };
    await assert.rejects(town.perform(appealOwnPenalty, appeal, { actor: other }));
    await town.perform(appealOwnPenalty, appeal, { actor: haru });
    await assert.rejects(town.perform(appealOwnPenalty, appeal, { actor: haru }), refused("facility.penalty-appealed"));

    const decision = { penaltyId: appeal.penaltyId, deed: "lift", words: "確かめました。" } as const;
    await assert.rejects(town.perform(decideAppeal, decision, { actor: clerk }));
    await assert.rejects(town.perform(decideAppeal, decision, { actor: manager }), refused("facility.penalty-own"));
    await town.perform(decideAppeal, decision, { actor: await town.addStaff("approver") });
    await town.perform(holdSpace, { ...hold, choice: { ...hold.choice, on: "2026-12-11" } }, { actor: haru });
  });

  it("is dismissed only with a reason, and then costs nothing", async () => {
    const haru = await town.addResident();
    const booking = await past("2026-12-04", haru);
    town.clock.set("2026-12-05T09:00:00+09:00");
    const review = { bookingId: booking.id, offence: "no-show", outcome: "dismissed", words: undefined } as const;
    await assert.rejects(town.perform(reviewOffence, review, { actor: clerk }), refused("facility.offence-words"));
    await town.perform(reviewOffence, { ...review, words: "職員が扉をあけた" }, { actor: clerk });
    assert.deepEqual(await listPenaltiesOf(town.city.db, { personId: haru.personId, groupIds: [] }), []);
  });

  it("the database itself refuses that who gave points decides the appeal, and a step that is not in the table", async () => {
    const { db } = town.city;
    await assert.rejects(
      sql`update facility.penalty set decided_by = given_by where state = 'lifted'`.execute(db),
      /penalty_not_own/,
    );
    await assert.rejects(
      sql`update facility.penalty set state = 'appealed' where state = 'lifted'`.execute(db),
      /cannot go from lifted to appealed/,
    );
  });
});

describe("the pages of points", () => {
  it("offer the form for each suspect, keep what was typed when the reason is missing, and let a resident appeal", async () => {
    const web = startWeb(town.city, facilityModule());
    const haru = await town.addResident();
    const booking = await past("2026-12-05", haru);
    town.clock.set("2026-12-05T20:00:00+09:00");
    const desk = web.browser(manager);
    const action = `/staff/bookings/${booking.id}/offence`;
    const page = (await desk.get("/staff/penalties")).text;
    const wrong = await desk.send(page, action, { offence: "no-show", outcome: "dismissed", words: "" });
    assert.equal(wrong.status, 422);
    const again = await desk.send(page, action, { offence: "no-show", outcome: "confirmed", words: "" }, "k".repeat(3));
    assert.notEqual(again.status, 303, "a key that is not ours");
    const fresh = (await desk.get("/staff/penalties")).text;
    assert.equal((await desk.send(fresh, action, { offence: "no-show", outcome: "confirmed", words: "" })).status, 303);
    const home = web.browser(haru);
    const mine = (await home.get("/my/penalties")).text;
    assert.match(mine, /1月4日/, "until when: thirty days");
    const [, path = ""] = /action="(\/my\/penalties\/[^"]+)"/.exec(mine) ?? [];
    assert.equal((await home.send(mine, path, { words: "" })).status, 422);
    assert.equal(
      (await home.send((await home.get("/my/penalties")).text, path, { words: "病気でした。" })).status,
      303,
    );
    for (const locale of ["en", "ja-easy"])
      assert.equal((await web.browser(haru, locale).get("/my/penalties")).status, 200);
    assert.match((await desk.get("/staff/penalties")).text, /病気でした。/);
  });
});

describe("a use that ended later than booked", () => {
  it("costs what the ordinance says, as a payment besides; once, for the sum that was shown", async () => {
    const haru = await town.addResident();
    const day = addDays("2026-12-05", 1);
    const booking = await past(day, haru);
    const known = { overMinutes: 40, answers: {}, minutes: {} };
    const record = { bookingId: booking.id, known, expected: 200 };
    await assert.rejects(town.perform(recordAfterUse, record, { actor: clerk }), refused("facility.after-use-early"));
    town.clock.set(`${day}T13:00:00+09:00`);
    const wrong = { ...record, expected: 100 };
    await assert.rejects(town.perform(recordAfterUse, wrong, { actor: clerk }), refused("facility.after-use-changed"));
    const { paymentId } = await town.perform(recordAfterUse, record, { actor: clerk });
    await town.perform(takeCash, { paymentId: paymentId ?? "", received: 200 }, { actor: clerk });
    await town.drain();
    assert.equal((await town.see(booking.id)).state, "confirmed");
    await assert.rejects(
      town.perform(recordAfterUse, record, { actor: clerk }),
      refused("facility.after-use-recorded"),
    );
    const kept = sql`select from payment.payment where subject_id = ${booking.id} and state = 'paid'`;
    assert.equal(await town.count(kept), 2);
  });
});
