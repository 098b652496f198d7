import { z } from "zod";
import type { LockEvent } from "../../modules/door/types.ts";
import type { RemoteLockClient } from "./client.ts";

const event = z.object({
  id: z.string(),
  type: z.string(),
  attributes: z.object({
    status: z.string().nullish(),
    occurred_at: z.iso.datetime({ offset: true }),
    method: z.string().nullish(),
    publisher_id: z.string(),
    associated_resource_id: z.string().nullish(),
  }),
});
const page = z.object({ data: z.array(z.unknown()), meta: z.object({ total_pages: z.number() }) });

/**
 * What happened since then, oldest first. The service has its list with the newest first; the PIN that stands in an event is
 * left out by the parser and never kept.
 */
export async function listEventsSince(
  client: RemoteLockClient,
  holderOf: (personId: string, lockId: string) => Promise<string | undefined>,
  since: Date,
): Promise<LockEvent[]> {
  const events: LockEvent[] = [];
  for (let number = 1, pages = 1; number <= Math.min(pages, mostPages); number++) {
    const { data } = await client.ask("GET", `/events?per_page=50&page=${number}`, "events");
    const read = page.safeParse(data);
    if (!read.success) break;
    pages = read.data.meta.total_pages;
    let isPast = false;
    for (const raw of read.data.data) {
      // One event of a kind that we do not know must not hide the others.
      const one = event.safeParse(raw);
      if (!one.success) continue;
      isPast ||= new Date(one.data.attributes.occurred_at) < since;
      if (isPast) break;
      const told = await toLockEvent(one.data, holderOf);
      if (told !== undefined) events.push(told);
    }
    if (isPast) break;
  }
  return events.reverse();
}

const mostPages = 20;

async function toLockEvent(
  { id, type, attributes }: z.output<typeof event>,
  holderOf: (personId: string, lockId: string) => Promise<string | undefined>,
): Promise<LockEvent | undefined> {
  const { publisher_id: address, associated_resource_id: personId, method, status } = attributes;
  const common = { address, at: new Date(attributes.occurred_at) };
  switch (type) {
    case "unlocked_event": {
      const by = method === "pin" ? "keypad" : method === "manual" ? "inside" : "other";
      const holder = personId ? await holderOf(personId, address) : undefined;
      return {
        ...common,
        kind: "operated",
        eventId: id,
        operation: "unlocked",
        by,
        ...(holder === undefined ? {} : { holder }),
      };
    }
    case "access_denied_event":
      return { ...common, kind: "operated", eventId: id, operation: "refused", by: "keypad" };
    case "access_person_synced_event":
      return { ...common, kind: "synced" };
    case "connectivity_event":
      return { ...common, kind: "availability", reachable: status !== "failed" };
    default:
      return undefined;
  }
}
