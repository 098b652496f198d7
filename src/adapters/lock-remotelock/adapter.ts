import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Log } from "../../kernel/log.ts";
import { civilDateOf, wallTimeOf } from "../../kernel/time/instant.ts";
import { type LockAdapter, type LockEvent, LockFailure } from "../../modules/door/types.ts";
import { type RemoteLockAccount, remoteLockClient } from "./client.ts";
import { listEventsSince } from "./events.ts";
import { guestsOf } from "./people.ts";
import { keepWebhook } from "./webhook.ts";

export type RemoteLockOptions = RemoteLockAccount & {
  readonly log: Log;
  /** The zone in which the locks stand: times go without an offset. */
  readonly zone: string;
  /** Our address at which the service may ring, with the secret that it wants to be given; without it we ask each minute. */
  readonly webhook?: { readonly url: string; readonly secret: string } | undefined;
  readonly askEveryMs?: number;
};

const device = z.object({
  data: z.object({
    attributes: z.object({
      connected: z.boolean().nullish(),
      connected_at: z.iso.datetime({ offset: true }).nullish(),
      state: z.string().nullish(),
      power_level: z.number().nullish(),
    }),
  }),
});
const devices = z.object({ data: z.array(z.object({ id: z.string(), type: z.string() })) });

/**
 * Wi-Fi locks of RemoteLOCK through its cloud. A code is a person there, with times and an access for each lock; the lock
 * fetches it at its next heartbeat. So nothing is opened from afar, and nothing counts as done before the lock has it.
 */
export function remoteLocks(options: RemoteLockOptions): LockAdapter {
  const { clock, log, zone, webhook, askEveryMs = 60_000 } = options;
  const client = remoteLockClient(options);
  const localTime = (instant: Date) => `${civilDateOf(instant, zone)}T${wallTimeOf(instant, zone)}:00`;
  const guests = guestsOf(client, localTime);
  /** When an access was taken back: the lock has heard of it when it was connected after that. */
  const withdrawnAt = new Map<string, Date>();

  async function readDevice(address: string) {
    const { status, data } = await client.ask("GET", `/devices/${encodeURIComponent(address)}`, address);
    const read = device.safeParse(data);
    if (status === 404 || !read.success) throw new LockFailure("unreachable", address);
    return read.data.data.attributes;
  }

  const refuse = async (address: string) => {
    throw new LockFailure("refused", address);
  };

  const locks: LockAdapter = {
    async setCode(place) {
      const { code, enabled, during } = place;
      const found = await guests.find(place);
      if (found !== undefined && found.pin !== code) await guests.deactivate(place, found);
      const isNew = found === undefined || found.pin !== code;
      const guest = isNew ? await guests.create(place, code, during) : found;
      if (!isNew && !guests.hasTimes(guest, during)) await guests.reschedule(place, guest, during);
      withdrawnAt.delete(keyOf(place));
      const access = (await guests.listAccesses(place, guest)).find(({ lockId }) => lockId === place.address);
      if (!enabled) {
        if (access !== undefined) await guests.withdraw(place, guest, access);
        return;
      }
      if (access === undefined) await guests.grant(place, guest);
      const now = (await guests.listAccesses(place, guest)).find(({ lockId }) => lockId === place.address);
      if (now === undefined || now.isFailed) throw new LockFailure("refused", place.address);
      if (now.isPending) throw new LockFailure("not-yet", place.address);
    },

    async clearCode(place) {
      const guest = await guests.find(place);
      if (guest !== undefined) {
        const accesses = await guests.listAccesses(place, guest);
        const own = accesses.find(({ lockId }) => lockId === place.address);
        if (own !== undefined) {
          await guests.withdraw(place, guest, own);
          withdrawnAt.set(keyOf(place), clock.now());
        }
        if (accesses.every(({ lockId }) => lockId === place.address)) await guests.deactivate(place, guest);
      }
      // Gone from the service; the lock opens to it until its next heartbeat.
      const since = withdrawnAt.get(keyOf(place));
      if (since === undefined) return;
      const { connected_at: heardAt } = await readDevice(place.address);
      if (heardAt == null || new Date(heardAt) < since) throw new LockFailure("not-yet", place.address);
      withdrawnAt.delete(keyOf(place));
    },

    async readCode(place) {
      const guest = await guests.find(place);
      if (guest === undefined) return "absent";
      const access = (await guests.listAccesses(place, guest)).find(({ lockId }) => lockId === place.address);
      const isThere = access !== undefined && !access.isPending && !access.isFailed;
      return isThere && guests.hasTimes(guest, place.during) ? "enabled" : "disabled";
    },

    unlock: refuse,
    lock: refuse,
    holdOpen: refuse,
    release: refuse,

    async readState(address) {
      const { connected, state, power_level: power } = await readDevice(address);
      if (connected === false) throw new LockFailure("unreachable", address);
      const lockState = state === "locked" || state === "unlocked" ? state : "unknown";
      return { lockState, ...(power == null ? {} : { batteryPercent: Math.min(100, Math.max(0, Math.round(power))) }) };
    },

    listEvents: (since) => listEventsSince(client, guests.holderOf, since),

    async onEvent(callback) {
      const stopping = new AbortController();
      const going = hear(callback, stopping.signal);
      return {
        async stop() {
          stopping.abort();
          await going;
        },
      };
    },
    close: async () => {},
  };

  /** Asks each minute, from a quarter of an hour before the start on; what was told before has the same name. */
  async function hear(callback: (event: LockEvent) => Promise<void>, signal: AbortSignal): Promise<void> {
    if (webhook !== undefined) await subscribe(webhook);
    let since = new Date(+clock.now() - overlapMs);
    const told = new Set<string>();
    while (!signal.aborted) {
      try {
        const askedAt = clock.now();
        for (const event of await listEventsSince(client, guests.holderOf, since)) {
          const name = event.kind === "operated" ? event.eventId : `${event.kind} ${event.address} ${+event.at}`;
          if (told.has(name)) continue;
          await callback(event);
          told.add(name);
        }
        since = new Date(+askedAt - overlapMs);
        if (told.size > 5_000) told.clear();
      } catch (error) {
        log.warn("lock.remotelock.not-heard", { error: error instanceof Error ? error.message : "" });
      }
      await wait(askEveryMs, undefined, { signal }).catch(() => {});
    }
  }

  async function subscribe({ url, secret }: { url: string; secret: string }): Promise<void> {
    try {
      const read = devices.safeParse((await client.ask("GET", "/devices?per_page=50", "devices")).data);
      const own = read.success ? read.data.data.filter(({ type }) => type === "lock").map(({ id }) => id) : [];
      await keepWebhook(client, { url, secret, locks: own });
    } catch (error) {
      // Without the bell we ask each minute.
      log.warn("lock.remotelock.no-webhook", { error: error instanceof Error ? error.message : "" });
    }
  }

  return locks;
}

/** Events reach the service up to a heartbeat late. */
const overlapMs = 30 * 60_000;

const keyOf = ({ address, holder }: { address: string; holder: string }) => `${address} ${holder}`;
