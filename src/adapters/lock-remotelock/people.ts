import { z } from "zod";
import type { CodePlace, Window } from "../../modules/door/types.ts";
import { LockFailure } from "../../modules/door/types.ts";
import type { RemoteLockClient } from "./client.ts";

/** An access person of the service: one code with its times, for as many locks as it has accesses. */
export type Guest = {
  readonly id: string;
  readonly name: string;
  readonly pin: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
};

export type Access = {
  readonly id: string;
  readonly lockId: string;
  readonly isPending: boolean;
  readonly isFailed: boolean;
};

/** Each holder is known by a name of ours, so that what was begun and not written down is found again. */
export const namePrefix = "machimigaki ";

const person = z.object({
  id: z.string(),
  attributes: z.object({
    name: z.string(),
    pin: z.string().nullish(),
    starts_at: z.string().nullish(),
    ends_at: z.string().nullish(),
  }),
});
const access = z.object({
  id: z.string(),
  attributes: z.object({
    accessible_id: z.string(),
    devices_pending_sync_count: z.number(),
    devices_failed_sync_count: z.number(),
  }),
});
const onePerson = z.object({ data: person });
const people = z.object({ data: z.array(person), meta: z.object({ total_pages: z.number() }) });
const accesses = z.object({ data: z.array(access) });

const toGuest = ({ id, attributes }: z.output<typeof person>): Guest => ({
  id,
  name: attributes.name,
  pin: attributes.pin ?? null,
  startsAt: (attributes.starts_at ?? "").slice(0, 19),
  endsAt: (attributes.ends_at ?? "").slice(0, 19),
});

export function guestsOf(client: RemoteLockClient, localTime: (instant: Date) => string) {
  const known = new Map<string, string>();

  /** By the id that we remember, else by name through all pages. */
  async function find({ holder, address }: CodePlace): Promise<Guest | undefined> {
    const id = known.get(holder);
    const remembered = id === undefined ? undefined : await read(id, address);
    if (remembered !== undefined) return remembered;
    known.delete(holder);
    for (let page = 1, pages = 1; page <= pages; page++) {
      const query = `type[]=access_guest&attributes[status][]=current&attributes[status][]=upcoming&per_page=50&page=${page}`;
      const { data } = await client.ask("GET", `/access_persons?${query}`, address);
      const read = people.safeParse(data);
      if (!read.success) throw new LockFailure("no-answer", address);
      pages = read.data.meta.total_pages;
      const found = read.data.data.map(toGuest).find(({ name }) => name === namePrefix + holder);
      if (found === undefined) continue;
      known.set(holder, found.id);
      return found;
    }
    return undefined;
  }

  async function read(id: string, address: string): Promise<Guest | undefined> {
    const { status, data } = await client.ask("GET", `/access_persons/${id}`, address);
    const isActive = z.object({
      data: z.object({ attributes: z.object({ status: z.enum(["current", "upcoming"]) }) }),
    });
    const guest = onePerson.safeParse(data);
    return status === 200 && guest.success && isActive.safeParse(data).success ? toGuest(guest.data.data) : undefined;
  }

  const times = ({ from, until }: Window) => ({ starts_at: localTime(from), ends_at: localTime(until) });

  /**
   * Never repeated blindly: whoever asks looks for the name first. If the service gives another PIN than was asked for,
   * which it does without a word, the person is put out again.
   */
  async function create(place: CodePlace, pin: string, during: Window): Promise<Guest> {
    const { address, holder } = place;
    const attributes = { name: namePrefix + holder, pin, ...times(during) };
    const said = await client.ask("POST", "/access_persons", address, { type: "access_guest", attributes });
    if (said.taken) throw new LockFailure("code-taken", address);
    const made = onePerson.safeParse(said.data);
    if (!made.success) throw new LockFailure("refused", address);
    const guest = toGuest(made.data.data);
    if (guest.pin !== pin) {
      await deactivate(place, guest);
      throw new LockFailure("code-taken", address);
    }
    known.set(holder, guest.id);
    return guest;
  }

  async function reschedule({ address }: CodePlace, guest: Guest, during: Window): Promise<void> {
    const said = await client.ask("PUT", `/access_persons/${guest.id}`, address, { attributes: times(during) });
    if (said.status !== 200) throw new LockFailure("refused", address);
  }

  async function deactivate({ address, holder }: CodePlace, { id }: Guest): Promise<void> {
    known.delete(holder);
    await client.ask("PUT", `/access_persons/${id}/deactivate`, address);
  }

  async function listAccesses({ address }: CodePlace, { id }: Guest): Promise<Access[]> {
    const { data } = await client.ask("GET", `/access_persons/${id}/accesses?per_page=50`, address);
    const read = accesses.safeParse(data);
    if (!read.success) throw new LockFailure("no-answer", address);
    return read.data.data.map(({ id: accessId, attributes }) => ({
      id: accessId,
      lockId: attributes.accessible_id,
      isPending: attributes.devices_pending_sync_count > 0,
      isFailed: attributes.devices_failed_sync_count > 0,
    }));
  }

  async function grant({ address }: CodePlace, { id }: Guest): Promise<void> {
    const said = await client.ask("POST", `/access_persons/${id}/accesses`, address, {
      attributes: { accessible_id: address, accessible_type: "lock" },
    });
    if (said.taken) throw new LockFailure("code-taken", address);
    if (said.status !== 201) throw new LockFailure("refused", address);
  }

  async function withdraw({ address }: CodePlace, { id }: Guest, { id: accessId }: Access): Promise<void> {
    await client.ask("DELETE", `/access_persons/${id}/accesses/${accessId}`, address);
  }

  const hasTimes = (guest: Guest, during: Window) => {
    const { starts_at, ends_at } = times(during);
    return guest.startsAt === starts_at && guest.endsAt === ends_at;
  };

  /** Whose code a person of the service is; undefined for people that others have entered there. */
  async function holderOf(id: string, address: string): Promise<string | undefined> {
    for (const [holder, guestId] of known) if (guestId === id) return holder;
    const { data } = await client.ask("GET", `/access_persons/${id}`, address);
    const read = onePerson.safeParse(data);
    const name = read.success ? read.data.data.attributes.name : "";
    return name.startsWith(namePrefix) ? name.slice(namePrefix.length) : undefined;
  }

  return { find, create, reschedule, deactivate, listAccesses, grant, withdraw, hasTimes, holderOf };
}
