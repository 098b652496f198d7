import { cancelOwnBooking } from "../../src/modules/facility/commands/cancel-booking.ts";
import { decideApproval } from "../../src/modules/facility/commands/decide-approval.ts";
import { settleBooking } from "../../src/modules/facility/commands/settle-booking.ts";
import { listApprovalsOf } from "../../src/modules/facility/store/approval.ts";
import { rush } from "./ground.ts";
import { roundOf, type Scene } from "./round.ts";

const choice = { spaceId: "minole-kaze-office", on: "2026-12-09", slots: ["am"] };
const begins = new Date("2026-12-09T09:00:00+09:00");
type Deed = "approve" | "refuse" | "withdraw";

/** Undecided days before, undecided in the last instant before the use, and in the first of the use. */
const moments = ["early", "last", "begun"] as const;

/** One approves, one refuses, the booker withdraws, the clock ends it, and others want the room. */
export const requestAtOnce: Scene = {
  name: "a request is approved, refused, withdrawn and ended by the clock at once",
  async play(ground) {
    const [booker, ...others] = ground.random.shuffle(ground.people);
    if (booker === undefined) throw new Error("nobody is there");
    const { id: bookingId } = await ground.hold(booker, choice, { purposeId: "sale" });
    await ground.perform(settleBooking, { bookingId, way: "online" }, { actor: booker });
    const [asked] = await listApprovalsOf(ground.city.db, bookingId);
    const moment = ground.random.pick(moments);
    if (moment !== "early") ground.clock.set(new Date(begins.getTime() - (moment === "last" ? 1 : 0)));
    const wonBy: Record<Deed | "taker", number> = { approve: 0, refuse: 0, withdraw: 0, taker: 0 };
    const counted = (kind: keyof typeof wonBy, contend: () => Promise<unknown>) => async () => {
      await contend();
      wonBy[kind] += 1;
    };
    const decision = { approvalId: asked?.id ?? "", conditions: [], more: undefined, together: false };
    const decide = (deed: "approve" | "refuse") =>
      counted(deed, () =>
        ground.perform(
          decideApproval,
          { ...decision, deed, words: deed === "refuse" ? "展示と重なるため" : undefined },
          { actor: ground.manager },
        ),
      );
    const withdraw = counted("withdraw", () =>
      ground.perform(cancelOwnBooking, { bookingId, expectedRefund: 0 }, { actor: booker }),
    );
    // So shortly before a use nobody may book it any more.
    const takers = moment === "early" ? others.slice(0, 8) : [];
    const contenders = [
      ...[1, 2, 3].flatMap(() => [decide("approve"), decide("refuse")]),
      // Who withdraws has less to read first, and would win nearly always.
      ...ground.random.pick([[], [], [withdraw, withdraw]]),
      ...takers.map((who) => counted("taker", () => ground.hold(who, choice))),
    ];
    const [all] = await Promise.all([
      rush(ground.random.shuffle(contenders)),
      ground.runJob("facility.expire"),
      ground.runJob("facility.expire"),
    ]);
    await ground.drain();
    // What nobody decided when it began is over, whoever notices.
    await ground.runJob("facility.expire");
    const refusals = [
      "facility.staff.approval-decided",
      "facility.approval-begun",
      "facility.already-begun",
      "facility.wrong-state",
      "facility.taken",
    ];
    const round = roundOf(all, contenders.length, { winners: all.won.length, refusals });
    const { state } = await ground.see(bookingId);
    const [{ state: approval = "asked" } = {}] = await listApprovalsOf(ground.city.db, bookingId);
    const payment = await ground.paymentOf(bookingId);
    const isOwed = payment?.state === "open" || payment?.state === "pending";
    const { wins, fits } = judge(wonBy, { state, approval, hasBegun: moment === "begun" });
    const wrong = [
      ...round.wrong,
      ...(wins ? [] : [`${moment}: ${JSON.stringify(wonBy)} won together`]),
      ...(fits ? [] : [`${moment}: ${JSON.stringify(wonBy)} and it is ${state}, ${approval}`]),
      ...(isOwed === (state === "reserved") ? [] : [`${state}, and its payment is ${payment?.state}`]),
      ...(wonBy.taker > 0 && state !== "cancelled" ? ["taken from somebody who asks for it"] : []),
    ];
    return { contenders: contenders.length, winners: round.winners, wrong, wonBy };
  },
};

/** One decides, or nobody does; an approved one may be given up after that, a refused one has ended. */
function judge(
  { approve, refuse, withdraw, taker }: Record<Deed | "taker", number>,
  found: { readonly state: string; readonly approval: string; readonly hasBegun: boolean },
): { readonly wins: boolean; readonly fits: boolean } {
  const wins = approve + refuse <= 1 && refuse + withdraw <= 1 && taker <= 1 && !(found.hasBegun && approve > 0);
  const undecided = found.hasBegun && withdraw === 0 ? "expired" : "cancelled";
  const state = refuse + withdraw > 0 ? "cancelled" : approve > 0 ? "reserved" : undecided;
  const approval = approve > 0 ? "approved" : refuse > 0 ? "refused" : "withdrawn";
  return { wins, fits: found.state === state && found.approval === approval };
}
