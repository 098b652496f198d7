import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { sendNotice } from "../../notice/index.ts";
import { demandStaff, isAllowed } from "../policy.ts";
import { type BankAccount, hintOf } from "../rules/bank-account.ts";
import { insertTransferBatch, listPayouts, lockPayout, type Payout, updatePayout } from "../store/payouts.ts";
import { bookTransfer } from "./deliver-refund.ts";
import { askForAccount } from "./want-payout.ts";

export const accountPurpose = "payment.account";

/** The payer's own payout; somebody else's is not found. */
export async function getOwnPayout(act: Act, refundId: string): Promise<Payout> {
  const payout = await lockPayout(act.tx, refundId);
  if (payout === undefined || !isAllowed(act.actor, "see", payout)) throw notFound();
  return payout;
}

/** The payer says where the money is to go. It may be changed until somebody has checked it. */
export async function enterAccount(act: Act, input: { refundId: string; account: BankAccount }): Promise<void> {
  const payout = await getOwnPayout(act, input.refundId);
  if (payout.state !== "wanted" && payout.state !== "entered") throw new Refusal("payment.account-checked");
  await updatePayout(act.tx, input.refundId, {
    state: "entered",
    account: {
      sealed: act.city.secrets.seal(accountPurpose, JSON.stringify(input.account)),
      hint: hintOf(input.account),
    },
    enteredAt: act.now,
    returnedBecause: null,
  });
  await audit(act, { what: "payment.account-entered", subject: `refund/${input.refundId}`, about: payout.payerId });
}

/** The whole account, for whoever checks it: each look is written down, and the payer can see it. */
export async function openAccount(act: Act, { refundId }: { refundId: string }) {
  demandStaff(act.actor, "check-account");
  const payout = await lockPayout(act.tx, refundId);
  if (payout === undefined) throw notFound();
  if (payout.accountSealed !== undefined)
    await audit(act, { what: "payment.account-seen", subject: `refund/${refundId}`, about: payout.payerId });
  return { payout, account: accountOf(act, payout) };
}

function accountOf(act: Act, { accountSealed }: Payout): BankAccount | undefined {
  if (accountSealed === undefined) return undefined;
  const text = act.city.secrets.open(accountPurpose, accountSealed);
  if (text === undefined) throw new Error("an account cannot be opened: is the master secret another one?");
  return JSON.parse(text) as BankAccount;
}

/** First pair of eyes: amount, name and account fit. */
export async function checkPayout(act: Act, { refundId }: { refundId: string }): Promise<void> {
  const staff = demandStaff(act.actor, "check-account");
  await step(act, refundId, "entered");
  await updatePayout(act.tx, refundId, { state: "checked", checkedBy: staff });
  await audit(act, { what: "payment.payout-checked", subject: `refund/${refundId}` });
}

/** Second pair of eyes, of somebody else: by constraint. */
export async function approvePayout(act: Act, { refundId }: { refundId: string }): Promise<void> {
  const staff = demandStaff(act.actor, "approve-money");
  const { amount } = await step(act, refundId, "checked");
  await updatePayout(act.tx, refundId, { state: "approved", approvedBy: staff });
  await audit(act, { what: "payment.payout-approved", subject: `refund/${refundId}`, counts: { yen: amount } });
}

/**
 * The account cannot be used: a colleague found a mistake, or the bank sent the transfer back. The account is wiped, and
 * the payer, who reads the reason, gives another one.
 */
export async function returnPayout(act: Act, input: { refundId: string; reason: string }): Promise<void> {
  const staff = demandStaff(act.actor, "check-account");
  const payout = await lockPayout(act.tx, input.refundId);
  if (payout === undefined) throw notFound();
  if (payout.state === "sent" && !isAllowed(staff, "approve-money")) throw new Refusal("payment.staff-wrong-step");
  if (payout.state === "wanted" || payout.state === "done" || payout.state === "ended")
    throw new Refusal("payment.staff-wrong-step");
  await updatePayout(act.tx, input.refundId, {
    state: "wanted",
    account: null,
    enteredBy: null,
    proof: null,
    checkedBy: null,
    approvedBy: null,
    batchId: null,
    returnedBecause: input.reason,
  });
  const payment = { id: payout.paymentId, payerId: payout.payerId };
  await askForAccount(act, { refundId: input.refundId, payment, kind: "payment.account-returned" });
  await audit(act, {
    what: "payment.payout-returned",
    subject: `refund/${input.refundId}`,
    about: payout.payerId,
    reason: input.reason,
  });
}

/** All that is approved goes onto one list for the bank. Gives the list's id, or refuses if nothing waits. */
export async function makeTransferBatch(act: Act, { payOn }: { payOn: CivilDate }): Promise<string> {
  const staff = demandStaff(act.actor, "approve-money");
  const waiting = await listPayouts(act.tx, ["approved"]);
  const items: Payout[] = [];
  for (const { refundId } of waiting) {
    const payout = await lockPayout(act.tx, refundId);
    if (payout?.state === "approved") items.push(payout);
  }
  if (items.length === 0) throw new Refusal("payment.staff-nothing-approved");
  const id = randomUUID();
  const total = items.reduce((sum, { amount }) => sum + amount, 0);
  await insertTransferBatch(act.tx, {
    id,
    payOn,
    itemCount: items.length,
    total,
    madeBy: staff.personId,
    madeByName: staff.name,
    madeAt: act.now,
  });
  for (const { refundId } of items) await updatePayout(act.tx, refundId, { state: "sent", batchId: id });
  await audit(act, {
    what: "payment.transfers-listed",
    subject: `transfer-batch/${id}`,
    counts: { items: items.length, yen: total },
  });
  return id;
}

/** The list with its accounts, for the bank: a look at many accounts at once, so each payer sees it. */
export async function openTransferBatch(act: Act, { payouts }: { payouts: readonly Payout[] }) {
  demandStaff(act.actor, "approve-money");
  const rows: { payout: Payout; account: BankAccount }[] = [];
  for (const payout of payouts) {
    const account = accountOf(act, payout);
    if (account === undefined) continue;
    rows.push({ payout, account });
    await audit(act, { what: "payment.account-seen", subject: `refund/${payout.refundId}`, about: payout.payerId });
  }
  return rows;
}

/** The bank has paid it: into the ledger, the account is wiped, and the payer is told. */
export async function settlePayout(act: Act, { refundId }: { refundId: string }): Promise<void> {
  const staff = demandStaff(act.actor, "approve-money");
  const payout = await step(act, refundId, "sent");
  await updatePayout(act.tx, refundId, { state: "done", account: null });
  await bookTransfer(act, { refundId, staff });
  if (payout.payerId !== undefined) {
    await sendNotice(act, {
      to: { personId: payout.payerId },
      kind: "payment.paid-out",
      params: { amount: { yen: payout.amount } },
      link: `/payments/${payout.paymentId}`,
      subject: { kind: "payment", id: payout.paymentId },
    });
  }
}

async function step(act: Act, refundId: string, from: Payout["state"]): Promise<Payout> {
  const payout = await lockPayout(act.tx, refundId);
  if (payout === undefined) throw notFound();
  if (payout.state !== from) throw new Refusal("payment.staff-wrong-step");
  return payout;
}
