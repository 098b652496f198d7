import { z } from "zod";
import type { RemoteLockClient } from "./client.ts";

const subscriber = z.object({
  id: z.string(),
  type: z.string(),
  attributes: z.object({ url: z.string().nullish(), active: z.boolean().nullish() }),
});
const subscribers = z.object({ data: z.array(z.unknown()) });
const made = z.object({ data: z.object({ id: z.string() }) });

/** What is worth ringing for; we ask what it was by ourselves. */
export const rungFor = ["unlocked", "access_denied", "access_person_synced", "connectivity"] as const;

/**
 * Asks the service to ring at `url` when something happens. It stops ringing by itself at an address that failed for a
 * while: then it is asked again. Done at each start; what is there already stays.
 */
export async function keepWebhook(
  client: RemoteLockClient,
  { url, secret, locks }: { url: string; secret: string; locks: readonly string[] },
): Promise<void> {
  const { data } = await client.ask("GET", "/notification_subscribers?per_page=50", "webhook");
  const list = subscribers.safeParse(data);
  const known = (list.success ? list.data.data : [])
    .flatMap((raw) => subscriber.safeParse(raw).data ?? [])
    .find(({ type, attributes }) => type === "webhook_notification_subscriber" && attributes.url === url);
  if (known !== undefined) {
    if (known.attributes.active !== false) return;
    await client.ask("PUT", `/notification_subscribers/${known.id}`, "webhook", { attributes: { active: true } });
    return;
  }
  const attributes = { active: true, name: "machimigaki", url, content_type: "json", secret };
  const body = { type: "webhook_notification_subscriber", attributes };
  const said = made.safeParse((await client.ask("POST", "/notification_subscribers", "webhook", body)).data);
  if (!said.success) return;
  for (const lock of locks) {
    await client.ask("POST", "/notification_subscriptions", "webhook", {
      attributes: {
        events: rungFor.map((event_type) => ({ event_type })),
        publisher_type: "lock",
        publisher_id: lock,
        subscriber_type: "webhook_notification_subscriber",
        subscriber_id: said.data.data.id,
      },
    });
  }
}
