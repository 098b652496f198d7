import { randomBytes, randomUUID } from "node:crypto";
import { type Actor, isInAudience, visitor } from "../actor.ts";
import type { City } from "../city.ts";
import { html } from "../html.ts";
import { type Locale, locales } from "../i18n/locales.ts";
import { type MessageKey, messages } from "../i18n/messages.ts";
import { translator } from "../i18n/translate.ts";
import type { MenuEntry } from "../module.ts";
import { type Performer, perform } from "../perform.ts";
import { civilDateOf } from "../time/instant.ts";
import { type Answer, redirectAnswer } from "./answer.ts";
import { cookieNames, readCookie, writeCookie } from "./cookies.ts";
import { formKeyField, makeFormKey } from "./form-key.ts";
import type { Route } from "./route.ts";
import type { View } from "./view.ts";
import type { WebOptions } from "./web-options.ts";

/** All that a route needs of one request. */
export type Exchange = {
  readonly request: Request;
  readonly city: City;
  readonly view: View;
  readonly performer: Performer;
  readonly holder: { readonly browserId: string; readonly sessionId: string | undefined };
  readonly setCookies: string[];
};

/** A request of somebody who has not been recognised yet. */
export function makeExchange(
  city: City,
  request: Request,
  url: URL,
  address: string,
  menu: readonly MenuEntry[],
): Exchange {
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
    flash: flash !== undefined && Object.hasOwn(messages.ja, flash) ? (flash as MessageKey) : undefined,
    menu,
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
export function mayOpenIn(routes: readonly Route[]): (actor: Actor, path: string) => boolean {
  const audiences = new Map(
    routes.flatMap((route) => (route.kind === "page" ? [[route.path, route.who] as const] : [])),
  );
  return (actor, path) => {
    const audience = audiences.get(path);
    return audience !== undefined && isInAudience(actor, audience);
  };
}

/** The same request, with who asks. */
export async function withActor(
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
    menu: exchange.view.menu.filter(
      ({ href, side }) => (side === "public" && actor.kind !== "staff") || mayOpen(actor, href),
    ),
    perform: (command, input) => perform(city, performer, command, input),
  };
  return { ...exchange, view, performer };
}

/** `?lang=en` on any page: remembered, and the address cleaned. */
export function chooseLanguage({ city, setCookies }: Exchange, url: URL): Answer | undefined {
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

export function withCookies(response: Response, { setCookies }: Exchange): Response {
  for (const cookie of setCookies) response.headers.append("set-cookie", cookie);
  return response;
}
