import { z } from "zod";
import type { Job } from "../../kernel/jobs/types.ts";
import { carryOutClosures } from "./commands/carry-out-closure.ts";
import { expireBookings } from "./commands/expire-bookings.ts";
import { remindBooker } from "./commands/remind-booker.ts";
import { remindDeciders } from "./commands/remind-deciders.ts";
import { returnWins } from "./commands/return-win.ts";
import { followPayment, followPendingPayment } from "./commands/settle-booking.ts";

const paymentEvent = z.object({
  paymentId: z.uuid(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  dueAt: z.string().optional(),
  late: z.literal(true).optional(),
});

const followPaid: Job<z.output<typeof paymentEvent>> = {
  name: "facility.follow-payment",
  on: ["payment.paid"],
  urgent: true,
  data: paymentEvent,
  async run(work, { paymentId, subject, late = false }) {
    if (subject.kind !== "booking") return;
    await work.perform(followPayment, { bookingId: subject.id, paymentId, late });
  },
};

const followPending: Job<z.output<typeof paymentEvent>> = {
  name: "facility.follow-pending-payment",
  on: ["payment.pending"],
  urgent: true,
  data: paymentEvent,
  async run(work, { subject, dueAt }) {
    if (subject.kind !== "booking" || dueAt === undefined) return;
    await work.perform(followPendingPayment, { bookingId: subject.id, dueAt: new Date(dueAt) });
  },
};

const remind: Job<{ bookingId: string }> = {
  name: "facility.remind",
  data: z.object({ bookingId: z.uuid() }),
  run: (work, input) => work.perform(remindBooker, input),
};

const expire: Job<object> = {
  name: "facility.expire",
  data: z.object({}),
  every: "* * * * *",
  async run(work) {
    while ((await work.perform(expireBookings, undefined)) > 0);
  },
};

/** A win that was given up becomes free at its minute, which nobody knows beforehand. */
const returnRooms: Job<object> = {
  name: "facility.return-wins",
  data: z.object({}),
  every: "* * * * *",
  async run(work) {
    while ((await work.perform(returnWins, undefined)) > 0);
  },
};

/** Requests that wait, each morning. */
const remindOfRequests: Job<object> = {
  name: "facility.remind-deciders",
  data: z.object({}),
  every: "30 8 * * *",
  run: (work) => work.perform(remindDeciders, undefined),
};

/** Cancels what closures met; whatever a dead worker left is found again. */
const carryOut: Job<object> = {
  name: "facility.carry-out-closures",
  data: z.object({}),
  every: "* * * * *",
  run: carryOutClosures,
};

export const jobs = [followPaid, followPending, remind, expire, returnRooms, carryOut, remindOfRequests];
