import { createHash, randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { readTableFile, type TableFileProblem } from "../../../kernel/files/table-file.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { demandStaff } from "../policy.ts";
import { type FileMistake, type Finding, findingOf, readClearing } from "../rules/bank-file.ts";
import { isPaid } from "../rules/states.ts";
import { listPaymentsByNumber } from "../store/invoices.ts";
import {
  approveDecisionRow,
  deleteDecision,
  findLine,
  insertDecision,
  insertMoneyFile,
  insertMoneyLine,
} from "../store/money-files.ts";
import { lockPayment } from "../store/payments.ts";
import { recordBankCharge } from "./record-bank-charge.ts";

/** What cannot be read as a table, in words. */
export const fileRefusals: Readonly<Record<TableFileProblem, string>> = {
  "file-empty": "payment.staff-file-empty",
  "file-too-big": "payment.staff-file-too-big",
  "file-type": "payment.staff-file-type",
  "file-broken": "payment.staff-file-broken",
  "file-letters": "payment.staff-file-letters",
};

export type FileToBring = { readonly name: string; readonly bytes: Uint8Array };
export type ClearingBrought = { readonly fileId: string; readonly counts: Readonly<Record<Finding, number>> };

/**
 * 消込: what was paid with slips, from the bank's file (Excel or CSV). The whole file or nothing: rows that cannot be read
 * are all named (`payment.staff-file-rows`), and a file that was brought before is refused. Exact amounts of unpaid
 * payments are booked; everything else is listed for two people to decide.
 */
export async function bringClearing(act: Act, file: FileToBring): Promise<ClearingBrought> {
  const staff = demandStaff(act.actor, "bring-bank-file");
  const table = await readTableFile(file.bytes);
  if (!table.ok) throw new Refusal(fileRefusals[table.reason], { status: 422, field: "file" });
  const read = readClearing(table.cells, act.city.config.payments.clearing);
  if (!read.ok) throw mistakesIn(read.mistakes);

  const { lines } = read;
  const fileId = randomUUID();
  await insertMoneyFile(act.tx, {
    id: fileId,
    kind: "clearing",
    name: file.name.slice(0, 200),
    digest: createHash("sha256").update(file.bytes).digest("hex"),
    lineCount: lines.length,
    total: lines.reduce((sum, { amount }) => sum + amount, 0),
    broughtBy: staff.personId,
    broughtByName: staff.name,
    broughtAt: act.now,
  });
  const known = await listPaymentsByNumber(
    act.tx,
    lines.map(({ number }) => number),
  );
  const counts = { booked: 0, "unknown-number": 0, "too-much": 0, "too-little": 0, "paid-already": 0 };
  // Locks are taken in one order, whatever the order of the file.
  const sorted = lines.toSorted((a, b) => ((known.get(a.number) ?? "") < (known.get(b.number) ?? "") ? -1 : 1));
  for (const line of sorted) {
    const paymentId = known.get(line.number);
    const payment = paymentId === undefined ? undefined : await lockPayment(act.tx, paymentId);
    const finding = findingOf(
      line,
      payment && {
        amount: payment.amount,
        isPaid: isPaid(payment.state),
        isReplaced: payment.replacedBy !== undefined,
      },
    );
    const id = randomUUID();
    const { number, amount, paidOn } = line;
    await insertMoneyLine(act.tx, { id, fileId, rowNumber: line.row, number, amount, paidOn, paymentId, finding });
    if (finding === "booked" && payment !== undefined)
      await recordBankCharge(act, payment, { id, amount, paidOn, method: "invoice" });
    counts[finding] += 1;
  }
  await audit(act, { what: "payment.clearing-brought", subject: `money-file/${fileId}`, counts });
  return { fileId, counts };
}

/** All rows at once; a person corrects the file once and not row by row. */
function mistakesIn(mistakes: readonly FileMistake[]): Refusal {
  const [first] = mistakes;
  if (first?.row === 0) {
    const code = first.what === "no-heading" ? "payment.staff-file-no-heading" : "payment.staff-file-no-lines";
    return new Refusal(code, { status: 422, field: "file", params: { text: first.text } });
  }
  const rows = mistakes.slice(0, 20).map(({ row }) => String(row));
  const more = mistakes.length - rows.length;
  return new Refusal("payment.staff-file-rows", {
    status: 422,
    field: "file",
    params: { count: mistakes.length, rows: rows.join("、") + (more > 0 ? "…" : "") },
  });
}

/**
 * One person proposes what is to become of a line: `book` it for a payment (of its number, or of a slip's number that
 * was mistyped), or it is settled `outside` of the ledger. Nothing moves until somebody else approves.
 */
export async function proposeForLine(
  act: Act,
  input: { lineId: string; action: "book" | "outside"; number?: string | undefined; note: string },
): Promise<void> {
  const staff = demandStaff(act.actor, "bring-bank-file");
  const line = await findLine(act.tx, input.lineId);
  if (line === undefined || line.finding === "booked") throw notFound();
  const paymentId = input.action === "book" ? await paymentFor(act, line.paymentId, input.number) : undefined;
  await insertDecision(act.tx, {
    lineId: line.id,
    action: input.action,
    paymentId,
    note: input.note,
    by: staff,
    at: act.now,
  });
  await audit(act, { what: "payment.line-proposed", subject: `money-line/${line.id}`, reason: input.note });
}

async function paymentFor(act: Act, own: string | undefined, number: string | undefined): Promise<string> {
  const typed = number?.replace(/[-\s]/g, "");
  const named = typed === undefined ? own : (await listPaymentsByNumber(act.tx, [typed])).get(typed);
  if (named === undefined) throw new Refusal("payment.staff-unknown-slip", { status: 422, field: "number" });
  return named;
}

/** Somebody else agrees: the money is booked, or the line is closed. Refused if it is the same person, by constraint. */
export async function approveLine(act: Act, { lineId }: { lineId: string }): Promise<void> {
  const staff = demandStaff(act.actor, "approve-money");
  const line = await findLine(act.tx, lineId);
  if (line?.decision === undefined) throw notFound();
  const { action, paymentId } = line.decision;
  const payment = paymentId === undefined ? undefined : await lockPayment(act.tx, paymentId);
  if (!(await approveDecisionRow(act.tx, lineId, { ...staff, at: act.now })))
    throw new Refusal("payment.staff-decided");
  if (action === "book") {
    if (payment === undefined) throw notFound();
    const isOver = isPaid(payment.state) || payment.replacedBy !== undefined;
    if (!isOver && line.amount < payment.amount) throw new Refusal("payment.staff-too-little");
    await recordBankCharge(act, payment, { id: line.id, amount: line.amount, paidOn: line.paidOn, method: "invoice" });
  }
  await audit(act, { what: "payment.line-approved", subject: `money-line/${lineId}`, counts: { yen: line.amount } });
}

/** Takes back what was proposed; whoever proposed it, or who was to approve. */
export async function dropProposal(act: Act, { lineId }: { lineId: string }): Promise<void> {
  demandStaff(act.actor, "approve-money");
  if (!(await deleteDecision(act.tx, lineId))) throw notFound();
  await audit(act, { what: "payment.line-proposal-dropped", subject: `money-line/${lineId}` });
}
