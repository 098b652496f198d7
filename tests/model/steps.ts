import assert from "node:assert/strict";
import fc from "fast-check";
import { sql } from "kysely";
import type { Actor } from "../../src/kernel/actor.ts";
import { blockSpace } from "../../src/modules/facility/commands/block-space.ts";
import { bookAtCounter } from "../../src/modules/facility/commands/book-at-counter.ts";
import { cancelBookingByStaff, cancelOwnBooking } from "../../src/modules/facility/commands/cancel-booking.ts";
import { changeOwnBooking } from "../../src/modules/facility/commands/change-booking.ts";
import { followPayment, settleBooking } from "../../src/modules/facility/commands/settle-booking.ts";
import { type Resident, rehearsal } from "../../src/modules/facility/town.fixture.ts";
import { takeCash } from "../../src/modules/payment/index.ts";
import { type Ground, rush } from "../races/ground.ts";
import { compare } from "./compare.ts";
import * as rules from "./town.ts";

/** The product under test: the ids of what the model calls the first, second, third booking. */
export type Real = {
  readonly ground: Ground;
  readonly ids: Map<number, { readonly id: string; readonly amount: number }>;
};

type Step = fc.AsyncCommand<rules.Model, Real>;
type Wish = { room: rules.Room; on: string; band: rules.Band };

/** Each step does the same to the model and to the product, then compares everything. */
function step(
  words: string,
  check: (model: rules.Model) => boolean,
  run: (model: rules.Model, real: Real) => Promise<void>,
): Step {
  return {
    check,
    async run(model, real) {
      await run(model, real);
      await compare(model, real);
    },
    toString: () => words,
  };
}

/** The n-th booking to which this can be done, counted round; undefined if there is none. */
function pick(model: rules.Model, nth: number, can: (booking: rules.Modelled) => boolean): rules.Modelled | undefined {
  const fitting = model.bookings.filter(can);
  return fitting[nth % Math.max(fitting.length, 1)];
}

function onBooking(
  words: string,
  nth: number,
  can: (booking: rules.Modelled, model: rules.Model) => boolean,
  run: (booking: rules.Modelled, model: rules.Model, real: Real) => Promise<void>,
): Step {
  const find = (model: rules.Model) => pick(model, nth, (booking) => can(booking, model));
  return step(
    `${words}(${nth})`,
    (model) => find(model) !== undefined,
    async (model, real) => {
      const booking = find(model);
      if (booking !== undefined) await run(booking, model, real);
    },
  );
}

async function attempt(expected: string | undefined, doing: () => Promise<unknown>): Promise<void> {
  const { refused, faults } = await rush([doing]);
  assert.deepEqual({ refused: Object.keys(refused), faults }, { refused: expected ? [expected] : [], faults: [] });
}

const personOf = (real: Real, person: number | undefined): Resident => real.ground.people[person ?? 0] as Resident;
const idOf = (real: Real, { nth }: rules.Modelled): string => real.ids.get(nth)?.id ?? "";
const amountOf = (real: Real, { nth }: rules.Modelled): number => real.ids.get(nth)?.amount ?? 0;
const words = ({ room, on, band }: Wish) => `${room}, ${on}, ${band}`;

function add(model: rules.Model, real: Real, made: { id: string; amount: number }, booking: Partial<rules.Modelled>) {
  const nth = model.bookings.length;
  real.ids.set(nth, { id: made.id, amount: made.amount });
  model.bookings.push({
    nth,
    hasPage: false,
    paidThere: false,
    kept: 0,
    until: undefined,
    ...booking,
  } as rules.Modelled);
}

const holdSpace = (person: number, wish: Wish) =>
  step(
    `hold(${person}: ${words(wish)})`,
    () => true,
    async (model, real) => {
      const why = rules.whyNotHold(model, person, wish);
      await attempt(why, async () => {
        const choice = { spaceId: wish.room, on: wish.on, slots: [wish.band] };
        const held = await real.ground.hold(personOf(real, person), choice);
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
        const input = { choice, use: rehearsal, bookerId: personOf(real, person).personId };
        const { booking } = await real.ground.perform(bookAtCounter, input, { actor: real.ground.clerk });
        add(model, real, booking, { ...wish, person, state: "reserved", until: rules.payBy(model.now, wish.on) });
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
        add(model, real, block, { ...wish, person: undefined, state: "blocked" });
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
      if (way === "counter") {
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
    ({ hasPage, paidThere }) => hasPage && !paidThere,
    async (booking, model, real) => {
      await real.ground.payOnline(idOf(real, booking));
      booking.paidThere = true;
      // Somebody who paid at the counter meanwhile, or cancelled, gets this money back.
      if (booking.state === "confirmed" || booking.state === "cancelled") return;
      const isTheirs = rules.isLiving(model, booking) || rules.isFree(model, booking);
      if (isTheirs) Object.assign(booking, { state: "confirmed", until: undefined, kept: 1 });
      else booking.state = "expired";
    },
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
  );

const payCash = (nth: number) =>
  onBooking(
    "pay cash",
    nth,
    (booking, model) => booking.state === "reserved" && !rules.isLapsed(model, booking),
    async (booking, _model, real) => {
      const payment = await real.ground.paymentOf(idOf(real, booking));
      const input = { paymentId: payment?.id ?? "", received: amountOf(real, booking) };
      await real.ground.perform(takeCash, input, { actor: real.ground.clerk });
      await real.ground.drain();
      Object.assign(booking, { state: "confirmed", until: undefined, kept: 1 });
    },
  );

const isCancellable = (booking: rules.Modelled, model: rules.Model) =>
  booking.person !== undefined && rules.isLiving(model, booking);

const cancel = (nth: number) =>
  onBooking("cancel", nth, isCancellable, async (booking, model, real) => {
    const share = rules.refundShare(model, booking.on);
    const expectedRefund = booking.kept * share * amountOf(real, booking);
    const actor = personOf(real, booking.person);
    const input = { bookingId: idOf(real, booking), expectedRefund };
    await real.ground.perform(cancelOwnBooking, input, { actor });
    await real.ground.drain();
    Object.assign(booking, { state: "cancelled", until: undefined, kept: share === 1 ? 0 : booking.kept });
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
      Object.assign(booking, { state: "cancelled", until: undefined, kept: 0 });
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
        const expected = amountOf(real, booking);
        const input = { bookingId: idOf(real, booking), choice, use: rehearsal, expected };
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
      for (const booking of model.bookings) if (rules.isLapsed(model, booking)) booking.state = "expired";
    },
  );

const wish = fc.record({
  room: fc.constantFrom(...(Object.keys(rules.rooms) as rules.Room[])),
  on: fc.constantFrom(...rules.days),
  band: fc.constantFrom<rules.Band>("am", "pm"),
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
];
