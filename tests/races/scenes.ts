import { blockSpace } from "../../src/modules/facility/commands/block-space.ts";
import { bookAtCounter } from "../../src/modules/facility/commands/book-at-counter.ts";
import { cancelOwnBooking } from "../../src/modules/facility/commands/cancel-booking.ts";
import { extendBookingHold } from "../../src/modules/facility/commands/hold-space.ts";
import { settleBooking } from "../../src/modules/facility/commands/settle-booking.ts";
import { getSpace, minole } from "../../src/modules/facility/omitama.fixture.ts";
import { rehearsal } from "../../src/modules/facility/town.fixture.ts";
import { type Ground, type Rush, rush } from "./ground.ts";

/** What one round came to; `wrong` is empty if it went as it must. */
export type Round = { readonly contenders: number; readonly winners: number; readonly wrong: readonly string[] };

export type Scene = { readonly name: string; readonly play: (ground: Ground) => Promise<Round> };

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
];

function roundOf(
  all: Rush<unknown>,
  contenders: number,
  must: { readonly winners: number; readonly refusals: readonly string[] },
): Round {
  const strange = Object.keys(all.refused).filter((code) => !must.refusals.includes(code));
  const wrong = [
    ...(all.won.length === must.winners ? [] : [`${all.won.length} winners instead of ${must.winners}`]),
    ...strange.map((code) => `refused with ${code}`),
    ...all.faults,
  ];
  return { contenders, winners: all.won.length, wrong };
}
