import { z } from "zod";
import type { Html } from "../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems } from "../../../kernel/http/form.ts";
import { errand, page } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { enterAccountByStaff, getRefundByHand } from "../commands/enter-account-by-staff.ts";
import { counterAccountPage } from "../pages/account-page.ts";
import { counterRoles } from "../policy.ts";
import { counterAccountForm, refundParams } from "../schema.ts";

async function draw(view: View, refundId: string, values: FormValues, problems: Problems): Promise<Html> {
  const payment = await view.perform(getRefundByHand, { refundId });
  return counterAccountPage(view, { ...payment, values, problems });
}

const at = { path: "/staff/refunds/:refund/account", who: counterRoles, params: refundParams } as const;

export const showCounterAccount = page({
  ...at,
  limit: "page",
  query: z.object({}),
  show: (view, { params }) => draw(view, params.refund, {}, noProblems),
});

export const giveAccountAtCounter = errand({
  ...at,
  limit: "form",
  form: counterAccountForm,
  run: (act, { params, form: { proof, ...account } }) =>
    enterAccountByStaff(act, { refundId: params.refund, proof, account }),
  then: (_, { params }) => ({ to: `/staff/money/payouts/${params.refund}`, flash: "payment.staff.account.done" }),
  again: (view, { params, values, problems }) => draw(view, params.refund, values, problems),
});
