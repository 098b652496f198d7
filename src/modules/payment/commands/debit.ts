import { createHash, randomInt, randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { readTableFile } from "../../../kernel/files/table-file.ts";
import { emit } from "../../../kernel/jobs/emit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { addDays, addMonths, type CivilDate, startOfMonth } from "../../../kernel/time/civil-date.ts";
import { civilDateOf, instantOf } from "../../../kernel/time/instant.ts";
import { sendNotice } from "../../notice/index.ts";
import { demandCounter, demandStaff } from "../policy.ts";
import { type BankAccount, hintOf } from "../rules/bank-account.ts";
import { type DebitResult, matchResults, readResultTable } from "../rules/debit-results.ts";
import { isLive } from "../rules/states.ts";
import { isDebitFile, readDebitResults } from "../rules/zengin.ts";
import {
  type DebitItem,
  endMandateRow,
  findMandateOf,
  insertDebitBatch,
  insertDebitItem,
  insertMandate,
  listDebitItems,
  listToDebit,
  lockDebitBatch,
  saveDebitResult,
  settleDebitBatch,
} from "../store/debits.ts";
import { insertMoneyFile, insertMoneyLine } from "../store/money-files.ts";
import { lockPayment, type Payment, readPaymentRow, updatePayment } from "../store/payments.ts";
import { type FileToBring, fileRefusals } from "./bring-clearing.ts";
import { raiseAlarm } from "./raise-alarm.ts";
import { recordBankCharge } from "./record-bank-charge.ts";

export const mandatePurpose = "payment.mandate";

/** 口座振替の申し込み, on paper with the bank's stamp: staff write the account in, for the payer of this payment. */
export async function registerMandate(act: Act, input: { paymentId: string; account: BankAccount }): Promise<string> {
  const staff = demandCounter(act.actor, "take-cash");
  const payment = await readPaymentRow(act.tx, input.paymentId);
  if (payment?.payerId === undefined) throw notFound();
  const before = await findMandateOf(act.tx, payment.payerId);
  // Another account: the former agreement ends, its account is wiped.
  if (before !== undefined) await endMandateRow(act.tx, before.id, act.now);
  const id = randomUUID();
  await insertMandate(act.tx, {
    id,
    personId: payment.payerId,
    customerNumber: String(randomInt(1, 999_999_999_999)).padStart(12, "0"),
    accountSealed: act.city.secrets.seal(mandatePurpose, JSON.stringify(input.account)),
    accountHint: hintOf(input.account),
    registeredAt: act.now,
    registeredBy: staff.personId,
  });
  await audit(act, { what: "payment.mandate-registered", subject: `mandate/${id}`, about: payment.payerId });
  return id;
}

export async function endMandate(act: Act, { mandateId }: { mandateId: string }): Promise<void> {
  demandStaff(act.actor, "bring-bank-file");
  const personId = await endMandateRow(act.tx, mandateId, act.now);
  if (personId === undefined) throw notFound();
  await audit(act, { what: "payment.mandate-ended", subject: `mandate/${mandateId}`, about: personId });
}

/** All payments that are to be debited and are still due on that day go onto one list for the bank. */
export async function makeDebitBatch(act: Act, { withdrawOn }: { withdrawOn: CivilDate }): Promise<string> {
  const staff = demandStaff(act.actor, "bring-bank-file");
  const { zone } = act.city.config;
  if (withdrawOn <= civilDateOf(act.now, zone)) {
    throw new Refusal("payment.staff-day-over", { status: 422, field: "withdrawOn" });
  }
  // 後納: what is to be paid by the end of that month; what will be used later is asked for later.
  const owedUntil = instantOf(addMonths(startOfMonth(withdrawOn), 1), "00:00", zone);
  const items = await listToDebit(act.tx, { dueAfter: instantOf(withdrawOn, "00:00", zone), owedUntil });
  if (items.length === 0) throw new Refusal("payment.staff-nothing-to-debit");
  const id = randomUUID();
  const total = items.reduce((sum, { amount }) => sum + amount, 0);
  await insertDebitBatch(act.tx, {
    id,
    withdrawOn,
    itemCount: items.length,
    total,
    madeBy: staff.personId,
    madeByName: staff.name,
    madeAt: act.now,
  });
  for (const item of items) await insertDebitItem(act.tx, { id: randomUUID(), batchId: id, ...item });
  await audit(act, {
    what: "payment.debits-listed",
    subject: `debit-batch/${id}`,
    counts: { items: items.length, yen: total },
  });
  return id;
}

/** The items with their accounts, for the bank's file. Each payer sees that the account was used. */
export async function openDebitBatch(act: Act, { batchId }: { batchId: string }) {
  demandStaff(act.actor, "bring-bank-file");
  const batch = await lockDebitBatch(act.tx, batchId);
  if (batch === undefined) throw notFound();
  const rows: { item: DebitItem; account: BankAccount }[] = [];
  for (const item of await listDebitItems(act.tx, batchId)) {
    // An agreement that ended since is not sent any more; its item stays without a result.
    if (item.accountSealed === undefined) continue;
    const text = act.city.secrets.open(mandatePurpose, item.accountSealed);
    if (text === undefined) throw new Error("an account cannot be opened: is the master secret another one?");
    rows.push({ item, account: JSON.parse(text) as BankAccount });
    await audit(act, { what: "payment.mandate-used", subject: `mandate/${item.mandateId}`, about: item.personId });
  }
  return { withdrawOn: batch.withdrawOn, rows };
}

/**
 * What became of a list of debits: 全銀協規定形式, or a table with 顧客番号, 金額 and 振替結果. All of the list or nothing. What
 * was taken is booked; of what was not the payer is told, and `payment.debit-failed` tells the modules, which may suspend.
 */
export async function bringDebitResults(
  act: Act,
  { batchId, file }: { batchId: string; file: FileToBring },
): Promise<{ paid: number; failed: number }> {
  const staff = demandStaff(act.actor, "bring-bank-file");
  const batch = await lockDebitBatch(act.tx, batchId);
  if (batch === undefined) throw notFound();
  if (batch.isSettled) throw new Refusal("payment.staff-file-once", { status: 422, field: "file" });
  const lines = await readResults(file);
  const matched = matchResults(await listDebitItems(act.tx, batchId), lines);
  if (!matched.ok) {
    const rows = matched.rows.length === 0 ? "—" : matched.rows.slice(0, 20).join("、");
    throw new Refusal("payment.staff-results-differ", {
      status: 422,
      field: "file",
      params: { rows, missing: matched.missing },
    });
  }
  const fileId = randomUUID();
  await insertMoneyFile(act.tx, {
    id: fileId,
    kind: "debit-result",
    name: file.name.slice(0, 200),
    digest: createHash("sha256").update(batchId).update(file.bytes).digest("hex"),
    lineCount: lines.length,
    total: lines.reduce((sum, { amount }) => sum + amount, 0),
    broughtBy: staff.personId,
    broughtByName: staff.name,
    broughtAt: act.now,
  });
  let paid = 0;
  for (const { item, line } of matched.pairs.toSorted((a, b) => (a.item.paymentId < b.item.paymentId ? -1 : 1))) {
    if (await recordResult(act, { item, line, fileId, withdrawOn: batch.withdrawOn })) paid += 1;
  }
  await settleDebitBatch(act.tx, batchId, act.now);
  const counts = { paid, failed: lines.length - paid };
  await audit(act, { what: "payment.debit-results-brought", subject: `debit-batch/${batchId}`, counts });
  return counts;
}

async function readResults({ bytes }: FileToBring): Promise<readonly DebitResult[]> {
  if (isDebitFile(bytes)) {
    const read = readDebitResults(bytes);
    if (!read.ok) throw inRow(read.row);
    return read.lines.map(({ row, customer, amount, code }) => ({ row, customer, amount, code }));
  }
  const table = await readTableFile(bytes);
  if (!table.ok) throw new Refusal(fileRefusals[table.reason], { status: 422, field: "file" });
  const read = readResultTable(table.cells);
  if (!read.ok) throw inRow(read.row);
  return read.lines;
}

const inRow = (row: number) =>
  new Refusal("payment.staff-file-rows", { status: 422, field: "file", params: { count: 1, rows: String(row) } });

/** True if the money came. */
async function recordResult(
  act: Act,
  found: { item: DebitItem; line: DebitResult; fileId: string; withdrawOn: CivilDate },
): Promise<boolean> {
  const { item, line, fileId, withdrawOn } = found;
  const result = resultOf[line.code] ?? "other";
  const isPaid = result === "paid";
  await saveDebitResult(act.tx, item.id, result);
  const payment = await lockPayment(act.tx, item.paymentId);
  if (payment === undefined) throw new Error(`debit ${item.id} has no payment`);
  const id = randomUUID();
  await insertMoneyLine(act.tx, {
    id,
    fileId,
    rowNumber: line.row,
    number: item.customerNumber,
    amount: item.amount,
    paidOn: withdrawOn,
    paymentId: item.paymentId,
    finding: isPaid ? "booked" : "not-debited",
  });
  if (isPaid) {
    await recordBankCharge(act, payment, { id, amount: item.amount, paidOn: withdrawOn, method: "debit" });
    return true;
  }
  const deadline = await openOtherWays(act, payment);
  // Midnight is the end of the day before.
  const lastDay = civilDateOf(new Date((deadline ?? act.now).getTime() - 1), act.city.config.zone);
  await raiseAlarm(act, { kind: "debit-failed", paymentId: payment.id, about: item.id });
  await audit(act, { what: "payment.debit-failed", subject: `payment/${payment.id}`, about: item.personId });
  const { subject } = payment;
  await emit(act, "payment.debit-failed", { paymentId: payment.id, subject, amount: item.amount, reason: result });
  // Of what can no longer be paid its end was told.
  if (deadline === undefined) return false;
  await sendNotice(act, {
    to: { personId: item.personId },
    kind: "payment.debit-failed",
    params: { amount: { yen: item.amount }, day: { on: withdrawOn }, deadline: { on: lastDay } },
    link: `/payments/${payment.id}`,
    subject: { kind: "payment", id: payment.id },
  });
  return false;
}

/** Days after the failure by which it is to be paid in another way: 納付書 and counters need some. */
const graceDays = 14;

/**
 * What could not be debited is paid at the counter, with a slip or on a provider's page. What is owed gets a new day to pay by;
 * what keeps a room keeps its deadline, because somebody else may wait for the room. Gives it; undefined if it is over.
 */
async function openOtherWays(act: Act, payment: Payment): Promise<Date | undefined> {
  if (!isLive(payment.state) || act.now >= payment.dueAt) return undefined;
  const ways = [...new Set([...payment.ways, "counter", "invoice", "online"] as const)];
  const { zone } = act.city.config;
  const later = instantOf(addDays(civilDateOf(act.now, zone), graceDays), "24:00", zone);
  const owedBy = payment.owedBy !== undefined && payment.owedBy < later ? later : payment.owedBy;
  await updatePayment(act.tx, payment.id, { ways, online: true, ...(owedBy && { owedBy }) });
  return owedBy ?? payment.dueAt;
}

/** 振替結果コード of 全銀協 */
const resultOf: Readonly<Record<string, NonNullable<DebitItem["result"]>>> = {
  0: "paid",
  1: "no-money",
  2: "no-account",
  3: "stopped-by-payer",
  4: "no-agreement",
  8: "stopped-by-city",
  9: "other",
};
