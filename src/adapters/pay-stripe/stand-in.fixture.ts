import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { addDays } from "../../kernel/time/civil-date.ts";
import { systemClock } from "../../kernel/time/clock.ts";
import { civilDateOf, instantOf } from "../../kernel/time/instant.ts";

/**
 * FOR TESTS ONLY: a server on the loopback that answers as Stripe's documentation says (docs.stripe.com/api, of the
 * version that the SDK is pinned to), as far as this adapter uses it. It keeps nothing and takes no money.
 */
export type Fault = "hang-after" | "fail-saved" | "fail-before" | "rate-limit";

type Charge = { id: string; amount_refunded: number; payment_method_details: { type: string } };
type Intent = {
  id: string;
  object: "payment_intent";
  status: string;
  amount: number;
  last_payment_error: object | null;
  next_action: object | null;
  latest_charge: Charge | null;
};
type Session = {
  id: string;
  object: "checkout.session";
  url: string | null;
  status: string;
  payment_status: string;
  amount_total: number;
  currency: string;
  expires_at: number;
  payment_intent: Intent | null;
  allowed: string[];
  konbiniDays: number | undefined;
};
type Refund = {
  id: string;
  object: "refund";
  payment_intent: string;
  amount: number;
  status: string;
  metadata: object;
};
type Saved = { fingerprint: string; answer: Answer | undefined };
type Answer = { status: number; body: object };
export type SentEvent = { id: string; object: "event"; type: string; data: { object: { id: string } } };

export async function startStripeStandIn(options: { secretKey: string; slowMs?: number }) {
  const sessions = new Map<string, Session>();
  const refunds: Refund[] = [];
  const saved = new Map<string, Saved>();
  const faults: { on: string; how: Fault }[] = [];
  const events: SentEvent[] = [];
  const calls: string[] = [];
  let address = "";

  const id = (prefix: string) => `${prefix}_${randomBytes(12).toString("hex")}`;
  const tell = (type: string, object: { id: string }) =>
    void events.push({ id: id("evt"), object: "event", type, data: { object: structuredClone(object) } });

  const routes: [string, RegExp, (found: string, form: Form) => Answer][] = [
    ["POST", /^\/v1\/checkout\/sessions$/, (_, form) => createSession(form)],
    ["GET", /^\/v1\/checkout\/sessions\/([^/]+)$/, (found) => ({ status: 200, body: shown(get(found)) })],
    ["POST", /^\/v1\/checkout\/sessions\/([^/]+)\/expire$/, (found) => expire(get(found))],
    ["GET", /^\/v1\/refunds$/, (_, form) => listRefunds(form)],
    ["POST", /^\/v1\/refunds$/, (_, form) => createRefund(form)],
  ];

  function createSession(form: Form): Answer {
    const amount = Number(form["line_items[0][price_data][unit_amount]"]);
    if (!Number.isInteger(amount) || amount < 50) throw refusal("amount_too_small");
    if (form["payment_method_types[0]"] !== undefined) throw refusal("parameter_unknown");
    const expiresAt = Number(form["expires_at"]);
    const fromNow = expiresAt - Date.now() / 1000;
    if (!(fromNow >= 30 * 60 - 5 && fromNow <= 24 * 3600)) throw refusal("invalid expires_at");
    const session: Session = {
      id: id("cs_test"),
      object: "checkout.session",
      url: null,
      status: "open",
      payment_status: "unpaid",
      amount_total: amount,
      currency: form["line_items[0][price_data][currency]"] ?? "",
      expires_at: expiresAt,
      payment_intent: null,
      allowed: Object.keys(form).flatMap((name) =>
        name.startsWith("allowed_payment_method_types") ? [form[name] ?? ""] : [],
      ),
      konbiniDays: daysOf(form["payment_method_options[konbini][expires_after_days]"]),
    };
    session.url = `${address}/pay/${session.id}`;
    sessions.set(session.id, session);
    return { status: 200, body: shown(session) };
  }

  function expire(session: Session): Answer {
    if (currentStatus(session) !== "open") throw refusal("only open sessions can be expired");
    session.status = "expired";
    tell("checkout.session.expired", session);
    return { status: 200, body: shown(session) };
  }

  function listRefunds(form: Form): Answer {
    const data = refunds.filter(({ payment_intent }) => payment_intent === form["payment_intent"]).toReversed();
    return { status: 200, body: { object: "list", data, has_more: false, url: "/v1/refunds" } };
  }

  function createRefund(form: Form): Answer {
    const session = [...sessions.values()].find(({ payment_intent }) => payment_intent?.id === form["payment_intent"]);
    const charge = session?.payment_intent?.latest_charge;
    if (session === undefined || !charge) throw refusal("this PaymentIntent has no successful charge");
    const amount = Number(form["amount"]);
    if (amount > session.amount_total - charge.amount_refunded) throw refusal("greater than unrefunded amount");
    charge.amount_refunded += amount;
    const isCard = charge.payment_method_details.type === "card";
    const refund: Refund = {
      id: id("re"),
      object: "refund",
      payment_intent: form["payment_intent"] ?? "",
      amount,
      // Stripe would write to the person who paid in a shop and ask for an account.
      status: isCard ? "succeeded" : "requires_action",
      metadata: { refund: form["metadata[refund]"] },
    };
    refunds.push(refund);
    tell("refund.created", refund);
    return { status: 200, body: refund };
  }

  function get(found: string): Session {
    const session = sessions.get(found);
    if (session === undefined) throw new Refused(404, "resource_missing", "No such checkout.session");
    return session;
  }

  /** Idempotency as documented: replayed, also a 500; 400 for other parameters; 409 while the first is in flight. */
  async function answer(
    method: string,
    url: URL,
    form: Form,
    key: string | undefined,
  ): Promise<Answer & { replayed?: true }> {
    const route = routes.find(([verb, path]) => verb === method && path.test(url.pathname));
    if (route === undefined) throw new Refused(404, "", "Unrecognized request URL");
    const [, path, run] = route;
    const found = path.exec(url.pathname)?.[1] ?? "";
    const name = `${method} ${url.pathname.replace(/cs_test_\w+/, ":id")}`;
    calls.push(name);
    const fault = takeFault(name);
    if (fault === "rate-limit") throw new Refused(429, "rate_limit", "Too many requests");
    if (fault === "fail-before") throw new Refused(503, "", "Service unavailable");
    if (method === "GET" || key === undefined) return run(found, form);
    const fingerprint = createHash("sha256")
      .update(`${name}${JSON.stringify(form)}`)
      .digest("hex");
    const before = saved.get(key);
    if (before !== undefined && before.fingerprint !== fingerprint)
      throw new Refused(
        400,
        "",
        "Keys for idempotent requests can only be used with the same parameters",
        "idempotency_error",
      );
    if (before !== undefined && before.answer === undefined)
      throw new Refused(409, "idempotency_key_in_use", "another in-progress request", "idempotency_error");
    if (before?.answer !== undefined) return { ...before.answer, replayed: true };
    const entry: Saved = { fingerprint, answer: undefined };
    saved.set(key, entry);
    await wait(options.slowMs ?? 5);
    try {
      entry.answer =
        fault === "fail-saved"
          ? { status: 500, body: errorBody("", "An unknown error occurred", "api_error") }
          : run(found, form);
    } catch (error) {
      // What fails validation is not saved.
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

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://stand-in");
    const text = await bodyOf(request);
    const form = { ...Object.fromEntries(new URLSearchParams(text)), ...Object.fromEntries(url.searchParams) };
    const headers: Record<string, string> = { "content-type": "application/json", "request-id": id("req") };
    try {
      if (request.headers.authorization !== `Bearer ${options.secretKey}`)
        throw new Refused(401, "", "Invalid API Key provided");
      const given = await answer(request.method ?? "GET", url, form, request.headers["idempotency-key"]?.toString());
      if (given.replayed) headers["idempotent-replayed"] = "true";
      if (given.status >= 500) headers["stripe-should-retry"] = "false";
      response.writeHead(given.status, headers).end(JSON.stringify(given.body));
    } catch (error) {
      const { status, code, message, type } =
        error instanceof Refused ? error : new Refused(500, "", String(error), "api_error");
      response.writeHead(status, headers).end(JSON.stringify(errorBody(code, message, type)));
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const at = (url: string) => get(url.split("/").at(-1) ?? "");
  const openOne = (url: string) => {
    const session = at(url);
    if (currentStatus(session) !== "open") throw new Error("this page is closed");
    session.payment_intent ??= {
      id: id("pi"),
      object: "payment_intent",
      status: "requires_payment_method",
      amount: session.amount_total,
      last_payment_error: null,
      next_action: null,
      latest_charge: null,
    };
    return { session, intent: session.payment_intent };
  };
  const charge = (intent: Intent, type: string) =>
    Object.assign(intent, {
      status: "succeeded",
      next_action: null,
      latest_charge: { id: id("ch"), amount_refunded: 0, payment_method_details: { type } },
    });

  return {
    address,
    calls,
    events,
    refunds,
    fail: (on: string, how: Fault) => void faults.push({ on, how }),
    /** As if 24 hours had gone by: Stripe forgets its keys. */
    forgetKeys: () => saved.clear(),
    payByCard(url: string) {
      const { session, intent } = openOne(url);
      charge(intent, "card");
      Object.assign(session, { status: "complete", payment_status: "paid", url: null });
      tell("checkout.session.completed", session);
    },
    refuseCard(url: string) {
      const { intent } = openOne(url);
      intent.last_payment_error = { code: "card_declined" };
      tell("payment_intent.payment_failed", intent);
    },
    askForNumber(url: string) {
      const { session, intent } = openOne(url);
      if (!session.allowed.includes("konbini") || session.konbiniDays === undefined) throw new Error("no konbini here");
      const lastDay = addDays(civilDateOf(systemClock.now(), "Asia/Tokyo"), session.konbiniDays);
      intent.status = "requires_action";
      intent.next_action = {
        type: "konbini_display_details",
        konbini_display_details: {
          expires_at: instantOf(addDays(lastDay, 1), "00:00", "Asia/Tokyo").getTime() / 1000 - 1,
          hosted_voucher_url: `${address}/voucher/${session.id}`,
          stores: {
            familymart: { payment_code: "12345", confirmation_number: "09012345678" },
            lawson: { payment_code: "543210", confirmation_number: "09012345678" },
            ministop: null,
            seicomart: null,
          },
        },
      };
      Object.assign(session, { status: "complete", url: null });
      tell("checkout.session.completed", session);
    },
    payInShop(reference: string) {
      const session = get(reference);
      const intent = session.payment_intent;
      if (intent?.status !== "requires_action") throw new Error("no number is out");
      charge(intent, "konbini");
      session.payment_status = "paid";
      tell("checkout.session.async_payment_succeeded", session);
    },
    /** The number has run out in the shops. */
    endNumber(reference: string) {
      const session = get(reference);
      Object.assign(session.payment_intent ?? {}, { status: "requires_payment_method", next_action: null });
      tell("checkout.session.async_payment_failed", session);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

type Form = Readonly<Partial<Record<string, string>>>;

class Refused extends Error {
  readonly status: number;
  readonly code: string;
  readonly type: string;
  constructor(status: number, code: string, message: string, type = "invalid_request_error") {
    super(message);
    this.status = status;
    this.code = code;
    this.type = type;
  }
}

const refusal = (message: string) => new Refused(400, message, message);
const errorBody = (code: string, message: string, type: string) => ({ error: { code, message, type } });
const daysOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));

function currentStatus({ status, expires_at }: Session): string {
  return status === "open" && Date.now() / 1000 >= expires_at ? "expired" : status;
}

function shown(session: Session): object {
  const { allowed, konbiniDays: _, ...rest } = session;
  return { ...rest, status: currentStatus(session), allowed_payment_method_types: allowed };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
