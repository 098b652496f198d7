import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { NoticeTables } from "../tables.ts";
import type { DeliveryState } from "../types.ts";

export type Delivery = {
  readonly round: number;
  readonly try: number;
  readonly at: Date;
  readonly state: DeliveryState;
  readonly reply: string;
};

export async function insertDelivery(tx: Tx, messageId: string, delivery: Delivery): Promise<void> {
  await tx
    .withTables<NoticeTables>()
    .insertInto("notice.delivery")
    .values({ message_id: messageId, ...delivery })
    .execute();
}

/** In the order in which they happened. */
export function listDeliveries(db: Db | Tx, messageId: string): Promise<Delivery[]> {
  return db
    .withTables<NoticeTables>()
    .selectFrom("notice.delivery")
    .select(["round", "try", "at", "state", "reply"])
    .where("message_id", "=", messageId)
    .orderBy("id")
    .execute();
}

/** Mails that a server took over in the half-open range. */
export async function countSent(db: Db | Tx, during: { from: Date; until: Date }): Promise<number> {
  const { count } = await db
    .withTables<NoticeTables>()
    .selectFrom("notice.delivery")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("state", "=", "sent")
    .where("at", ">=", during.from)
    .where("at", "<", during.until)
    .executeTakeFirstOrThrow();
  return count;
}
