import { blockSpace } from "../../src/modules/facility/commands/block-space.ts";
import { bookAtCounter } from "../../src/modules/facility/commands/book-at-counter.ts";
import { cancelOwnBooking } from "../../src/modules/facility/commands/cancel-booking.ts";
import { changeBookingByStaff } from "../../src/modules/facility/commands/change-booking.ts";
import { closeSpaces, seeClosurePlan } from "../../src/modules/facility/commands/close-spaces.ts";
import { extendBookingHold } from "../../src/modules/facility/commands/hold-space.ts";
import { liftClosure } from "../../src/modules/facility/commands/lift-closure.ts";
import { bookSeries, planSeries } from "../../src/modules/facility/commands/series.ts";
import { settleBooking } from "../../src/modules/facility/commands/settle-booking.ts";
import { getSpace, minole } from "../../src/modules/facility/omitama.fixture.ts";
import { rehearsal } from "../../src/modules/facility/town.fixture.ts";
import { allAtOnce } from "./all-at-once.ts";
import { changeAtOnce } from "./asked-change.ts";
import { rush } from "./ground.ts";
import { requestAtOnce } from "./requests.ts";
import { roundOf, type Scene } from "./round.ts";
import { seasonAtOnce } from "./season.ts";

export const scenes: readonly Scene[] = [
  {
    name: "64 people take one band at once",
    async play(ground) {
      const band = ground.freeBand();
      const all = await rush(ground.random.shuffle(ground.people).map((who) => () => ground.hold(who, band)));
      return roundOf(all, 64, { winners: 1, refusals: ["facility.taken"] });
    },
  },
  {
    name: "the whole hall against its thirds",
    async play(ground) {
      const { on, slots } = ground.freeBand();
      const parts = ["minole-kaze-office", "minole-kaze-center", "minole-kaze-stage", "minole-kaze-office-center"];
      const wishes = ground.random
        .shuffle(ground.people)
        .map((who, index) => ({ who, spaceId: index % 2 === 0 ? "minole-kaze" : ground.random.pick(parts) }));
      const all = await rush(
        wishes.map(
          ({ who, spaceId }) =>
            () =>
              ground.hold(who, { spaceId, on, slots }),
        ),
      );
      const taken = all.won.flatMap(({ spaceId }) => getSpace(minole, spaceId).units);
      const isSplit = new Set(taken).size < taken.length;
      // Nobody may be sent away for nothing: each wish that failed met a unit that somebody got.
      const isVain = wishes.some(
        ({ spaceId }) => !getSpace(minole, spaceId).units.some((unit) => taken.includes(unit)),
      );
      const round = roundOf(all, 64, { winners: all.won.length, refusals: ["facility.taken"] });
      const wrong = [isSplit && "one unit went to two", (taken.length === 0 || isVain) && "somebody lost to nobody"];
      return { ...round, wrong: [...round.wrong, ...wrong.filter((word) => word !== false)] };
    },
  },
  {
    name: "web, counter and staff block",
    async play(ground) {
      const choice = ground.freeBand();
      const [bookerId = "", actor] = [ground.people[0]?.personId, ground.clerk];
      const block = { choice, kind: "closure", reason: "点検" } as const;
      const all = await rush<unknown>(
        ground.random.shuffle([
          ...ground.people.slice(0, 24).map((who) => () => ground.hold(who, choice)),
          ...Array.from({ length: 8 }, () => () => ground.perform(blockSpace, block, { actor })),
          ...Array.from(
            { length: 8 },
            () => () => ground.perform(bookAtCounter, { choice, use: rehearsal, bookerId }, { actor }),
          ),
        ]),
      );
      return roundOf(all, 40, { winners: 1, refusals: ["facility.taken"] });
    },
  },
  {
    name: "takers against the end of a hold",
    async play(ground) {
      const [owner, ...takers] = ground.random.shuffle(ground.people);
      if (owner === undefined) throw new Error("nobody is there");
      const band = ground.freeBand();
      const { id: bookingId } = await ground.hold(owner, band);
      const isOver = ground.random.pick([true, false]);
      ground.clock.advance(10 * 60_000 - (isOver ? 0 : 1));
      const [extended, , all] = await Promise.all([
        rush([() => ground.perform(extendBookingHold, { bookingId }, { actor: owner })]),
        Promise.all([ground.runJob("facility.expire"), ground.runJob("facility.expire")]),
        rush(takers.map((who) => () => ground.hold(who, band))),
      ]);
      const round = roundOf(all, 64, { winners: isOver ? 1 : 0, refusals: ["facility.taken"] });
      const wrong = extended.won.length === (isOver ? 0 : 1) ? [] : ["the owner's hold ended at the wrong time"];
      return { contenders: 64, winners: round.winners + extended.won.length, wrong: [...round.wrong, ...wrong] };
    },
  },
  {
    name: "the same form sent 16 times",
    async play(ground) {
      const browser = await ground.signIn({ ...ground.random.pick(ground.people), sessionId: crypto.randomUUID() });
      const { spaceId, on, slots } = ground.freeBand();
      const path = `/spaces/${spaceId}/use`;
      const form = { on, slots: slots.join(), category: "resident-person", purpose: "music", people: "5" };
      const key = browser.keyFor(path);
      const answers = await Promise.all(Array.from({ length: 16 }, () => browser.post(path, form, key)));
      const places = new Set(answers.map(({ status, location }) => `${status} ${location}`));
      const isOne = places.size === 1 && answers[0]?.status === 303;
      const winners = await ground.countLiving();
      return { contenders: 16, winners, wrong: isOne && winners === 1 ? [] : [`answers: ${[...places].join(", ")}`] };
    },
  },
  {
    name: "one person, twelve holds",
    async play(ground) {
      const who = ground.random.pick(ground.people);
      const bands = ["2026-12-04", "2026-12-05", "2026-12-06", "2026-12-08"].flatMap((on) =>
        ["am", "pm", "night"].map((slot) => ({ spaceId: "minole-practice-1", on, slots: [slot] })),
      );
      const all = await rush(ground.random.shuffle(bands).map((band) => () => ground.hold(who, band)));
      return roundOf(all, 12, { winners: 3, refusals: ["facility.too-many-holds"] });
    },
  },
  {
    name: "money in the very second in which the hold ends",
    async play(ground) {
      const [payer, ...others] = ground.random.shuffle(ground.people);
      if (payer === undefined) throw new Error("nobody is there");
      const band = ground.freeBand();
      const { id } = await ground.hold(payer, band);
      await ground.perform(settleBooking, { bookingId: id, way: "online" }, { actor: payer });
      const checkoutId = await ground.say(id, { state: "paid", method: "card" });
      ground.clock.advance(10 * 60_000 - ground.random.pick([1, 0]));
      const [all] = await Promise.all([
        rush(others.slice(0, 20).map((who) => () => ground.hold(who, band))),
        ...ground.random.shuffle([
          ground.runJob("payment.read", { checkoutId, step: 0 }),
          ground.runJob("facility.expire"),
        ]),
      ]);
      await ground.drain();
      const booking = await ground.see(id);
      const payment = await ground.paymentOf(id);
      const isTheirs = booking.state === "confirmed" && payment?.refunded === 0;
      const isPaidBack = booking.state === "expired" && payment?.refunded === payment?.charged;
      const round = roundOf(all, 21, { winners: isTheirs ? 0 : 1, refusals: ["facility.taken"] });
      const lost = isTheirs || isPaidBack ? [] : [`paid, ${booking.state}, ${payment?.refunded} yen back`];
      return { contenders: 21, winners: round.winners + (isTheirs ? 1 : 0), wrong: [...round.wrong, ...lost] };
    },
  },
  {
    name: "one paid booking cancelled 8 times",
    async play(ground) {
      const actor = ground.random.pick(ground.people);
      const { id: bookingId, amount } = await ground.hold(actor, ground.freeBand());
      await ground.perform(settleBooking, { bookingId, way: "online" }, { actor });
      await ground.payOnline(bookingId);
      const cancel = () => ground.perform(cancelOwnBooking, { bookingId, expectedRefund: amount }, { actor });
      const all = await rush(Array.from({ length: 8 }, () => cancel));
      await ground.drain();
      const payment = await ground.paymentOf(bookingId);
      const round = roundOf(all, 8, { winners: 1, refusals: ["facility.wrong-state", "facility.refund-changed"] });
      const wrong = payment?.refunded === amount ? [] : [`${payment?.refunded} of ${amount} yen went back`];
      return { ...round, wrong: [...round.wrong, ...wrong] };
    },
  },
  {
    name: "a series of three days against single bookings on two of them",
    async play(ground) {
      const slots = [ground.random.pick(["am", "pm"])];
      const space = { spaceId: "minole-practice-1", slots };
      const bookerId = ground.people[0]?.personId ?? "";
      const actor = ground.clerk;
      const choice = { ...space, on: "2026-12-08" };
      const { booking } = await ground.perform(bookAtCounter, { choice, use: rehearsal, bookerId }, { actor });
      const asked = { bookingId: booking.id, kind: "days" as const, lastOn: "2026-12-11", leftOut: [] };
      const { days, total } = await ground.perform(planSeries, asked, { actor });
      const whole = { ...asked, onlyFree: false, expected: { days: days.length, total } };
      const wished = ["2026-12-09", "2026-12-10"];
      const many = ground.random.pick([2, 16, 64]);
      const wonBy = { series: 0, single: 0 };
      const counted = (kind: keyof typeof wonBy, contend: () => Promise<unknown>) => async () => {
        await contend();
        wonBy[kind] += 1;
      };
      const rivals = ground.random.shuffle(ground.people).slice(0, many);
      const wishes = rivals.map((who, index) => ({ who, on: wished[index % 2] ?? "" }));
      const all = await rush<unknown>(
        ground.random.shuffle([
          ...wishes.map(({ who, on }) => counted("single", () => ground.hold(who, { ...space, on }))),
          counted("series", () => ground.perform(bookSeries, whole, { actor })),
        ]),
      );
      const refusals = ["facility.taken", "facility.staff-series-not-all", "facility.staff-series-changed"];
      const round = roundOf(all, many + 1, { winners: wonBy.series === 1 ? 1 : 2, refusals });
      return { ...round, wonBy };
    },
  },
  {
    name: "a house is closed while people book it",
    async play(ground) {
      const band = ground.freeBand();
      const actor = ground.clerk;
      const bookerId = ground.people[0]?.personId ?? "";
      const { spaceId, on } = band;
      const asked = {
        facilityId: "minole",
        spaceIds: [spaceId],
        firstOn: on,
        lastOn: on,
        hours: undefined,
        kind: "weather" as const,
        words: "大雨のため",
      };
      const { mark } = await ground.perform(seeClosurePlan, asked, { actor });
      let closureId: string | undefined;
      const close = async () => {
        closureId = (await ground.perform(closeSpaces, { ...asked, mark }, { actor })).id;
      };
      const all = await rush<unknown>(
        ground.random.shuffle([
          ...ground.people.slice(0, 24).map((who) => () => ground.hold(who, band)),
          () => ground.perform(bookAtCounter, { choice: band, use: rehearsal, bookerId }, { actor }),
          close,
        ]),
      );
      const refusals = ["facility.taken", "facility.closed-off", "facility.staff-closure-changed"];
      const isClosed = closureId !== undefined;
      // Whoever was quicker than the closure is on its list, and nobody came in behind it.
      const winners = all.won.length - (isClosed ? 1 : 0);
      const wrong: string[] = [];
      if (winners > 1) wrong.push(`${winners} have one room`);
      if (!isClosed && winners === 0) wrong.push("neither closed nor booked");
      if (closureId !== undefined) {
        ground.clock.advance(2 * 60_000);
        await ground.runJob("facility.carry-out-closures");
        await ground.drain();
        const left = await ground.countLiving();
        if (left > 0) wrong.push(`${left} bookings live on behind the closure`);
        await ground.perform(liftClosure, { closureId, reason: "雨がやんだため" }, { actor });
      }
      const round = roundOf(all, 26, { winners: all.won.length, refusals });
      return { ...round, wrong: [...round.wrong, ...wrong] };
    },
  },
  {
    name: "two bookings change places with a free one between them, and others want it too",
    async play(ground) {
      const actor = ground.clerk;
      const slots = ["am"];
      const spaceId = "minole-practice-1";
      const bookerId = ground.people[0]?.personId ?? "";
      const at = (on: string) => ({ spaceId, on, slots });
      const book = (on: string) =>
        ground.perform(bookAtCounter, { choice: at(on), use: rehearsal, bookerId }, { actor });
      const [one, two] = [await book("2026-12-08"), await book("2026-12-09")];
      const move = (booking: { id: string; amount: number }, on: string) => () =>
        ground.perform(
          changeBookingByStaff,
          { bookingId: booking.id, choice: at(on), use: rehearsal, expected: booking.amount, reason: "電話" },
          { actor },
        );
      const all = await rush<unknown>(
        ground.random.shuffle([
          move(one.booking, "2026-12-10"),
          move(two.booking, "2026-12-10"),
          move(one.booking, "2026-12-09"),
          move(two.booking, "2026-12-08"),
          ...ground.people.slice(1, 21).map((who) => () => ground.hold(who, at("2026-12-10"))),
        ]),
      );
      const refusals = ["facility.taken", "facility.wrong-state"];
      const round = roundOf(all, 24, { winners: all.won.length, refusals });
      const wrong = all.won.length === 0 ? ["nobody got the free day"] : [];
      return { ...round, wrong: [...round.wrong, ...wrong] };
    },
  },
  allAtOnce,
  requestAtOnce,
  changeAtOnce,
  seasonAtOnce,
];
