import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { addDays } from "../../kernel/time/civil-date.ts";
import { systemClock } from "../../kernel/time/clock.ts";
import { civilDateOf, instantOf } from "../../kernel/time/instant.ts";

/**
 * FOR TESTS ONLY: a server on the loopback that answers as KOMOJU's documentation says (doc.komoju.com: sessions,
 * payments, idempotent requests), as far as this adapter uses it. It keeps nothing and takes no money.
 */
export type Fault = "hang-after" | "fail-before" | "rate-limit";

type Refund = { id: string; amount: number; description: string };
type Payment = {
  id: string;
  resource: "payment";
  status: string;
  amount: number;
  currency: string;
  amount_refunded: number;
  payment_deadline: string | null;
  payment_details: Record<string, unknown> & { type: string };
  external_order_num: string;
  refunds: Refund[];
  session: string;
};
type Session = {
  id: string;
  resource: "session";
  status: "pending" | "completed" | "cancelled";
  amount: number;
  currency: string;
  session_url: string;
  payment: Payment | null;
  payment_methods: { type: string }[];
  order: string;
};
type Answer = { status: number; body: object };
export type SentEvent = { id: string; type: string; resource: "event"; data: { id: string; session?: string } };

export async function startKomojuStandIn(options: { secretKey: string; numberDays: number }) {
  const sessions = new Map<string, Session>();
  const saved = new Map<string, { answer: Answer | undefined }>();
  const faults: { on: string; how: Fault }[] = [];
  const events: SentEvent[] = [];
  let address = "";
  const id = () => randomBytes(12).toString("hex");
  const tell = (type: string, { id: payment, session }: Payment) =>
    void events.push({ id: id(), type, resource: "event", data: { id: payment, session } });

  const routes: [string, RegExp, (found: string, body: Body) => Answer][] = [
    ["POST", /^\/sessions$/, (_, body) => createSession(body)],
    ["GET", /^\/sessions\/([^/]+)$/, (found) => ok(get(found))],
    ["POST", /^\/sessions\/([^/]+)\/cancel$/, (found) => cancelSession(get(found))],
    ["POST", /^\/payments\/([^/]+)\/cancel$/, (found) => cancelPayment(getPayment(found))],
    ["POST", /^\/payments\/([^/]+)\/refund$/, (found, body) => refund(getPayment(found), body)],
  ];

  function createSession(body: Body): Answer {
    const order = String((body["payment_data"] as Body | undefined)?.["external_order_num"] ?? "");
    if ([...sessions.values()].some((session) => session.order === order)) throw new Refused(422, "duplicate order");
    const types = body["payment_types"] as string[];
    if (!Array.isArray(types) || types.length === 0) throw new Refused(422, "no payment types");
    const name = id();
    const session: Session = {
      id: name,
      resource: "session",
      status: "pending",
      amount: Number(body["amount"]),
      currency: String(body["currency"]),
      session_url: `${address}/sessions/${name}`,
      payment: null,
      payment_methods: types.map((type) => ({ type })),
      order,
    };
    sessions.set(name, session);
    return ok(session);
  }

  function cancelSession(session: Session): Answer {
    if (session.status !== "pending") throw new Refused(422, "the session is over");
    session.status = "cancelled";
    return ok(session);
  }

  function cancelPayment(payment: Payment): Answer {
    if (payment.status !== "pending" && payment.status !== "authorized") throw new Refused(422, "not cancellable");
    payment.status = "cancelled";
    tell("payment.cancelled", payment);
    return ok(payment);
  }

  function refund(payment: Payment, body: Body): Answer {
    const amount = Number(body["amount"]);
    if (payment.payment_details.type === "konbini" || payment.payment_details.type === "pay_easy")
      throw new Refused(422, "this payment method does not support refunds");
    if (payment.status !== "captured") throw new Refused(422, "nothing to refund");
    if (amount > payment.amount - payment.amount_refunded) throw new Refused(422, "more than the remaining amount");
    payment.refunds.push({ id: id(), amount, description: String(body["description"] ?? "") });
    payment.amount_refunded += amount;
    if (payment.amount_refunded === payment.amount) payment.status = "refunded";
    tell("payment.refund.created", payment);
    return ok(payment);
  }

  function get(found: string): Session {
    const session = sessions.get(found);
    if (session === undefined) throw new Refused(404, "not found");
    return session;
  }

  function getPayment(found: string): Payment {
    for (const { payment } of sessions.values()) if (payment?.id === found) return payment;
    throw new Refused(404, "not found");
  }

  /** As documented: the same key gives the same response; 409 until the first one is there. */
  async function answer(method: string, path: string, body: Body, key: string | undefined): Promise<Answer> {
    const route = routes.find(([verb, pattern]) => verb === method && pattern.test(path));
    if (route === undefined) throw new Refused(404, "no such address");
    const [, pattern, run] = route;
    const fault = takeFault(`${method} ${path}`);
    if (fault === "rate-limit") throw new Refused(429, "too many requests");
    if (fault === "fail-before") throw new Refused(502, "bad gateway");
    const found = pattern.exec(path)?.[1] ?? "";
    if (method === "GET" || key === undefined) return run(found, body);
    if (key.length > 100) throw new Refused(422, "the key is too long");
    const before = saved.get(key);
    if (before !== undefined && before.answer === undefined) throw new Refused(409, "the first request is in flight");
    if (before?.answer !== undefined) return before.answer;
    const entry: { answer: Answer | undefined } = { answer: undefined };
    saved.set(key, entry);
    await wait(5);
    try {
      entry.answer = structuredClone(run(found, body));
    } catch (error) {
      saved.delete(key);
      throw error;
    }
    if (fault === "hang-after") await wait(60_000, undefined, { ref: false });
    return entry.answer;
  }

  function takeFault(name: string): Fault | undefined {
    const index = faults.findIndex(({ on }) => name.startsWith(on));
    return index < 0 ? undefined : faults.splice(index, 1)[0]?.how;
  }

  const expected = `Basic ${Buffer.from(`${options.secretKey}:`).toString("base64")}`;
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://stand-in").pathname.replace(/^\/api\/v1/, "");
    const headers = { "content-type": "application/json" };
    try {
      const text = await bodyOf(request);
      if (request.headers.authorization !== expected) throw new Refused(401, "unauthorized");
      const body = text === "" ? {} : (JSON.parse(text) as Body);
      const key = request.headers["x-komoju-idempotency"]?.toString();
      const given = await answer(request.method ?? "GET", path, body, key);
      response.writeHead(given.status, headers).end(JSON.stringify(given.body));
    } catch (error) {
      const status = error instanceof Refused ? error.status : 500;
      response.writeHead(status, headers).end(JSON.stringify({ error: { code: "refused", message: String(error) } }));
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const complete = (url: string, type: string, status: string, more: Record<string, unknown> = {}): Payment => {
    const session = get(url.split("/").at(-1) ?? "");
    if (session.status !== "pending") throw new Error("this page is closed");
    if (!session.payment_methods.some((method) => method.type === type)) throw new Error(`no ${type} on this page`);
    const isLater = status === "authorized";
    const lastDay = addDays(civilDateOf(systemClock.now(), "Asia/Tokyo"), options.numberDays);
    const end = new Date(instantOf(addDays(lastDay, 1), "00:00", "Asia/Tokyo").getTime() - 1000);
    const payment: Payment = {
      id: id(),
      resource: "payment",
      status,
      amount: session.amount,
      currency: session.currency,
      amount_refunded: 0,
      payment_deadline: isLater ? end.toISOString() : null,
      payment_details: { type, ...more },
      external_order_num: session.order,
      refunds: [],
      session: session.id,
    };
    Object.assign(session, { status: "completed", payment });
    tell(`payment.${status}`, payment);
    return payment;
  };

  return {
    address,
    events,
    fail: (on: string, how: Fault) => void faults.push({ on, how }),
    forgetKeys: () => saved.clear(),
    typesOf: (reference: string) => get(reference).payment_methods.map(({ type }) => type),
    payBy: (url: string, type: "credit_card" | "paypay") => void complete(url, type, "captured"),
    /** The page tells the person; the session stays pending. */
    refuseCard(url: string) {
      if (get(url.split("/").at(-1) ?? "").status !== "pending") throw new Error("this page is closed");
    },
    askForNumber(url: string, type: "konbini" | "pay_easy" = "konbini") {
      const number = String(BigInt(`0x${randomBytes(8).toString("hex")}`))
        .padStart(12, "0")
        .slice(0, 12);
      const details =
        type === "konbini"
          ? { store: "lawson", confirmation_code: "1111", receipt: number }
          : { bank_id: "58091", customer_id: number, confirmation_id: "123456" };
      complete(url, type, "authorized", { ...details, instructions_url: `${address}/instructions/${number}` });
    },
    payInShop(url: string) {
      const { payment } = get(url.split("/").at(-1) ?? "");
      if (payment?.status !== "authorized") throw new Error("no number is out");
      payment.status = "captured";
      tell("payment.captured", payment);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

type Body = Readonly<Partial<Record<string, unknown>>>;

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const ok = (body: object): Answer => ({ status: 200, body });

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
