import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { Difference, DifferenceKind, Ledgered } from "../rules/comparison.ts";
import type { PaymentTables } from "../tables.ts";

export type Comparison = {
  readonly onDay: CivilDate;
  readonly asked: number;
  readonly answered: number;
  readonly silent: number;
};

/** Once a day; a second start on the same day asks again and counts anew. */
export async function beginComparison(tx: Tx, run: { onDay: CivilDate; at: Date; asked: number }): Promise<void> {
  const counts = { started_at: run.at, asked: run.asked, answered: 0, silent: 0 };
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.comparison")
    .values({ on_day: run.onDay, ...counts })
    .onConflict((conflict) => conflict.column("on_day").doUpdateSet(counts))
    .execute();
}

export async function countAnswer(tx: Tx, onDay: CivilDate, kind: "answered" | "silent"): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .updateTable("payment.comparison")
    .set(({ eb }) => (kind === "answered" ? { answered: eb("answered", "+", 1) } : { silent: eb("silent", "+", 1) }))
    .where("on_day", "=", onDay)
    .execute();
}

export async function listComparisons(db: Db | Tx, limit = 31): Promise<Comparison[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.comparison")
    .selectAll()
    .orderBy("on_day", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ on_day, asked, answered, silent }) => ({ onDay: on_day, asked, answered, silent }));
}

export type SeenDifference = Difference & {
  readonly checkoutId: string;
  readonly paymentId: string;
  readonly description: string;
  readonly provider: string;
  readonly reference: string;
  readonly firstOn: CivilDate;
  readonly lastOn: CivilDate;
};

export async function saveDifference(
  tx: Tx,
  seen: Difference & { readonly checkoutId: string; readonly onDay: CivilDate },
): Promise<void> {
  const { ours, theirs } = seen;
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.difference")
    .values({
      checkout_id: seen.checkoutId,
      kind: seen.kind,
      ours,
      theirs,
      first_on: seen.onDay,
      last_on: seen.onDay,
    })
    .onConflict((conflict) =>
      conflict.columns(["checkout_id", "kind"]).doUpdateSet({ ours, theirs, last_on: seen.onDay }),
    )
    .execute();
}

/** What was seen in the last comparison, or in none since: earlier differences that are gone are not among them. */
export async function listDifferences(db: Db | Tx, since: CivilDate, limit = 500): Promise<SeenDifference[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.difference as difference")
    .innerJoin("payment.checkout as checkout", "checkout.id", "difference.checkout_id")
    .innerJoin("payment.payment as payment", "payment.id", "checkout.payment_id")
    .select([
      "difference.checkout_id",
      "difference.kind",
      "difference.ours",
      "difference.theirs",
      "difference.first_on",
      "difference.last_on",
      "checkout.provider",
      "checkout.reference",
      "payment.id",
      "payment.description",
    ])
    .where("difference.last_on", ">=", since)
    .orderBy("difference.first_on")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    checkoutId: row.checkout_id,
    kind: row.kind as DifferenceKind,
    ours: row.ours,
    theirs: row.theirs,
    paymentId: row.id,
    description: row.description,
    provider: row.provider ?? "",
    reference: row.reference ?? "",
    firstOn: row.first_on,
    lastOn: row.last_on,
  }));
}

/** The ledger's charge for this page of a provider, and what of it went back or is on its way. */
export async function findLedgered(db: Db | Tx, provider: string, reference: string): Promise<Ledgered | undefined> {
  const tables = db.withTables<PaymentTables>();
  const charge = await tables
    .selectFrom("payment.entry")
    .select(["id", "amount"])
    .where("kind", "=", "charge")
    .where("provider", "=", provider)
    .where("reference", "=", reference)
    .executeTakeFirst();
  if (charge === undefined) return undefined;
  const refunds = await tables
    .selectFrom("payment.refund as refund")
    .leftJoin("payment.entry as entry", "entry.refund_id", "refund.id")
    .select(["refund.amount", "refund.state", "entry.provider"])
    .where("refund.charge_id", "=", charge.id)
    .execute();
  const sum = (list: typeof refunds) => list.reduce((total, { amount }) => total + amount, 0);
  return {
    amount: charge.amount,
    refunded: sum(refunds.filter((refund) => refund.provider !== null)),
    refunding: sum(refunds.filter(({ state }) => state === "asked" || state === "unknown")),
  };
}
