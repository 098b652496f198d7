import type { Act } from "../../../kernel/act.ts";
import { audit, listAuditOf } from "../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { getOwnBooking } from "./own-booking.ts";

/** Notes that a receipt is handed out, and tells when the first one was: every later one is marked 再発行. */
export async function issueReceipt(
  act: Act,
  input: { bookingId: string },
): Promise<{ firstIssuedAt: Date | undefined }> {
  const { id } = await getOwnBooking(act, input.bookingId);
  const subject = `booking/${id}`;
  await lockSorted(act.tx, "facility.receipt", [id]);
  const first = (await listAuditOf(act.tx, subject)).findLast(({ what }) => what === "booking.receipt-issued");
  await audit(act, { what: "booking.receipt-issued", subject });
  return { firstIssuedAt: first?.at };
}
