import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Html } from "../../kernel/html.ts";
import { StartFailure } from "../../kernel/start-failure.ts";
import { drawDoorList, drawGone, drawKeypad, type StandingBefore, type Switch, switches } from "./keypad-page.ts";
import type { VirtualDoor } from "./virtual-door.ts";

export type KeypadServer = { readonly address: string; close(): Promise<void> };

const style = readFileSync(new URL("./keypad.css", import.meta.url));

/** The keypads of the virtual doors as pages, on a port of their own. They open doors for anybody: never in production. */
export async function startKeypads(options: {
  readonly doors: readonly { readonly door: VirtualDoor; readonly label: string }[];
  readonly port: number;
  readonly host?: string;
  readonly production: boolean;
}): Promise<KeypadServer> {
  const { port, host = "127.0.0.1" } = options;
  if (options.production) throw new StartFailure("The keypads belong to virtual doors: they do not run in production.");
  const stands = new Map(
    options.doors.map(({ door, label }) => [door.name, { door, label, buffer: "", outcome: undefined } as Stand]),
  );
  const server = createServer((request, response) => {
    answer(stands, request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    address: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A keypad with what was pressed so far. */
type Stand = {
  readonly door: VirtualDoor;
  readonly label: string;
  buffer: string;
  outcome: StandingBefore["lastOutcome"];
};

async function answer(
  stands: ReadonlyMap<string, Stand>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://keypads");
  if (pathname === "/keypad.css") return void response.writeHead(200, { "content-type": "text/css" }).end(style);
  if (pathname === "/") return send(response, 200, drawDoorList([...stands.values()].map(look)));
  const [, folder, name = "", errand] = pathname.split("/");
  const stand = folder === "doors" ? stands.get(name) : undefined;
  if (stand === undefined) return send(response, 404, drawGone());
  if (request.method !== "POST") return send(response, 200, drawKeypad(look(stand)));
  // A page from elsewhere must not press keys.
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== `http://${request.headers.host}`) return void response.writeHead(403).end();
  const body = await readBody(request);
  if (body === undefined) return void response.writeHead(413).end();
  carryOut(stand, errand, new URLSearchParams(body));
  response.writeHead(303, { location: `/doors/${name}` }).end();
}

function look({ door, label, buffer, outcome }: Stand): StandingBefore {
  return { label, door: door.look(), pressed: buffer.length, lastOutcome: outcome };
}

function carryOut(stand: Stand, errand: string | undefined, form: URLSearchParams): void {
  if (errand === "press") press(stand, form.get("key") ?? "");
  if (errand === "type") enter(stand, form.get("code") ?? "");
  if (errand === "inside") stand.door.turnFromInside();
  const what = switches.find((candidate) => candidate === form.get("what"));
  if (errand === "switch" && what !== undefined) trouble[what](stand.door);
  if (errand === "inside" || errand === "switch") stand.outcome = undefined;
}

function press(stand: Stand, key: string): void {
  stand.outcome = undefined;
  if (key === "enter") enter(stand, stand.buffer);
  else if (key === "clear") stand.buffer = "";
  else if (/^\d$/.test(key)) stand.buffer = `${stand.buffer}${key}`.slice(-8);
}

function enter(stand: Stand, code: string): void {
  stand.outcome = stand.door.type(code.normalize("NFKC").replace(/\D/g, ""));
  stand.buffer = "";
}

const trouble: Readonly<Record<Switch, (door: VirtualDoor) => void>> = {
  offline: (door) => door.setOffline(true),
  online: (door) => door.setOffline(false),
  deaf: (door) => door.setDeaf(true),
  hearing: (door) => door.setDeaf(false),
  low: (door) => door.setBattery(12),
  full: (door) => door.setBattery(84),
};

async function send(response: ServerResponse, status: number, page: Html): Promise<void> {
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "content-security-policy":
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'",
  };
  response.writeHead(status, headers).end(String(await page));
}

/** undefined if it is longer than any of our forms. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  let body = "";
  for await (const chunk of request) {
    body += chunk;
    if (body.length > 1_000) return undefined;
  }
  return body;
}
