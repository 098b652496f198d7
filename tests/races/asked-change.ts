import { withdrawChange } from "../../src/modules/facility/commands/asked-change.ts";
import { changeOwnBooking, planChange } from "../../src/modules/facility/commands/change-booking.ts";
import { decideApproval } from "../../src/modules/facility/commands/decide-approval.ts";
import { settleBooking } from "../../src/modules/facility/commands/settle-booking.ts";
import { listApprovalsOf } from "../../src/modules/facility/store/approval.ts";
import { rehearsal } from "../../src/modules/facility/town.fixture.ts";
import { rush } from "./ground.ts";
import { roundOf, type Scene } from "./round.ts";

const stands = { spaceId: "minole-kaze-office", on: "2026-12-09", slots: ["am"] };
const wanted = { spaceId: "minole-kaze-center", on: "2026-12-10", slots: ["pm"] };
/** A day before what stands the request is over. */
const endsAt = new Date("2026-12-08T09:00:00+09:00");
type Kind = "approve" | "refuse" | "withdraw" | "old" | "new";

/** A paid booking asks to become something else: decided, withdrawn and over at once, while others want both places. */
export const changeAtOnce: Scene = {
  name: "a change that waits is approved, refused, withdrawn and over at once, and others want both places",
  async play(ground) {
    const [booker, ...others] = ground.random.shuffle(ground.people);
    if (booker === undefined) throw new Error("nobody is there");
    const { id: bookingId, amount } = await ground.hold(booker, stands);
    await ground.perform(settleBooking, { bookingId, way: "online" }, { actor: booker });
    await ground.payOnline(bookingId);
    const asked = { bookingId, choice: wanted, use: { ...rehearsal, purposeId: "sale" } };
    const plan = await ground.perform((act) => planChange(act, asked, "booker"), undefined, { actor: booker });
    await ground.perform(changeOwnBooking, { ...asked, expected: plan.planned.quote.total }, { actor: booker });
    await ground.drain();
    const isOver = ground.random.pick([true, false, false]);
    if (isOver) ground.clock.set(endsAt);
    const wonBy: Record<Kind, number> = { approve: 0, refuse: 0, withdraw: 0, old: 0, new: 0 };
    const counted = (kind: Kind, contend: () => Promise<unknown>) => async () => {
      await contend();
      wonBy[kind] += 1;
    };
    const [approval] = await listApprovalsOf(ground.city.db, bookingId);
    const decision = { approvalId: approval?.id ?? "", conditions: [], more: undefined, together: false };
    const decide = (deed: "approve" | "refuse", words?: string) =>
      counted(deed, () => ground.perform(decideApproval, { ...decision, deed, words }, { actor: ground.manager }));
    const contenders = [
      ...[1, 2, 3].flatMap(() => [decide("approve"), decide("refuse", "展示と重なるため")]),
      // Who withdraws has less to read first, and would win nearly always.
      ...ground.random
        .pick([[], [], [1, 2]])
        .map(() => counted("withdraw", () => ground.perform(withdrawChange, { bookingId }, { actor: booker }))),
      ...others.slice(0, 6).map((who) => counted("old", () => ground.hold(who, stands))),
      ...others.slice(6, 12).map((who) => counted("new", () => ground.hold(who, wanted))),
    ];
    const [all] = await Promise.all([
      rush(ground.random.shuffle(contenders)),
      ground.runJob("facility.expire"),
      ground.runJob("facility.expire"),
    ]);
    await ground.drain();
    const refusals = [
      "facility.staff.approval-decided",
      "facility.approval-change-over",
      "facility.wrong-state",
      "facility.taken",
    ];
    const round = roundOf(all, contenders.length, { winners: all.won.length, refusals });
    const { state, on } = await ground.see(bookingId);
    const payment = await ground.paymentOf(bookingId);
    const back = (payment?.refunded ?? 0) + (payment?.refunding ?? 0);
    const isChanged = wonBy.approve > 0;
    const decided = wonBy.approve + wonBy.refuse + wonBy.withdraw;
    const isRight = isChanged ? state === "reserved" && on === wanted.on : state === "confirmed" && on === stands.on;
    const wrong = [
      ...round.wrong,
      ...(decided > 1 || (isOver && isChanged) ? [`${JSON.stringify(wonBy)} won together`] : []),
      ...(isRight ? [] : [`${JSON.stringify(wonBy)} and it is ${state} on ${on}`]),
      // The old place is free only when the change was allowed, the new one only when it was not.
      ...(wonBy.old > (isChanged ? 1 : 0) || wonBy.new > (isChanged ? 0 : 1)
        ? ["a place was taken that is somebody's"]
        : []),
      ...(payment?.charged === amount && back === 0 ? [] : [`${back} of ${amount} yen moved`]),
    ];
    return { contenders: contenders.length, winners: round.winners, wrong, wonBy };
  },
};
