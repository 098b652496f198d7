import { z } from "zod";
import type { PaymentEvent } from "./types.ts";

/** The data of every payment event, for the jobs of modules that listen. */
export const paymentEvent: z.ZodType<PaymentEvent> = z.object({
  paymentId: z.uuid(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  amount: z.int(),
  method: z.enum(["card", "konbini", "cash"]).nullable(),
  late: z.literal(true).optional(),
  dueAt: z.iso.datetime().optional(),
}) as z.ZodType<PaymentEvent>;
