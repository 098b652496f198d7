import { z } from "zod";
import { type Actor, isInAudience } from "../actor.ts";
import type { Html } from "../html.ts";
import { Refusal } from "../refusal.ts";
import { type Answer, redirectAnswer } from "./answer.ts";
import { readBytes } from "./body.ts";
import { receiveErrand } from "./errand.ts";
import type { Exchange } from "./exchange.ts";
import { maxBodyBytes } from "./limits.ts";
import { problemsOf } from "./problems.ts";
import { problemJson, respond } from "./respond.ts";
import type { Route } from "./route.ts";
import type { WebOptions } from "./web-options.ts";

/** Audience, parameters, then the route itself; the same order for every route. */
export async function answerRoute(
  exchange: Exchange,
  route: Route,
  rawParams: Record<string, string>,
  options: WebOptions,
): Promise<Response> {
  const { view, request, city } = exchange;
  if (!isInAudience(view.actor, route.who)) return await askToSignIn(exchange, route, options);
  const params = z.safeParse(route.params, rawParams);
  if (!params.success) throw new Refusal("not-found", { status: 404 });

  switch (route.kind) {
    case "page":
    case "feed": {
      const query = z.safeParse(route.query, queryOf(view.url));
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
