import fc from "fast-check";
import { decideApproval } from "../../src/modules/facility/commands/decide-approval.ts";
import { listApprovalsOf } from "../../src/modules/facility/store/approval.ts";
import { attempt, idOf, onBooking, type Step } from "./step.ts";
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
      if (deed === "refuse") {
        Object.assign(booking, { state: "cancelled", approval: "refused", until: undefined, kept: 0 });
      } else {
        const until = rules.payByAfterDecision(model.now, booking);
        Object.assign(booking, { state: "reserved", approval: "approved", until, hasPage: true });
      }
    },
    { afterBegin: true },
  );

export const requestSteps = (nth: fc.Arbitrary<number>): readonly fc.Arbitrary<Step>[] => [
  fc
    .tuple(nth, fc.constantFrom("approve" as const, "approve" as const, "refuse" as const))
    .map((drawn) => decide(...drawn)),
  fc.tuple(nth, fc.constant("approve" as const)).map((drawn) => decide(...drawn)),
];
