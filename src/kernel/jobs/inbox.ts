import type { Act } from "../act.ts";
import type { KernelTables } from "../db/tables.ts";

/** Notes a partner's event; true the first time only. The caller then acts by re-reading the partner, never by the event. */
export async function receive(act: Act, party: string, eventId: string): Promise<boolean> {
  const result = await act.tx
    .withTables<KernelTables>()
    .insertInto("kernel.inbox")
    .values({ party, event_id: eventId, received_at: act.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}
