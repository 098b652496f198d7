import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../kernel/time/clock.ts";

/** What a lock has in its own memory; it opens by that, whatever the cloud says. */
type Kept = { readonly personId: string; readonly pin: string; readonly startsAt: string; readonly endsAt: string };
type Person = {
  readonly id: string;
  name: string;
  pin: string;
  startsAt: string;
  endsAt: string;
  isDeactivated: boolean;
  accesses: Map<string, { readonly lockId: string; isPending: boolean }>;
};
type Lock = { readonly id: string; memory: Kept[]; connectedAt: Date; isOffline: boolean; power: number };

/**
 * The cloud and its locks as the public description and those who use it say that they behave: a token of two hours, a media
 * type, 120 questions a minute, a PIN that others have is refused (422) or replaced in silence (201), locks that fetch at
 * their heartbeat, webhooks that are switched off when their address fails. For tests; runs nowhere else.
 */
export async function startRemoteLockStandIn(options: {
  readonly clock: Clock;
  /** Local times of the zone of the locks, as the service keeps them. */
  readonly localTime: (instant: Date) => string;
  readonly locks: readonly string[];
  readonly whenTaken?: "refuse" | "replace";
  readonly perMinute?: number;
}) {
  const { clock, localTime, whenTaken = "refuse", perMinute = 120 } = options;
  const people = new Map<string, Person>();
  const locks = new Map<string, Lock>(
    options.locks.map((id) => [id, { id, memory: [], connectedAt: clock.now(), isOffline: false, power: 84 }]),
  );
  const events: object[] = [];
  const subscribers = new Map<string, { url: string; active: boolean }>();
  const tokens = new Map<string, number>();
  const seen: { method: string; path: string; accept: string | undefined }[] = [];
  let isDown = false;
  let asked: number[] = [];

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { pathname: path, searchParams } = new URL(request.url ?? "/", address);
    const method = request.method ?? "GET";
    seen.push({ method, path, accept: request.headers.accept });
    const say = (status: number, body?: object, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(body === undefined ? "" : JSON.stringify(body));
    if (isDown) return void say(503, {});
    if (path === "/oauth/token") return void sign(text, say);
    if (!(request.headers.accept ?? "").startsWith("application/vnd.lockstate")) return void say(406, {});
    const word = (request.headers.authorization ?? "").replace("Bearer ", "");
    if ((tokens.get(word) ?? 0) <= +clock.now()) return void say(401, {});
    asked = asked.filter((at) => at > +clock.now() - 60_000);
    if (asked.length >= perMinute) {
      const reset = String(Math.ceil(((asked[0] ?? 0) + 60_000) / 1000));
      return void say(429, { message: "Your account has exceeded the rate limit." }, { "x-ratelimit-reset": reset });
    }
    asked.push(+clock.now());
    const body = text === "" ? {} : (JSON.parse(text) as { type?: string; attributes?: Record<string, string> });
    route(method, path.split("/").slice(1), searchParams, body.attributes ?? {}, say);
  }

  type Say = (status: number, body?: object) => unknown;

  function sign(text: string, say: Say): unknown {
    const form = new URLSearchParams(text);
    if (form.get("client_id") !== "id" || form.get("client_secret") !== "secret") return say(401, {});
    const word = randomBytes(8).toString("hex");
    tokens.set(word, +clock.now() + 7_200_000);
    return say(200, { access_token: word, token_type: "Bearer", expires_in: 7200 });
  }

  function route(
    method: string,
    [first, id, second, sub]: readonly string[],
    query: URLSearchParams,
    given: Record<string, unknown>,
    say: Say,
  ): unknown {
    const name = `${method} ${first}${id === undefined ? "" : "/:id"}${second === undefined ? "" : `/${second}`}${sub === undefined ? "" : "/:id"}`;
    const person = people.get(id ?? "");
    switch (name) {
      case "GET access_persons":
        return page([...people.values()].filter((one) => isLive(one)).map(toJson), query, say);
      case "POST access_persons":
        return createPerson(given, say);
      case "GET access_persons/:id":
        return person === undefined ? say(404, {}) : say(200, { data: toJson(person) });
      case "PUT access_persons/:id":
        if (person === undefined || !isLive(person)) return say(404, {});
        person.startsAt = String(given["starts_at"] ?? person.startsAt);
        person.endsAt = String(given["ends_at"] ?? person.endsAt);
        for (const access of person.accesses.values()) access.isPending = true;
        return say(200, { data: toJson(person) });
      case "PUT access_persons/:id/deactivate":
        if (person === undefined) return say(404, {});
        person.isDeactivated = true;
        return say(200, { data: toJson(person) });
      case "GET access_persons/:id/accesses":
        return person === undefined
          ? say(404, {})
          : page(
              [...person.accesses].map(([accessId, access]) => accessJson(accessId, access)),
              query,
              say,
            );
      case "POST access_persons/:id/accesses": {
        const lockId = String(given["accessible_id"]);
        if (person === undefined || !locks.has(lockId)) return say(404, {});
        const access = { lockId, isPending: true };
        const accessId = randomUUID();
        person.accesses.set(accessId, access);
        return say(201, { data: accessJson(accessId, access) });
      }
      case "DELETE access_persons/:id/accesses/:id":
        person?.accesses.delete(sub ?? "");
        return say(204);
      case "GET devices":
        return page(
          [...locks.keys()].map((lockId) => ({ id: lockId, type: "lock", attributes: {} })),
          query,
          say,
        );
      case "GET devices/:id": {
        const lock = locks.get(id ?? "");
        if (lock === undefined) return say(404, {});
        const { connectedAt, power, isOffline } = lock;
        const attributes = { connected: !isOffline, connected_at: connectedAt, state: "locked", power_level: power };
        return say(200, { data: { id, type: "lock", attributes } });
      }
      case "GET events":
        return page(events.toReversed(), query, say);
      case "GET notification_subscribers":
        return page(
          [...subscribers].map(([subscriberId, attributes]) => ({
            id: subscriberId,
            type: "webhook_notification_subscriber",
            attributes,
          })),
          query,
          say,
        );
      case "POST notification_subscribers": {
        const subscriberId = randomUUID();
        subscribers.set(subscriberId, { url: String(given["url"]), active: true });
        return say(201, { data: { id: subscriberId, type: "webhook_notification_subscriber", attributes: {} } });
      }
      case "PUT notification_subscribers/:id": {
        const subscriber = subscribers.get(id ?? "");
        if (subscriber === undefined) return say(404, {});
        subscriber.active = given["active"] === true;
        return say(200, {});
      }
      case "POST notification_subscriptions":
        return say(201, { data: { id: randomUUID() } });
      default:
        return say(404, {});
    }
  }

  const isLive = (person: Person) => !person.isDeactivated && person.endsAt > localTime(clock.now());
  const isTaken = (pin: string) => [...people.values()].some((person) => isLive(person) && person.pin === pin);

  function createPerson(given: Record<string, unknown>, say: Say): unknown {
    const asked = String(given["pin"]);
    if (isTaken(asked) && whenTaken === "refuse") {
      return say(422, { errors: { pin: ["has already been taken"] }, full_messages: ["PIN has already been taken"] });
    }
    const pin = isTaken(asked) ? String(Number(asked) + 1) : asked;
    const person: Person = {
      id: randomUUID(),
      name: String(given["name"]),
      pin,
      startsAt: String(given["starts_at"]),
      endsAt: String(given["ends_at"]),
      isDeactivated: false,
      accesses: new Map(),
    };
    people.set(person.id, person);
    return say(201, { data: toJson(person) });
  }

  function toJson({ id, name, pin, startsAt, endsAt, isDeactivated }: Person) {
    const now = localTime(clock.now());
    const status = isDeactivated ? "deactivated" : endsAt <= now ? "expired" : startsAt > now ? "upcoming" : "current";
    return { id, type: "access_guest", attributes: { name, pin, status, starts_at: startsAt, ends_at: endsAt } };
  }

  function accessJson(id: string, { lockId, isPending }: { lockId: string; isPending: boolean }) {
    return {
      id,
      type: "access_person_access",
      attributes: {
        accessible_id: lockId,
        accessible_type: "lock",
        devices_count: 1,
        devices_synced_count: isPending ? 0 : 1,
        devices_pending_sync_count: isPending ? 1 : 0,
        devices_failed_sync_count: 0,
      },
    };
  }

  function page(all: readonly object[], query: URLSearchParams, say: Say): unknown {
    const size = Math.min(50, Number(query.get("per_page") ?? 25));
    const number = Number(query.get("page") ?? 1);
    const data = all.slice((number - 1) * size, number * size);
    return say(200, {
      data,
      meta: { page: number, per_page: size, total_pages: Math.max(1, Math.ceil(all.length / size)) },
    });
  }

  function tell(type: string, lockId: string, more: object = {}): void {
    const attributes = { source: "user", status: "succeeded", occurred_at: clock.now().toISOString(), ...more };
    events.push({
      id: randomUUID(),
      type,
      attributes: { ...attributes, publisher_id: lockId, publisher_type: "lock" },
    });
    for (const subscriber of subscribers.values()) {
      if (!subscriber.active) continue;
      fetch(subscriber.url, { method: "POST", body: "{}" }).then(
        ({ ok }) => {
          subscriber.active = ok;
        },
        () => {
          subscriber.active = false;
        },
      );
    }
  }

  return {
    address,
    seen,
    people,
    subscribers,
    setDown(down: boolean): void {
      isDown = down;
    },
    endTokens: () => tokens.clear(),
    setOffline: (lockId: string, isOffline: boolean) => Object.assign(locks.get(lockId) ?? {}, { isOffline }),
    /** The locks connect, fetch what was left for them and drop what was taken back. */
    heartbeat(): void {
      for (const lock of locks.values()) {
        if (lock.isOffline) continue;
        lock.connectedAt = clock.now();
        const own = [...people.values()].filter(
          (person) => isLive(person) && [...person.accesses.values()].some(({ lockId }) => lockId === lock.id),
        );
        lock.memory = own.map(({ id, pin, startsAt, endsAt }) => ({ personId: id, pin, startsAt, endsAt }));
        for (const person of own) {
          for (const access of person.accesses.values()) {
            if (access.lockId !== lock.id || !access.isPending) continue;
            access.isPending = false;
            tell("access_person_synced_event", lock.id, { associated_resource_id: person.id });
          }
        }
      }
    },
    /** Somebody types at the keypad; the lock goes by its own memory and clock. */
    type(lockId: string, pin: string): "opened" | "refused" {
      const now = localTime(clock.now());
      const found = locks
        .get(lockId)
        ?.memory.find((kept) => kept.pin === pin && kept.startsAt <= now && now < kept.endsAt);
      if (found === undefined) tell("access_denied_event", lockId, { pin });
      else tell("unlocked_event", lockId, { method: "pin", pin, associated_resource_id: found.personId });
      return found === undefined ? "refused" : "opened";
    },
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
