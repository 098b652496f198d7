import fc from "fast-check";
import { sql } from "kysely";
import type { Actor } from "../../src/kernel/actor.ts";
import { blockSpace } from "../../src/modules/facility/commands/block-space.ts";
import { bookAtCounter } from "../../src/modules/facility/commands/book-at-counter.ts";
import { cancelBookingByStaff, cancelOwnBooking } from "../../src/modules/facility/commands/cancel-booking.ts";
import { changeOwnBooking } from "../../src/modules/facility/commands/change-booking.ts";
import { followPayment, settleBooking } from "../../src/modules/facility/commands/settle-booking.ts";
import { listPaymentsFor, takeCash } from "../../src/modules/payment/index.ts";
import { requestSteps } from "./request-steps.ts";
import { add, attempt, idOf, onBooking, personOf, type Step, step, useOf, type Wish, words } from "./step.ts";
import * as rules from "./town.ts";

const holdSpace = (person: number, wish: Wish) =>
  step(
    `hold(${person}: ${words(wish)})`,
    () => true,
    async (model, real) => {
      const why = rules.whyNotHold(model, person, wish);
      await attempt(why, async () => {
        const choice = { spaceId: wish.room, on: wish.on, slots: [wish.band] };
        const held = await real.ground.hold(personOf(real, person), choice, useOf(wish));
        const until = rules.minutesLater(model.now, 10);
        add(model, real, held, { ...wish, person, state: "held", until });
      });
    },
  );

const bookAtTheCounter = (person: number, wish: Wish) =>
  step(
    `counter(${person}: ${words(wish)})`,
    () => true,
    async (model, real) => {
      await attempt(rules.isFree(model, wish) ? undefined : "facility.taken", async () => {
        const choice = { spaceId: wish.room, on: wish.on, slots: [wish.band] };
        const input = { choice, use: useOf(wish), bookerId: personOf(real, person).personId };
        const { booking } = await real.ground.perform(bookAtCounter, input, { actor: real.ground.clerk });
        const asked = { state: "requested", approval: "asked", until: rules.beginOf(wish) } as const;
        const reserved = { state: "reserved", until: rules.payBy(model.now, wish.on) } as const;
        add(model, real, booking, { ...wish, person, ...(wish.isSale ? asked : reserved) });
      });
    },
  );

const closeRoom = (wish: Wish) =>
  step(
    `close(${words(wish)})`,
    () => true,
    async (model, real) => {
      await attempt(rules.isFree(model, wish) ? undefined : "facility.taken", async () => {
        const choice = { spaceId: wish.room, on: wish.on, slots: [wish.band] };
        const input = { choice, kind: "closure", reason: "点検" } as const;
        const block = await real.ground.perform(blockSpace, input, { actor: real.ground.clerk });
        add(model, real, block, { ...wish, isSale: false, person: undefined, state: "blocked" });
      });
    },
  );

const settle = (nth: number, way: "online" | "counter") =>
  onBooking(
    `settle ${way}`,
    nth,
    ({ state, person }) => person !== undefined && (state === "held" || state === "expired" || state === "cancelled"),
    async (booking, model, real) => {
      const isOver = booking.state !== "held" || rules.isLapsed(model, booking);
      const actor: Actor = personOf(real, booking.person);
      await attempt(isOver ? "facility.hold-over" : undefined, () =>
        real.ground.perform(settleBooking, { bookingId: idOf(real, booking), way }, { actor }),
      );
      // The provider has made its page when the person gets there.
      await real.ground.drain();
      if (isOver) return;
      if (booking.isSale) {
        Object.assign(booking, { state: "requested", approval: "asked", until: rules.beginOf(booking) });
      } else if (way === "counter") {
        booking.state = "reserved";
        booking.until = rules.payBy(model.now, booking.on);
      } else {
        if (!booking.hasPage) booking.until = rules.minutesLater(model.now, 10);
        booking.hasPage = true;
      }
    },
  );

/** The provider took the card, now or when everything is long over. */
const payOnline = (nth: number) =>
  onBooking(
    "pay online",
    nth,
    (booking, model) => booking.hasPage && !booking.paidThere && !rules.isUnnoticed(model, booking),
    async (booking, model, real) => {
      await real.ground.payOnline(idOf(real, booking));
      booking.paidThere = true;
      if (booking.state === "requested") {
        // Counted when somebody has decided on the change, for the one booking or the other.
        booking.kept = booking.stands?.amount ?? 0;
        return;
      }
      // Somebody who paid at the counter meanwhile, or cancelled, gets this money back.
      if (booking.state === "confirmed" || booking.state === "cancelled") return;
      const hasBegun = rules.beginOf(booking) <= model.now;
      const isTheirs = rules.isLiving(model, booking) || (!hasBegun && rules.isFree(model, booking));
      if (isTheirs) Object.assign(booking, { state: "confirmed", until: undefined, kept: booking.amount });
      else booking.state = "expired";
    },
    { afterBegin: true },
  );

/** A webhook comes again, a job runs again: nothing happens a second time. */
const hearAgain = (nth: number) =>
  onBooking(
    "hear again",
    nth,
    ({ paidThere }) => paidThere,
    async (booking, _model, real) => {
      const bookingId = idOf(real, booking);
      const payment = await real.ground.paymentOf(bookingId);
      await real.ground.perform(followPayment, { bookingId, paymentId: payment?.id ?? "" });
      const { rows } = await sql<{ id: string }>`
        select id from payment.checkout where payment_id = ${payment?.id}`.execute(real.ground.city.db);
      for (const { id } of rows) await real.ground.runJob("payment.read", { checkoutId: id, step: 0 });
      await real.ground.drain();
    },
    { afterBegin: true },
  );

const payCash = (nth: number) =>
  onBooking(
    "pay cash",
    nth,
    (booking, model) => booking.state === "reserved" && !rules.isLapsed(model, booking),
    async (booking, _model, real) => {
      const payments = await listPaymentsFor(real.ground.city.db, { kind: "booking", id: idOf(real, booking) });
      const open = payments.find(({ state }) => state === "open" || state === "pending");
      const input = { paymentId: open?.id ?? "", received: booking.amount - booking.kept };
      await real.ground.perform(takeCash, input, { actor: real.ground.clerk });
      await real.ground.drain();
      Object.assign(booking, { state: "confirmed", until: undefined, kept: booking.amount });
    },
  );

const isCancellable = (booking: rules.Modelled, model: rules.Model) =>
  booking.person !== undefined && rules.isLiving(model, booking);

const cancel = (nth: number) =>
  onBooking("cancel", nth, isCancellable, async (booking, model, real) => {
    // While a change waits, what is given up is what stands.
    const share = rules.refundShare(model, booking.stands?.on ?? booking.on);
    const expectedRefund = booking.kept * share;
    const actor = personOf(real, booking.person);
    const input = { bookingId: idOf(real, booking), expectedRefund };
    await real.ground.perform(cancelOwnBooking, input, { actor });
    await real.ground.drain();
    Object.assign(booking, { ...rules.ended(booking), state: "cancelled", kept: share === 1 ? 0 : booking.kept });
  });

/** By the city's fault: everything goes back, whatever the day. Takes away a closure as well. */
const cancelByStaff = (nth: number) =>
  onBooking(
    "cancel by staff",
    nth,
    (booking, model) => rules.isLiving(model, booking),
    async (booking, _model, real) => {
      const input = { bookingId: idOf(real, booking), reason: "雨もりのため", by: "city" } as const;
      await real.ground.perform(cancelBookingByStaff, input, { actor: real.ground.clerk });
      await real.ground.drain();
      Object.assign(booking, { ...rules.ended(booking), state: "cancelled", kept: 0 });
    },
  );

/** To another day, in the same room and band: units, doors and the deadline go along, the money stays. */
const move = (nth: number, on: string) =>
  onBooking(
    `move to ${on}`,
    nth,
    (booking, model) =>
      rules.isLiving(model, booking) && (booking.state === "reserved" || booking.state === "confirmed"),
    async (booking, model, real) => {
      await attempt(rules.whyNotMove(model, booking, on), async () => {
        const choice = { spaceId: booking.room, on, slots: [booking.band] };
        const expected = booking.amount;
        const input = { bookingId: idOf(real, booking), choice, use: useOf(booking), expected };
        await real.ground.perform(changeOwnBooking, input, { actor: personOf(real, booking.person) });
        booking.on = on;
        if (booking.state === "reserved" && booking.until !== undefined) {
          const later = rules.payBy(model.now, on);
          booking.until = new Date(Math.min(+booking.until, +later));
        }
      });
      await real.ground.drain();
    },
  );

const wait = (minutes: number) =>
  step(
    `wait(${minutes} min)`,
    (model) => rules.minutesLater(model.now, minutes) <= rules.lastInstant,
    async (model, real) => {
      model.now = rules.minutesLater(model.now, minutes);
      real.ground.clock.set(model.now);
    },
  );

/** What is over is marked as over, sooner or later; nothing may hang on when. */
const expire = () =>
  step(
    "expire",
    () => true,
    async (model, real) => {
      await real.ground.runJob("facility.expire");
      await real.ground.drain();
      expireAll(model);
    },
    { afterBegin: true },
  );

function expireAll(model: rules.Model): void {
  for (const booking of model.bookings) {
    if (rules.isLapsed(model, booking) && booking.stands !== undefined) rules.standAgain(booking, "withdrawn");
    if (rules.isLapsed(model, booking)) Object.assign(booking, { ...rules.ended(booking), state: "expired" });
  }
}

/** The last thing in a sequence: nobody can decide any more on what begins now. Seldom, or most sequences were short. */
const begin = (chance: number) =>
  step(
    "the first use begins",
    () => chance === 0,
    async (model, real) => {
      model.now = rules.firstUse;
      real.ground.clock.set(model.now);
      // Whether a change that nobody decided on is over already would be seen in what becomes of it.
      if (!model.bookings.some(({ stands }) => stands !== undefined)) return;
      await real.ground.runJob("facility.expire");
      await real.ground.drain();
      expireAll(model);
    },
  );

const wish = fc.record({
  room: fc.constantFrom(...(Object.keys(rules.rooms) as rules.Room[])),
  on: fc.constantFrom(...rules.days),
  band: fc.constantFrom<rules.Band>("am", "pm"),
  isSale: fc.constantFrom(false, false, true),
});
const person = fc.nat(2);
const nth = fc.nat(5);

export const steps: readonly fc.Arbitrary<Step>[] = [
  fc.tuple(person, wish).map((drawn) => holdSpace(...drawn)),
  fc.tuple(person, wish).map((drawn) => holdSpace(...drawn)),
  fc.tuple(person, wish).map((drawn) => bookAtTheCounter(...drawn)),
  wish.map(closeRoom),
  fc.tuple(nth, fc.constantFrom("online" as const, "counter" as const)).map((drawn) => settle(...drawn)),
  fc.tuple(nth, fc.constant("online" as const)).map((drawn) => settle(...drawn)),
  nth.map(payOnline),
  nth.map(payOnline),
  nth.map(hearAgain),
  nth.map(payCash),
  nth.map(cancel),
  nth.map(cancelByStaff),
  fc.tuple(nth, fc.constantFrom(...rules.days)).map((drawn) => move(...drawn)),
  fc.tuple(nth, fc.constantFrom(...rules.days)).map((drawn) => move(...drawn)),
  fc.constantFrom(1, 9, 10, 11, 60 * 24, 60 * 24 * 3).map(wait),
  fc.constant(null).map(expire),
  fc.nat(3).map(begin),
  ...requestSteps(nth, fc.constantFrom(...rules.days)),
];
