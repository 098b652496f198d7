import { z } from "zod";
import type { Act } from "../../../kernel/act.ts";
import type { Html } from "../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems } from "../../../kernel/http/form.ts";
import { errand, feed, page } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { findPerson } from "../../identity/index.ts";
import {
  approvePayout,
  checkPayout,
  enterAccount,
  getOwnPayout,
  makeTransferBatch,
  openAccount,
  openTransferBatch,
  returnPayout,
  settlePayout,
} from "../commands/payout.ts";
import { accountPage } from "../pages/account-page.ts";
import { payoutPage, payoutsPage } from "../pages/payouts-page.ts";
import { transfersCsv } from "../pages/transfers-csv.ts";
import type { PlaceFinder } from "../places.ts";
import { accountRoles, bankRoles } from "../policy.ts";
import { accountForm, batchParams, dayForm, nothing, refundParams, returnForm } from "../schema.ts";
import { listPayouts, listPayoutsOfBatch, listTransferBatches } from "../store/payouts.ts";
import { listOwn } from "./own-place.ts";

const none = z.object({});

async function drawOwn(view: View, refundId: string, values: FormValues, problems: Problems): Promise<Html> {
  const payout = await view.perform((act: Act) => getOwnPayout(act, refundId), undefined);
  return accountPage(view, { payout, values, problems });
}

export const showAccount = page({
  path: "/refunds/:refund/account",
  who: "resident",
  limit: "page",
  params: refundParams,
  query: none,
  show: (view, { params }) => drawOwn(view, params.refund, {}, noProblems),
});

export const giveAccount = errand({
  path: "/refunds/:refund/account",
  who: "resident",
  limit: "form",
  params: refundParams,
  form: accountForm,
  run: (act, { params, form }) => enterAccount(act, { refundId: params.refund, account: form }),
  then: (_, { params }) => ({ to: `/refunds/${params.refund}/account`, flash: "payment.account.saved" }),
  again: (view, { params, values, problems }) => drawOwn(view, params.refund, values, problems),
});

async function drawAll(view: View, places: PlaceFinder, values: FormValues, problems: Problems): Promise<Html> {
  const { db } = view.city;
  const all = await listPayouts(db, ["entered", "checked", "approved", "sent", "wanted"]);
  const payouts = await listOwn(view, db, places, accountRoles, all);
  return payoutsPage(view, { payouts, batches: await listTransferBatches(db), values, problems });
}

async function drawOne(view: View, refundId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { payout, account } = await view.perform(openAccount, { refundId });
  const person = payout.payerId === undefined ? undefined : await findPerson(view.city.db, payout.payerId);
  return payoutPage(view, { payout, account, payer: person?.name, values, problems });
}

export const showPayouts = (places: PlaceFinder) =>
  page({
    path: "/staff/money/payouts",
    who: accountRoles,
    limit: "page",
    params: none,
    query: none,
    show: (view) => drawAll(view, places, {}, noProblems),
  });

export const showPayout = page({
  path: "/staff/money/payouts/:refund",
  who: accountRoles,
  limit: "page",
  params: refundParams,
  query: none,
  show: (view, { params }) => drawOne(view, params.refund, {}, noProblems),
});

const at = (refund: string) => `/staff/money/payouts/${refund}`;
const steps = { limit: "form", params: refundParams, form: nothing } as const;

export const checkAccount = errand({
  ...steps,
  who: accountRoles,
  path: "/staff/money/payouts/:refund/check",
  run: (act, { params }) => checkPayout(act, { refundId: params.refund }),
  then: (_, { params }) => ({ to: at(params.refund), flash: "payment.staff.payouts.checked" }),
  again: (view, { params, values, problems }) => drawOne(view, params.refund, values, problems),
});

export const approveAccount = errand({
  ...steps,
  who: bankRoles,
  path: "/staff/money/payouts/:refund/approve",
  run: (act, { params }) => approvePayout(act, { refundId: params.refund }),
  then: (_, { params }) => ({ to: at(params.refund), flash: "payment.staff.payouts.approved" }),
  again: (view, { params, values, problems }) => drawOne(view, params.refund, values, problems),
});

export const returnAccount = errand({
  limit: "form",
  params: refundParams,
  who: accountRoles,
  path: "/staff/money/payouts/:refund/return",
  form: returnForm,
  run: (act, { params, form }) => returnPayout(act, { refundId: params.refund, reason: form.reason }),
  then: (_, { params }) => ({ to: at(params.refund), flash: "payment.staff.payouts.was-returned" }),
  again: (view, { params, values, problems }) => drawOne(view, params.refund, values, problems),
});

export const settleTransfer = errand({
  ...steps,
  who: bankRoles,
  path: "/staff/money/payouts/:refund/done",
  run: (act, { params }) => settlePayout(act, { refundId: params.refund }),
  then: () => ({ to: "/staff/money/payouts", flash: "payment.staff.payouts.settled" }),
  again: (view, { params, values, problems }) => drawOne(view, params.refund, values, problems),
});

export const makeTransfers = (places: PlaceFinder) =>
  errand({
    path: "/staff/money/transfers",
    who: bankRoles,
    limit: "form",
    params: none,
    form: dayForm,
    run: (act, { form }) => makeTransferBatch(act, form),
    then: () => ({ to: "/staff/money/payouts", flash: "payment.staff.payouts.made" }),
    again: (view, { values, problems }) => drawAll(view, places, values, problems),
  });

export const transferList = feed({
  path: "/staff/money/transfers/:batch/list.csv",
  who: bankRoles,
  limit: "page",
  params: batchParams,
  query: none,
  async respond(view, { params }) {
    const payouts = await listPayoutsOfBatch(view.city.db, params.batch);
    if (payouts.length === 0) throw notFound();
    const rows = await view.perform(openTransferBatch, { payouts });
    const bytes = transfersCsv(view, rows);
    return { kind: "file", name: `transfers-${params.batch.slice(0, 8)}.csv`, type: "text/csv; charset=utf-8", bytes };
  },
});
