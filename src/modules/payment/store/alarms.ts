import { randomUUID } from "node:crypto";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { PaymentTables } from "../tables.ts";
import type { AlarmKind, PaymentAlarm } from "../types.ts";

/** True the first time; while the same alarm is not settled, nothing is added. */
export async function insertAlarm(
  tx: Tx,
  alarm: { kind: AlarmKind; paymentId: string; about: string; at: Date },
): Promise<boolean> {
  const result = await tx
    .withTables<PaymentTables>()
    .insertInto("payment.alarm")
    .values({ id: randomUUID(), kind: alarm.kind, payment_id: alarm.paymentId, about: alarm.about, at: alarm.at })
    .onConflict((conflict) =>
      conflict.columns(["payment_id", "kind", "about"]).where("settled_at", "is", null).doNothing(),
    )
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function listAlarms(db: Db | Tx): Promise<PaymentAlarm[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.alarm")
    .select(["id", "kind", "payment_id", "at"])
    .where("settled_at", "is", null)
    .orderBy("at")
    .execute();
  return rows.map((row) => ({ id: row.id, kind: row.kind, paymentId: row.payment_id, at: row.at }));
}

/** Gives the payment it was about; undefined if there is no such alarm or it is settled. */
export async function settleAlarmRow(
  tx: Tx,
  id: string,
  by: { at: Date; person: string },
): Promise<{ paymentId: string; kind: AlarmKind } | undefined> {
  const row = await tx
    .withTables<PaymentTables>()
    .updateTable("payment.alarm")
    .set({ settled_at: by.at, settled_by: by.person })
    .where("id", "=", id)
    .where("settled_at", "is", null)
    .returning(["payment_id", "kind"])
    .executeTakeFirst();
  return row && { paymentId: row.payment_id, kind: row.kind };
}

/** What was alarming about this refund is over. */
export async function settleAlarmsAbout(tx: Tx, about: string, at: Date): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .updateTable("payment.alarm")
    .set({ settled_at: at })
    .where("about", "=", about)
    .where("settled_at", "is", null)
    .execute();
}

export async function countHookRejection(tx: Tx, provider: string, day: CivilDate): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.hook_rejection")
    .values({ provider, day, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(["provider", "day"])
        .doUpdateSet(({ eb }) => ({ count: eb("payment.hook_rejection.count", "+", 1) })),
    )
    .execute();
}

export async function sumHookRejections(db: Db | Tx, since: CivilDate): Promise<number> {
  const { sum } = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.hook_rejection")
    .select(({ fn }) => fn.sum<number | null>("count").as("sum"))
    .where("day", ">=", since)
    .executeTakeFirstOrThrow();
  return sum ?? 0;
}
