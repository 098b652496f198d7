import fc from "fast-check";
import { withdrawChange } from "../../src/modules/facility/commands/asked-change.ts";
import { changeOwnBooking, planChange } from "../../src/modules/facility/commands/change-booking.ts";
import { decideApproval } from "../../src/modules/facility/commands/decide-approval.ts";
import { listApprovalsOf } from "../../src/modules/facility/store/approval.ts";
import { attempt, idOf, onBooking, personOf, type Step, useOf } from "./step.ts";
import * as rules from "./town.ts";

/**
 * Somebody of the house decides, also on what was decided or given up long ago. Approved, it is to be paid like a
 * reservation, on the provider's page or at the counter; a use that has begun is approved no more.
 */
const decide = (nth: number, deed: "approve" | "refuse") =>
  onBooking(
    deed,
    nth,
    ({ approval }) => approval !== undefined,
    async (booking, model, real) => {
      const hasBegun = rules.beginOf(booking) <= model.now;
      const tooLate = deed === "approve" && hasBegun ? "facility.approval-begun" : undefined;
      const why = booking.state === "requested" ? tooLate : "facility.staff.approval-decided";
      const [last] = await listApprovalsOf(real.ground.city.db, idOf(real, booking));
      await attempt(why, () =>
        real.ground.perform(
          decideApproval,
          {
            approvalId: last?.id ?? "",
            deed,
            conditions: [],
            more: undefined,
            words: deed === "refuse" ? "展示と重なるため" : undefined,
            together: false,
          },
          { actor: real.ground.manager },
        ),
      );
      await real.ground.drain();
      if (why !== undefined) return;
      if (booking.stands !== undefined && deed === "refuse") {
        rules.standAgain(booking, "refused");
      } else if (deed === "refuse") {
        Object.assign(booking, { state: "cancelled", approval: "refused", until: undefined, kept: 0 });
      } else {
        const until = rules.payByAfterDecision(model.now, booking);
        // The difference of a change is taken at the counter: the provider's page that is known is of what stood.
        const hasPage = booking.stands === undefined;
        Object.assign(booking, { state: "reserved", approval: "approved", until, hasPage, stands: undefined });
      }
    },
    { afterBegin: true },
  );

/** 変更の申請: something shall be sold, on this day. What stands is kept beside what is asked for, with its money and its doors. */
const askChange = (nth: number, on: string) =>
  onBooking(
    `ask to sell on ${on}`,
    nth,
    (booking, model) =>
      !booking.isSale &&
      rules.isLiving(model, booking) &&
      (booking.state === "reserved" || booking.state === "confirmed"),
    async (booking, model, real) => {
      // Nobody asks twice in the same instant.
      model.now = new Date(model.now.getTime() + 1_000);
      real.ground.clock.set(model.now);
      const actor = personOf(real, booking.person);
      const choice = { spaceId: booking.room, on, slots: [booking.band] };
      const asked = { bookingId: idOf(real, booking), choice, use: useOf({ isSale: true }) };
      await attempt(rules.whyNotMove(model, booking, on), async () => {
        const plan = await real.ground.perform((act) => planChange(act, asked, "booker"), undefined, { actor });
        const amount = plan.planned.quote.total;
        await real.ground.perform(changeOwnBooking, { ...asked, expected: amount }, { actor });
        const { state, on: day, isSale, until, amount: before } = booking;
        Object.assign(booking, {
          ...{ state: "requested", approval: "asked", on, isSale: true, amount },
          until: rules.changeEnds(booking, { ...booking, on }),
          stands: { state, on: day, isSale, until, amount: before },
        });
      });
      await real.ground.drain();
    },
  );

const withdraw = (nth: number) =>
  onBooking(
    "withdraw the change",
    nth,
    ({ stands }) => stands !== undefined,
    async (booking, _model, real) => {
      const input = { bookingId: idOf(real, booking) };
      await real.ground.perform(withdrawChange, input, { actor: personOf(real, booking.person) });
      await real.ground.drain();
      rules.standAgain(booking, "withdrawn");
    },
  );

export const requestSteps = (nth: fc.Arbitrary<number>, day: fc.Arbitrary<string>): readonly fc.Arbitrary<Step>[] => [
  fc
    .tuple(nth, fc.constantFrom("approve" as const, "approve" as const, "refuse" as const))
    .map((drawn) => decide(...drawn)),
  fc.tuple(nth, fc.constantFrom("approve" as const, "refuse" as const)).map((drawn) => decide(...drawn)),
  fc.tuple(nth, day).map((drawn) => askChange(...drawn)),
  fc.tuple(nth, day).map((drawn) => askChange(...drawn)),
  nth.map(withdraw),
];
