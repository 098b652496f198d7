import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { systemClock } from "../../kernel/time/clock.ts";
import { answerCall, callName } from "./server/api.ts";
import { DemoRefusal, type Desk, makeDesk } from "./server/desk.ts";
import { type Faults, makeFaults } from "./server/faults.ts";
import { type HookOptions, startHooks } from "./server/hooks.ts";
import { hostedPage, missingPage } from "./server/hosted-page.ts";
import { openJournal } from "./server/journal.ts";
import type { Language } from "./server/texts.ts";

export type DemoPaymentsOptions = {
  /** Where the journal lies. */
  readonly folder: string;
  readonly apiKey: string;
  /** Without it no events are sent: whoever asks must read. */
  readonly hook?: HookOptions;
  /** 0: any free port. */
  readonly port?: number;
  /** The address that browsers use, if it is not http://127.0.0.1:<port>. */
  readonly address?: string;
  /** How long the slow card stays unknown. Default 10 s. */
  readonly unknownForMs?: number;
  readonly now?: () => Date;
};

export type DemoPayments = {
  /** Without a trailing slash. */
  readonly address: string;
  readonly port: number;
  /** For tests: what goes wrong next. */
  readonly faults: Faults;
  /** Nothing waits to be sent. */
  isIdle(): boolean;
  close(): Promise<void>;
};

export async function startDemoPayments(options: DemoPaymentsOptions): Promise<DemoPayments> {
  const { folder, apiKey, hook, port = 0, unknownForMs = 10_000, now = systemClock.now } = options;
  const journal = openJournal(folder);
  const hooks = startHooks(journal, hook, now);
  const desk = makeDesk(journal, { now, announce: hooks.announce, unknownForMs });
  const faults = makeFaults();
  let address = options.address ?? "";

  const server = createServer((request, response) => {
    answer(request, response, { desk, faults, apiKey, now, address }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const listening = (server.address() as AddressInfo).port;
  address ||= `http://127.0.0.1:${listening}`;

  return {
    address,
    port: listening,
    faults,
    isIdle: hooks.isIdle,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await hooks.close();
    },
  };
}

type Context = {
  readonly desk: Desk;
  readonly faults: Faults;
  readonly apiKey: string;
  readonly now: () => Date;
  readonly address: string;
};

async function answer(request: IncomingMessage, response: ServerResponse, context: Context): Promise<void> {
  const url = new URL(request.url ?? "/", "http://demo.invalid");
  const body = await readBody(request);
  if (url.pathname.startsWith("/v1/")) return answerApi(request, response, url, body, context);
  if (url.pathname === "/style.css") return send(response, 200, "text/css; charset=utf-8", style);
  const token = /^\/pay\/([\w-]{32})$/.exec(url.pathname)?.[1];
  return answerPayer(
    request,
    response,
    { token, lang: url.searchParams.get("lang"), form: new URLSearchParams(body) },
    context,
  );
}

async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: string,
  context: Context,
): Promise<void> {
  const headers = new Headers(request.headers as Record<string, string>);
  const call = { method: request.method ?? "", path: url.pathname, headers, body };
  const name = callName(call);
  const fault = name === undefined ? undefined : context.faults.take(name);
  if (fault === "fail-before") return sendJson(response, 503, { error: "unavailable" });
  const { status, body: content } = attempt(() => answerCall(call, context));
  // Hanging up without an answer is what a timeout looks like to the caller.
  if (fault === "hang-after") return void response.destroy();
  if (fault === "fail-after") return sendJson(response, 502, { error: "bad-gateway" });
  sendJson(response, status, content);
}

function attempt(call: () => { status: number; body: object }): { status: number; body: object } {
  try {
    return call();
  } catch (error) {
    if (error instanceof DemoRefusal) return { status: error.status, body: { error: error.word } };
    throw error;
  }
}

async function answerPayer(
  request: IncomingMessage,
  response: ServerResponse,
  { token, lang, form }: { token: string | undefined; lang: string | null; form: URLSearchParams },
  { desk, now }: Context,
): Promise<void> {
  const checkout = token === undefined ? undefined : desk.findByToken(token);
  if (checkout === undefined) return send(response, 404, "text/html; charset=utf-8", String(await missingPage()));
  if (request.method === "POST") {
    const language = form.get("lang") === "en" ? "en" : "ja";
    const action = form.get("do");
    if (action === "card") desk.payByCard(checkout, form.get("number") ?? "");
    if (action === "konbini") desk.giveNumber(checkout);
    if (action === "shop") desk.payInShop(checkout);
    const isPaid = desk.get(checkout.reference).state === "paid";
    const to = isPaid ? withResult(checkout.returnUrl) : `/pay/${checkout.token}?lang=${language}`;
    return void response.writeHead(303, { location: to, "cache-control": "no-store" }).end();
  }
  const language: Language = lang === "en" || lang === "ja" ? lang : checkout.locale;
  const { page, refreshSeconds } = hostedPage(checkout, language, now());
  send(response, 200, "text/html; charset=utf-8", String(await page), {
    // Browsers hold a redirect after a form to form-action too.
    "content-security-policy": `default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${new URL(checkout.returnUrl).origin}`,
    ...(refreshSeconds === undefined ? {} : { refresh: String(refreshSeconds) }),
  });
}

/** A hint as real providers give it. Who believes it is cheated: the state is read with GET. */
function withResult(returnUrl: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set("result", "success");
  return url.href;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > 16_384) throw new Error("the body is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  send(response, status, "application/json; charset=utf-8", JSON.stringify(body));
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, {
      "content-type": type,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "content-security-policy": "default-src 'none'; style-src 'self'",
      ...headers,
    })
    .end(body);
}

const style = readFileSync(new URL("server/style.css", import.meta.url), "utf8");
