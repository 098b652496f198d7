import type { Db, Tx } from "../../../kernel/db/types.ts";
import { receiptNumber } from "../rules/cash.ts";
import { standingOf } from "../rules/standing.ts";
import type { PaymentTables } from "../tables.ts";
import type { PaymentView, PayWay, Subject } from "../types.ts";

const select = (db: Db | Tx) =>
  db
    .withTables<PaymentTables>()
    .selectFrom("payment.payment as payment")
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom("payment.checkout as checkout")
          .select([
            "checkout.state as checkout_state",
            "checkout.url",
            "checkout.expires_at",
            "checkout.last_state",
            "checkout.read_at",
            "checkout.unreachable_at",
            "checkout.konbini_number",
            "checkout.konbini_until",
            "checkout.konbini_url",
          ])
          .whereRef("checkout.payment_id", "=", "payment.id")
          .orderBy("checkout.asked_at", "desc")
          .orderBy(({ eb }) => eb("checkout.state", "=", "over"))
          .limit(1)
          .as("checkout"),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom("payment.entry as charge")
          .select(["charge.receipt_year", "charge.receipt_number"])
          .whereRef("charge.payment_id", "=", "payment.id")
          .where("charge.kind", "=", "charge")
          .orderBy("charge.receipt_year")
          .orderBy("charge.receipt_number")
          .limit(1)
          .as("charge"),
      (join) => join.onTrue(),
    )
    .selectAll(["payment", "checkout", "charge"]);

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

function viewOf(row: Row): PaymentView {
  const { state } = row;
  const isReady = row.checkout_state === "ready" && (state === "open" || state === "pending");
  return {
    id: row.id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    payerId: row.payer_id ?? undefined,
    state,
    method: row.method ?? undefined,
    amount: row.amount,
    charged: row.charged,
    refunded: row.refunded,
    refunding: row.refunding,
    description: row.description,
    lines: row.lines,
    deposit: row.deposit,
    depositHeld: row.deposit_taken - row.deposit_back - row.deposit_kept,
    depositKept: row.deposit_kept,
    online: row.online,
    ways: row.ways as PayWay[],
    supplements: row.supplements ?? undefined,
    replacedBy: row.replaced_by ?? undefined,
    dueAt: row.due_at,
    owedBy: row.owed_by ?? undefined,
    openedAt: row.opened_at,
    paidAt: row.paid_at ?? undefined,
    returnPath: row.return_path,
    staffPath: row.staff_path ?? undefined,
    checkoutUrl: isReady ? (row.url ?? undefined) : undefined,
    checkout: standingOf({
      state: row.checkout_state ?? undefined,
      lastState: row.last_state ?? undefined,
      isUnreachable: row.unreachable_at !== null,
    }),
    readAt: row.read_at ?? undefined,
    konbini:
      row.konbini_number !== null && row.konbini_until !== null
        ? {
            number: row.konbini_number,
            until: row.konbini_until,
            ...(row.konbini_url === null ? {} : { url: row.konbini_url }),
          }
        : undefined,
    receiptNumber:
      row.receipt_year !== null && row.receipt_number !== null
        ? receiptNumber(row.receipt_year, row.receipt_number)
        : undefined,
  };
}

export async function findPayment(db: Db | Tx, id: string): Promise<PaymentView | undefined> {
  const row = await select(db).where("payment.id", "=", id).executeTakeFirst();
  return row && viewOf(row);
}

/** The payment of a subject that was opened last; no supplement and none that was replaced. */
export async function findPaymentOf(db: Db | Tx, subject: Subject): Promise<PaymentView | undefined> {
  const row = await select(db)
    .where("payment.subject_kind", "=", subject.kind)
    .where("payment.subject_id", "=", subject.id)
    .where("payment.supplements", "is", null)
    .where("payment.replaced_by", "is", null)
    .orderBy("payment.opened_at", "desc")
    .orderBy(({ eb }) => eb("payment.state", "in", ["open", "pending"]), "desc")
    .limit(1)
    .executeTakeFirst();
  return row && viewOf(row);
}

/** All payments of a subject that count, in their order: the first one and its supplements, none that was replaced. */
export async function listPaymentsFor(db: Db | Tx, subject: Subject): Promise<PaymentView[]> {
  const rows = await select(db)
    .where("payment.subject_kind", "=", subject.kind)
    .where("payment.subject_id", "=", subject.id)
    .where("payment.replaced_by", "is", null)
    .orderBy(({ eb }) => eb("payment.supplements", "is not", null))
    .orderBy("payment.opened_at")
    .orderBy("payment.id")
    .execute();
  return rows.map(viewOf);
}

export async function listPaymentsOf(db: Db | Tx, personId: string, limit = 100): Promise<PaymentView[]> {
  const rows = await select(db)
    .where("payment.payer_id", "=", personId)
    .orderBy("payment.opened_at", "desc")
    .limit(limit)
    .execute();
  return rows.map(viewOf);
}
