import { randomBytes, randomUUID } from "node:crypto";
import { Hono } from "hono";
import type { Actor } from "../actor.ts";
import { isInAudience, visitor } from "../actor.ts";
import type { City } from "../city.ts";
import type { Html } from "../html.ts";
import { html } from "../html.ts";
import { type Locale, locales } from "../i18n/locales.ts";
import { type MessageKey, messages } from "../i18n/messages.ts";
import { type Params, translator } from "../i18n/translate.ts";
import type { MenuEntry } from "../module.ts";
import { type Performer, perform } from "../perform.ts";
import { Refusal } from "../refusal.ts";
import { civilDateOf } from "../time/instant.ts";
import { type Answer, redirectAnswer } from "./answer.ts";
import { BadRequest, readBytes } from "./body.ts";
import { cookieNames, readCookie, writeCookie } from "./cookies.ts";
import { receiveErrand } from "./errand.ts";
import { formKeyField, makeFormKey } from "./form-key.ts";
import { securityHeaders } from "./headers.ts";
import { type Limiter, makeLimiter, maxBodyBytes, maxUrlLength } from "./limits.ts";
import { makePageViews } from "./page-views.ts";
import { problemsOf } from "./problems.ts";
import { problemJson, respond } from "./respond.ts";
import { type LimitName, methodOf, type Route } from "./route.ts";
import { sourceAddress } from "./source.ts";
import { type StaticFile, serveStatic } from "./static.ts";
import type { View } from "./view.ts";

export type WebOptions = {
  /** The city of a Host header; undefined if none of ours. */
  readonly cityOf: (host: string) => City | undefined;
  readonly routes: readonly Route[];
  readonly menu: readonly MenuEntry[];
  /** Who holds this session token, in one query. */
  readonly identify: (city: City, sessionToken: string) => Promise<Actor | undefined>;
  readonly errorPage: (view: View, error: PageError) => Html;
  readonly staticFiles: (city: City) => readonly StaticFile[];
  /** Origins of partners to which a form's answer may send the browser. */
  readonly formTargets: readonly string[];
  /** Proxies of ours in front, whose X-Forwarded-For counts. */
  readonly trustedHops: number;
  readonly signInPath: { readonly resident: string; readonly staff: string };
  readonly limiter?: Limiter;
};

export type PageError = {
  readonly status: 400 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  /** A refusal's code, if a rule said no. */
  readonly code?: string;
  readonly params?: Params;
};

export type Web = {
  fetch(request: Request, peer: { address: string }): Promise<Response>;
  /** Writes what is counted in memory. */
  flush(): Promise<void>;
};

/** All that a route needs of one request. */
export type Exchange = {
  readonly request: Request;
  readonly city: City;
  readonly view: View;
  readonly performer: Performer;
  readonly holder: { readonly browserId: string; readonly sessionId: string | undefined };
  readonly setCookies: string[];
};

/** The one entry: the route table as a router, with everything around a route that is the same for all. */
export function makeWeb(options: WebOptions): Web {
  const { cityOf, routes, identify, limiter = makeLimiter() } = options;
  const mayOpen = mayOpenIn(routes);
  const router = new Hono<{ Bindings: { found: (route: Route, params: Record<string, string>) => void } }>();
  for (const route of routes) {
    router.on(methodOf(route), route.path, (context) => {
      context.env.found(route, context.req.param());
      return context.body(null);
    });
  }
  const perCity = new Map<City, { files: ReturnType<typeof serveStatic>; views: ReturnType<typeof makePageViews> }>();
  const partsOf = (city: City) => {
    let parts = perCity.get(city);
    if (parts === undefined) {
      parts = { files: serveStatic(options.staticFiles(city)), views: makePageViews(city) };
      perCity.set(city, parts);
    }
    return parts;
  };

  async function findRoute(request: Request, url: URL) {
    let found: { route: Route; params: Record<string, string> } | undefined;
    const asked = new Request(new URL(url.pathname, url.origin), { method: request.method });
    await router.fetch(asked, { found: (route, params) => (found ??= { route, params }) });
    return found;
  }

  async function answerIn(city: City, request: Request, url: URL, address: string): Promise<Response> {
    const isRead = request.method === "GET" || request.method === "HEAD";
    const parts = partsOf(city);
    if (isRead) {
      const file = parts.files(url.pathname);
      if (file !== undefined) return file;
    }
    const found = await findRoute(request, url);
    const limit: LimitName = found?.route.limit ?? "page";
    const exchange = makeExchange(city, request, url, address, options);
    if (!limiter.allows(address, limit, performance.now())) return refuse(exchange, found?.route, { status: 429 });
    try {
      const chosen = chooseLanguage(exchange, url);
      if (chosen !== undefined && isRead) return withCookies(await respond(chosen), exchange);
      const signedIn = await withActor(exchange, identify, mayOpen);
      if (found === undefined) return await refuse(signedIn, undefined, { status: isRead ? 404 : 405 });
      const response = await answerRoute(signedIn, found.route, found.params, options);
      if (found.route.kind === "page" && found.route.who === "anyone" && response.status === 200 && isRead) {
        const { today, locale } = signedIn.view;
        parts.views.count({ on: today, route: found.route.path, locale, userAgent: request.headers.get("user-agent") });
      }
      return withCookies(response, signedIn);
    } catch (error) {
      return withCookies(await refuse(exchange, found?.route, errorOf(error, city, exchange.view.requestId)), exchange);
    }
  }

  async function refuse(exchange: Exchange, route: Route | undefined, error: PageError): Promise<Response> {
    const { view } = exchange;
    if (route?.kind === "feed" || route?.kind === "hook" || exchange.view.url.pathname.startsWith("/api/")) {
      return problemJson({ status: error.status, title: error.code ?? String(error.status) });
    }
    try {
      return await respond({ kind: "page", status: error.status, html: options.errorPage(view, error) });
    } catch (failure) {
      view.city.log.error("error-page.failed", { error: failure });
      return new Response("503", { status: 503, headers: { "content-type": "text/plain; charset=utf-8" } });
    }
  }

  return {
    async fetch(request, peer) {
      const url = parseUrl(request);
      const city = url && cityOf(url.hostname);
      if (url === undefined || city === undefined) return plain(400, city);
      if (request.url.length > maxUrlLength) return plain(414, city);
      const address = sourceAddress(peer.address, request.headers.get("x-forwarded-for"), options.trustedHops);
      const response = await answerIn(city, request, url, address);
      return finish(response, city, options);
    },
    async flush() {
      await Promise.all([...perCity.values()].map(({ views }) => views.flush()));
    },
  };

  function plain(status: number, city: City | undefined): Response {
    const response = new Response(String(status), { status, headers: { "content-type": "text/plain" } });
    return city === undefined ? response : finish(response, city, options);
  }
}

async function answerRoute(
  exchange: Exchange,
  route: Route,
  rawParams: Record<string, string>,
  options: WebOptions,
): Promise<Response> {
  const { view, request, city } = exchange;
  if (!isInAudience(view.actor, route.who)) return await askToSignIn(exchange, route, options);
  const params = route.params.safeParse(rawParams);
  if (!params.success) throw new Refusal("not-found", { status: 404 });

  switch (route.kind) {
    case "page":
    case "feed": {
      const query = route.query.safeParse(queryOf(view.url));
      if (!query.success) {
        const [problem] = problemsOf(query.error);
        throw new Refusal("kernel.query", { status: 422, params: { field: problem?.field ?? "" } });
      }
      const input = { params: params.data, query: query.data };
      const given = route.kind === "page" ? await route.show(view, input) : await route.respond(view, input);
      const response = await respond(isAnswer(given) ? given : { kind: "page", status: 200, html: given });
      markPrivate(response, view.actor, route);
      return response;
    }
    case "errand": {
      const response = await receiveErrand(exchange, route, params.data);
      markPrivate(response, view.actor, route);
      return response;
    }
    case "hook": {
      const body = await readBytes(request, maxBodyBytes.hook);
      return respond(await route.receive(city, { params: params.data, headers: request.headers, body }));
    }
  }
}

function isAnswer(given: Html | Answer): given is Answer {
  return typeof given === "object" && "kind" in given && !(given instanceof String);
}

/** One value per name; a name given twice is refused by the parser, which wants a text. */
function queryOf(url: URL): Record<string, string | string[]> {
  const names = [...new Set(url.searchParams.keys())];
  const entries = names.map((name) => {
    const values = url.searchParams.getAll(name);
    return [name, values.length === 1 ? (values[0] as string) : values] as const;
  });
  return Object.fromEntries(entries);
}

/** Nothing personal may stay in a cache or a search engine. */
function markPrivate(response: Response, actor: Actor, route: Route): void {
  const isPersonal = actor.kind !== "visitor" || route.who !== "anyone";
  response.headers.set("cache-control", isPersonal ? "no-store" : "private, no-cache");
  if (route.who !== "anyone") response.headers.set("x-robots-tag", "noindex");
}

async function askToSignIn({ view }: Exchange, route: Route, options: WebOptions): Promise<Response> {
  const wantsStaff = route.who !== "anyone" && route.who !== "resident";
  if (route.kind === "feed" || route.kind === "hook") {
    const status = view.actor.kind === "visitor" ? 401 : 403;
    return problemJson({ status, title: status === 401 ? "Sign in first" : "Forbidden" });
  }
  if (view.actor.kind !== "visitor") throw new Refusal("forbidden", { status: 403 });
  const back = route.kind === "page" ? `?next=${encodeURIComponent(view.url.pathname + view.url.search)}` : "";
  return respond(redirectAnswer((wantsStaff ? options.signInPath.staff : options.signInPath.resident) + back));
}

function makeExchange(city: City, request: Request, url: URL, address: string, options: WebOptions): Exchange {
  const secure = city.address.startsWith("https:");
  const names = cookieNames(secure);
  const cookie = request.headers.get("cookie");
  const setCookies: string[] = [];
  const known = readCookie(cookie, names.browser);
  const browserId = known ?? randomBytes(18).toString("base64url");
  let isKept = known !== undefined;
  const holder = { browserId, sessionId: readCookie(cookie, names.session) };
  const language = readCookie(cookie, names.language);
  const locale = isLocale(language) ? language : "ja";
  const flash = readCookie(cookie, "flash");
  if (flash !== undefined) setCookies.push(writeCookie("flash", "", { secure, maxAgeSeconds: 0 }));
  const requestId = randomUUID();
  const now = city.clock.now();
  const userAgent = request.headers.get("user-agent")?.slice(0, 300);
  const performer: Performer = {
    actor: visitor,
    locale,
    requestId,
    browserId,
    // Only commands ask for it; most requests are looks.
    get source() {
      return city.secrets.sign("source", address);
    },
    userAgent,
  };
  const view: View = {
    city,
    actor: visitor,
    locale,
    t: translator(locale),
    now,
    today: civilDateOf(now, city.config.zone),
    url,
    requestId,
    browserId,
    flash: flash !== undefined && flash in messages.ja ? (flash as MessageKey) : undefined,
    menu: options.menu,
    formKey(action) {
      if (!isKept) {
        setCookies.push(writeCookie(names.browser, browserId, { secure, maxAgeSeconds: 400 * 86_400 }));
        isKept = true;
      }
      const key = makeFormKey(city.secrets, holder, new URL(action, url).pathname);
      return html`<input type="hidden" name="${formKeyField}" value="${key}">`;
    },
    perform: (command, input) => perform(city, performer, command, input),
  };
  return { request, city, view, performer, holder, setCookies };
}

/** Whether the page of this address is for this actor, by the route table: nobody is offered what is then refused. */
function mayOpenIn(routes: readonly Route[]): (actor: Actor, path: string) => boolean {
  const audiences = new Map(
    routes.flatMap((route) => (route.kind === "page" ? [[route.path, route.who] as const] : [])),
  );
  return (actor, path) => {
    const audience = audiences.get(path);
    return audience !== undefined && isInAudience(actor, audience);
  };
}

async function withActor(
  exchange: Exchange,
  identify: WebOptions["identify"],
  mayOpen: (actor: Actor, path: string) => boolean,
): Promise<Exchange> {
  const { city, holder } = exchange;
  if (holder.sessionId === undefined) return exchange;
  const actor = (await identify(city, holder.sessionId)) ?? visitor;
  const performer = { ...exchange.performer, actor };
  const view: View = {
    ...exchange.view,
    actor,
    menu: exchange.view.menu.filter(({ href, side }) => side === "public" || mayOpen(actor, href)),
    perform: (command, input) => perform(city, performer, command, input),
  };
  return { ...exchange, view, performer };
}

/** `?lang=en` on any page: remembered, and the address cleaned. */
function chooseLanguage({ city, setCookies }: Exchange, url: URL): Answer | undefined {
  const asked = url.searchParams.get("lang");
  if (!isLocale(asked)) return undefined;
  const secure = city.address.startsWith("https:");
  setCookies.push(writeCookie(cookieNames(secure).language, asked, { secure, maxAgeSeconds: 400 * 86_400 }));
  const rest = new URLSearchParams(url.searchParams);
  rest.delete("lang");
  return redirectAnswer(`${url.pathname}${rest.size > 0 ? `?${rest}` : ""}`);
}

function isLocale(text: string | null | undefined): text is Locale {
  return (locales as readonly (string | null | undefined)[]).includes(text);
}

function parseUrl(request: Request): URL | undefined {
  try {
    const url = new URL(request.url);
    // Decoded once, here; what still looks like a way out of the table is refused.
    const path = decodeURIComponent(url.pathname);
    return /[\0\\]|\/\/|\/\.\.?(\/|$)/.test(path) ? undefined : url;
  } catch {
    return undefined;
  }
}

function errorOf(error: unknown, city: City, requestId: string): PageError {
  if (error instanceof Refusal) return { status: error.status, code: error.code, params: error.params };
  if (error instanceof BadRequest) return { status: error.status };
  city.log.error("request.failed", { requestId, error });
  return { status: isOutage(error) ? 503 : 500 };
}

/** The database is away, full or overrun: said as such, because trying again later helps. */
function isOutage(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return /^(ECONN|ENOENT|EPIPE|53|57|08)/.test(code) || /timeout|terminated/i.test(message);
}

function withCookies(response: Response, { setCookies }: Exchange): Response {
  for (const cookie of setCookies) response.headers.append("set-cookie", cookie);
  return response;
}

function finish(response: Response, city: City, { formTargets }: WebOptions): Response {
  const headers = securityHeaders({ secure: city.address.startsWith("https:"), formTargets });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
