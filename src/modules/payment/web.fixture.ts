import type { Actor } from "../../kernel/actor.ts";
import type { City } from "../../kernel/city.ts";
import { html } from "../../kernel/html.ts";
import { makeWeb } from "../../kernel/http/web.ts";
import type { Module } from "../../kernel/module.ts";

/** The module's routes over the kernel's own web, with a browser for each actor. */
export function startWeb(city: City, module: Module, options: { formTargets?: readonly string[] } = {}) {
  const actors = new Map<string, Actor>();
  const web = makeWeb({
    cityOf: () => city,
    routes: module.routes,
    menu: module.menu,
    identify: async (_city, token) => actors.get(token),
    errorPage: (_view, error) => html`<h1>${error.status} ${error.code}</h1>`,
    staticFiles: () => [],
    formTargets: options.formTargets ?? [],
    trustedHops: 0,
    signInPath: { resident: "/sign-in", staff: "/staff/sign-in" },
  });
  const fetchFrom = (path: string, init: RequestInit) =>
    web.fetch(new Request(`http://localhost:3000${path}`, init), { address: "127.0.0.1" });

  /** Keeps cookies as a browser does, and sends forms with the key that the page gave. */
  function browser(actor?: Actor, locale?: string) {
    const cookies = new Map<string, string>();
    if (actor !== undefined) {
      const token = crypto.randomUUID();
      actors.set(token, actor);
      cookies.set("session", token);
    }
    if (locale !== undefined) cookies.set("language", locale);
    const ask = async (path: string, init: RequestInit = {}) => {
      const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
      const response = await fetchFrom(path, { ...init, headers: { cookie, ...init.headers } });
      for (const line of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/Max-Age=0/.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return {
        status: response.status,
        // Where a line may break is not part of what is said.
        text: (await response.text()).replaceAll("<wbr>", ""),
        location: response.headers.get("location"),
        refresh: response.headers.get("refresh"),
        headers: response.headers,
      };
    };
    return {
      get: (path: string) => ask(path),
      /** Anything else that a browser sends: a form with a file. */
      ask,
      /** Sends the form with this address on the page, as somebody who filled in `fields`. */
      async send(page: string, action: string, fields: Record<string, string> = {}, key?: string) {
        return ask(action, {
          method: "POST",
          headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
          body: new URLSearchParams({ "form-key": key ?? keyOn(page, action), ...fields }).toString(),
        });
      },
    };
  }

  return {
    browser,
    hook: (provider: string, headers: Headers, rawBody: Uint8Array) =>
      fetchFrom(`/hooks/payment/${provider}`, { method: "POST", headers, body: Buffer.from(rawBody) }),
  };
}

export function keyOn(page: string, action: string): string {
  const isIt = (part: string) => part.includes(`action="${action}"`) && part.includes('name="form-key"');
  const form = page.split("<form ").find(isIt) ?? "";
  const key = /name="form-key" value="([^"]+)"/.exec(form)?.[1];
  if (key === undefined) throw new Error(`the page has no form for ${action}`);
  return key;
}
