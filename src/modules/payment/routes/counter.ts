import { z } from "zod";
import { noProblems } from "../../../kernel/http/form.ts";
import { errand, page } from "../../../kernel/http/route.ts";
import { payOutRefund } from "../commands/deliver-refund.ts";
import { settleAlarm } from "../commands/raise-alarm.ts";
import { seePaymentAtCounter } from "../commands/see-payment.ts";
import { takeCash } from "../commands/take-cash.ts";
import { counterPage } from "../pages/counter-page.ts";
import type { PlaceFinder } from "../places.ts";
import { counterRoles } from "../policy.ts";
import { alarmParams, nothing, paymentParams, refundParams, takeCashForm } from "../schema.ts";
import { drawCash } from "./cash.ts";

const common = { who: counterRoles, limit: "form" } as const;

export const showAtCounter = page({
  path: "/staff/payments/:payment",
  who: counterRoles,
  limit: "page",
  params: paymentParams,
  query: z.object({}),
  show: async (view, { params }) => {
    const seen = await view.perform(seePaymentAtCounter, { paymentId: params.payment });
    return counterPage(view, { ...seen, problems: noProblems, values: {} });
  },
});

export const takeCashAtCounter = errand({
  ...common,
  path: "/staff/payments/:payment/cash",
  params: paymentParams,
  form: takeCashForm,
  run: (act, { params, form }) => takeCash(act, { paymentId: params.payment, received: form.received }),
  then: (_, { params }) => ({ to: `/staff/payments/${params.payment}`, flash: "payment.desk.taken" }),
  again: async (view, { params, values, problems }) => {
    const seen = await view.perform(seePaymentAtCounter, { paymentId: params.payment });
    return counterPage(view, { ...seen, problems, values });
  },
});

export const payOut = (places: PlaceFinder) =>
  errand({
    ...common,
    path: "/staff/refunds/:refund/payout",
    params: refundParams,
    form: nothing,
    run: (act, { params }) => payOutRefund(act, { refundId: params.refund }),
    then: () => ({ to: "/staff/cash", flash: "payment.desk.paid-out" }),
    again: (view, { problems }) => drawCash(view, places, problems),
  });

export const settle = (places: PlaceFinder) =>
  errand({
    ...common,
    path: "/staff/payment-alarms/:alarm/settle",
    params: alarmParams,
    form: nothing,
    run: (act, { params }) => settleAlarm(act, { alarmId: params.alarm }),
    then: () => ({ to: "/staff/cash", flash: "payment.desk.alarm-settled" }),
    again: (view, { problems }) => drawCash(view, places, problems),
  });
