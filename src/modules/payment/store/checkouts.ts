import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { PaymentTables } from "../tables.ts";
import type { Konbini, ProviderState } from "../types.ts";

/** A page of a provider. asked: its address is not known yet · ready · over. */
export type Checkout = {
  readonly id: string;
  readonly paymentId: string;
  readonly state: "asked" | "ready" | "over";
  readonly provider: string | undefined;
  readonly reference: string | undefined;
  readonly url: string | undefined;
  readonly expiresAt: Date;
  readonly lastState: ProviderState | undefined;
  readonly isUnreachable: boolean;
};

export async function insertCheckout(
  tx: Tx,
  checkout: { id: string; paymentId: string; provider: string | undefined; expiresAt: Date; askedAt: Date },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.checkout")
    .values({
      id: checkout.id,
      payment_id: checkout.paymentId,
      provider: checkout.provider ?? null,
      expires_at: checkout.expiresAt,
      asked_at: checkout.askedAt,
    })
    .execute();
}

const select = (db: Db | Tx) =>
  db
    .withTables<PaymentTables>()
    .selectFrom("payment.checkout")
    .select([
      "id",
      "payment_id",
      "state",
      "provider",
      "reference",
      "url",
      "expires_at",
      "last_state",
      "unreachable_at",
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

function checkoutOf(row: Row): Checkout {
  return {
    id: row.id,
    paymentId: row.payment_id,
    state: row.state,
    provider: row.provider ?? undefined,
    reference: row.reference ?? undefined,
    url: row.url ?? undefined,
    expiresAt: row.expires_at,
    lastState: row.last_state ?? undefined,
    isUnreachable: row.unreachable_at !== null,
  };
}

export async function findCheckout(db: Db | Tx, id: string): Promise<Checkout | undefined> {
  const row = await select(db).where("id", "=", id).executeTakeFirst();
  return row && checkoutOf(row);
}

export async function findCheckoutByReference(
  db: Db | Tx,
  provider: string,
  reference: string,
): Promise<Checkout | undefined> {
  const row = await select(db).where("provider", "=", provider).where("reference", "=", reference).executeTakeFirst();
  return row && checkoutOf(row);
}

export async function findLiveCheckout(db: Db | Tx, paymentId: string): Promise<Checkout | undefined> {
  const row = await select(db)
    .where("payment_id", "=", paymentId)
    .where("state", "in", ["asked", "ready"])
    .executeTakeFirst();
  return row && checkoutOf(row);
}

/** The page that was asked for last, live or not. */
export async function findLastCheckout(db: Db | Tx, paymentId: string): Promise<Checkout | undefined> {
  const row = await select(db)
    .where("payment_id", "=", paymentId)
    .orderBy("asked_at", "desc")
    .orderBy(({ eb }) => eb("state", "=", "over"))
    .limit(1)
    .executeTakeFirst();
  return row && checkoutOf(row);
}

/** Keeps what the provider gave; a page that is over stays over. */
export async function saveCheckoutPage(
  tx: Tx,
  id: string,
  page: { provider: string; reference: string; url: string },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .updateTable("payment.checkout")
    .set({
      provider: page.provider,
      reference: page.reference,
      url: page.url,
      unreachable_at: null,
      state: sql<Checkout["state"]>`case when state = 'asked' then 'ready' else state end`,
    })
    .where("id", "=", id)
    .execute();
}

export async function saveUnreachable(tx: Tx, id: string, at: Date | null): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .updateTable("payment.checkout")
    .set({ unreachable_at: at })
    .where("id", "=", id)
    .where("state", "=", "asked")
    .execute();
}

export async function saveReading(
  tx: Tx,
  id: string,
  reading: { state: ProviderState; konbini: Konbini | undefined; at: Date },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .updateTable("payment.checkout")
    .set({
      last_state: reading.state,
      read_at: reading.at,
      ...(reading.konbini && {
        konbini_number: reading.konbini.number,
        konbini_until: reading.konbini.until,
        konbini_url: reading.konbini.url ?? null,
      }),
    })
    .where("id", "=", id)
    .execute();
}

/** Ends the payment's live page, if it has one, and gives it as it was. */
export async function endLiveCheckout(tx: Tx, paymentId: string): Promise<Checkout | undefined> {
  const live = await findLiveCheckout(tx, paymentId);
  if (live === undefined) return undefined;
  await tx
    .withTables<PaymentTables>()
    .updateTable("payment.checkout")
    .set({ state: "over" })
    .where("id", "=", live.id)
    .execute();
  return live;
}

/**
 * Pages that are read again at night: all that are live, and those over since `since`, because a message may have been
 * lost and money may come late.
 */
export async function listCheckoutsToReconcile(db: Db | Tx, since: Date): Promise<string[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.checkout")
    .select("id")
    .where("reference", "is not", null)
    .where((where) => where.or([where("state", "=", "ready"), where("asked_at", ">=", since)]))
    .orderBy("asked_at")
    .execute();
  return rows.map(({ id }) => id);
}

/** Pages of which the provider itself could not say whether money moved. */
export async function listUncertainCheckouts(db: Db | Tx, since: Date): Promise<string[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.checkout")
    .select("id")
    .where("reference", "is not", null)
    .where("last_state", "=", "unknown")
    .where("asked_at", ">=", since)
    .execute();
  return rows.map(({ id }) => id);
}
