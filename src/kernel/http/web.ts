import { Hono } from "hono";
import type { City } from "../city.ts";
import { answerRoute } from "./answer-route.ts";
import { chooseLanguage, type Exchange, makeExchange, mayOpenIn, withActor, withCookies } from "./exchange.ts";
import { securityHeaders } from "./headers.ts";
import { makeLimiter, maxUrlLength } from "./limits.ts";
import { errorOf, type PageError } from "./page-error.ts";
import { makePageViews } from "./page-views.ts";
import { problemJson, respond } from "./respond.ts";
import { type LimitName, methodOf, type Route } from "./route.ts";
import { sourceAddress } from "./source.ts";
import { serveStatic } from "./static.ts";
import type { WebOptions } from "./web-options.ts";

export type Web = {
  fetch(request: Request, peer: { address: string }): Promise<Response>;
  /** Writes what is counted in memory. */
  flush(): Promise<void>;
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
    let exchange = makeExchange(city, request, url, address, options.menu);
    if (!limiter.allows(address, limit, performance.now())) return refuse(exchange, found?.route, { status: 429 });
    try {
      const chosen = chooseLanguage(exchange, url);
      if (chosen !== undefined && isRead) return withCookies(await respond(chosen), exchange);
      exchange = await withActor(exchange, identify, mayOpen);
      if (found === undefined) return await refuse(exchange, undefined, { status: isRead ? 404 : 405 });
      const response = await answerRoute(exchange, found.route, found.params, options);
      if (found.route.kind === "page" && found.route.who === "anyone" && response.status === 200 && isRead) {
        const { today, locale } = exchange.view;
        parts.views.count({ on: today, route: found.route.path, locale, userAgent: request.headers.get("user-agent") });
      }
      return withCookies(response, exchange);
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

function finish(response: Response, city: City, { formTargets }: WebOptions): Response {
  const headers = securityHeaders({ secure: city.address.startsWith("https:"), formTargets });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
