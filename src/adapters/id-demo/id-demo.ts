import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { errors, type Provider } from "oidc-provider";
import { StartFailure } from "../../kernel/start-failure.ts";
import type { DemoKeys } from "./keys.ts";
import { choosePage, gonePage } from "./pages.ts";
import { acrOf, type DemoPerson } from "./people.ts";
import { makeProvider, realm } from "./provider.ts";
import { demoClients } from "./subject.ts";
import words from "./words.json" with { type: "json" };

export type IdDemo = { readonly issuer: string; readonly origin: string; close(): Promise<void> };

const triesAllowed = 3;
const style = readFileSync(new URL("./style.css", import.meta.url));

/**
 * A real OpenID Connect provider on its own port that stands for デジタル認証アプリ and for the staff's sign-on.
 * Anybody may be anybody there, so it refuses to run in production.
 */
export async function startIdDemo(options: {
  readonly port: number;
  readonly host?: string;
  readonly keys: DemoKeys;
  readonly people: readonly DemoPerson[];
  readonly redirectUris: { readonly resident: readonly string[]; readonly staff: readonly string[] };
  readonly production: boolean;
}): Promise<IdDemo> {
  if (options.production)
    throw new StartFailure("The demo identity provider lets anybody be anybody: it does not run in production.");
  const { port, host = "127.0.0.1", keys, people, redirectUris } = options;
  let answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.destroy();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  const issuer = `${origin}${realm}`;
  const provider = makeProvider({ issuer, keys, people, redirectUris });
  const callback = provider.callback();
  const choose = chooser(provider, people);
  answer = (request, response) => {
    const path = new URL(request.url ?? "/", origin).pathname;
    if (path === "/style.css") return void response.writeHead(200, { "content-type": "text/css" }).end(style);
    if (path.startsWith("/choose/")) {
      return void choose(request, response, path).catch(() => response.writeHead(500).end());
    }
    return void callback(request, response);
  };
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { issuer, origin, close };
}

/** The hosted page: choose a person, enter the PIN, at most three times. */
function chooser(provider: Provider, people: readonly DemoPerson[]) {
  const triesOf = new Map<string, number>();
  const draw = async (response: ServerResponse, status: number, page: ReturnType<typeof choosePage>) => {
    const headers = {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "content-security-policy": "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'",
    };
    response.writeHead(status, headers).end(String(await page));
  };
  return async (request: IncomingMessage, response: ServerResponse, action: string): Promise<void> => {
    try {
      const { uid, params } = await provider.interactionDetails(request, response);
      const side = params["client_id"] === demoClients.staff ? "staff" : "resident";
      const offered = people.filter(({ serves }) => serves === side);
      const again = (error?: string, chosen?: string) =>
        draw(response, error === undefined ? 200 : 422, choosePage({ action, side, people: offered, error, chosen }));
      if (request.method !== "POST") return await again();

      const form = new URLSearchParams(await readBody(request));
      const stop = { error: "access_denied", error_description: "the person stopped" };
      if (form.get("do") === "stop") return await provider.interactionFinished(request, response, stop);
      const person = offered.find(({ key }) => key === form.get("person"));
      if (person === undefined) return await again(words["error-choose"]);
      if (form.get("pin") !== person.pin) {
        const tries = (triesOf.get(uid) ?? 0) + 1;
        triesOf.set(uid, tries);
        if (tries >= triesAllowed) return await provider.interactionFinished(request, response, stop);
        return await again(words["error-pin"].replace("{left}", String(triesAllowed - tries)), person.key);
      }
      triesOf.delete(uid);
      const login = { accountId: person.key, remember: false, ...acrOf(person) };
      await provider.interactionFinished(request, response, { login });
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      await draw(response, 400, gonePage());
    }
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) {
    body += chunk;
    if (body.length > 10_000) throw new RangeError("the form is too long");
  }
  return body;
}
