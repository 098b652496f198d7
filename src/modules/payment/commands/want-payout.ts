import type { Act } from "../../../kernel/act.ts";
import { sendNotice } from "../../notice/index.ts";
import type { Payment } from "../store/payments.ts";
import { insertPayout } from "../store/payouts.ts";

/**
 * Money that no provider can give back (a shop or a bank took it): the payer is asked for a bank account, once. Somebody
 * without an account here is asked by people. Paying it out at the counter stays possible.
 */
export async function wantPayout(
  act: Act,
  { refundId, payment }: { refundId: string; payment: Pick<Payment, "id" | "payerId"> },
): Promise<void> {
  if (!(await insertPayout(act.tx, { refundId, wantedAt: act.now }))) return;
  await askForAccount(act, { refundId, payment, kind: "payment.account-wanted" });
}

export async function askForAccount(
  act: Act,
  input: {
    refundId: string;
    payment: Pick<Payment, "id" | "payerId">;
    kind: "payment.account-wanted" | "payment.account-returned";
  },
): Promise<void> {
  const { refundId, payment, kind } = input;
  if (payment.payerId === undefined) return;
  await sendNotice(act, {
    to: { personId: payment.payerId },
    kind,
    link: `/refunds/${refundId}/account`,
    subject: { kind: "payment", id: payment.id },
  });
}
