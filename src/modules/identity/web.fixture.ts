import { html } from "../../kernel/html.ts";
import { makeWeb } from "../../kernel/http/web.ts";
import { identify, identityModule } from "./module.ts";
import { type IdentityTown, identityTown } from "./town.fixture.ts";
import type { IdentityOptions } from "./types.ts";

export type IdentityWeb = IdentityTown & {
  /** A browser of its own: keeps cookies, follows nothing by itself, sends forms as they stand on the page. */
  browser(userAgent?: string): WebBrowser;
};

export type WebAnswer = {
  readonly status: number;
  readonly location: string;
  readonly text: string;
  readonly headers: Headers;
};

export type WebBrowser = {
  readonly cookies: Map<string, string>;
  get(path: string): Promise<WebAnswer>;
  /** The first form of the page with this action, with these fields filled in. */
  send(page: WebAnswer, action: string, fields?: Readonly<Record<string, string>>): Promise<WebAnswer>;
  raw(path: string, init: RequestInit): Promise<WebAnswer>;
};

const address = "http://localhost:3000";

/** The kernel's web over this module's routes alone, on a real database, without a socket. */
export async function identityWeb(
  changes: Partial<IdentityOptions> = {},
  settings: Parameters<typeof identityTown>[1] = {},
): Promise<IdentityWeb> {
  const town = await identityTown(changes, settings);
  const { routes, menu } = identityModule(town.options);
  const web = makeWeb({
    cityOf: () => town.city,
    routes,
    menu,
    identify,
    errorPage: (_view, { status, code }) => html`<h1>${status} ${code ?? ""}</h1>`,
    staticFiles: () => [],
    formTargets: town.options.providers.map(({ origin }) => origin),
    trustedHops: 0,
    signInPath: { resident: "/sign-in", staff: "/staff/sign-in" },
    limiter: { allows: () => true },
  });
  let browsers = 0;
  return {
    ...town,
    browser(userAgent = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0") {
      const peer = { address: `192.0.2.${++browsers % 250}` };
      const cookies = new Map<string, string>();
      const raw = async (path: string, init: RequestInit): Promise<WebAnswer> => {
        const headers = new Headers(init.headers);
        headers.set("user-agent", userAgent);
        if (!headers.has("cookie")) headers.set("cookie", [...cookies].map((pair) => pair.join("=")).join("; "));
        const response = await web.fetch(new Request(new URL(path, address), { ...init, headers }), peer);
        for (const line of response.headers.getSetCookie()) {
          const [pair = ""] = line.split(";");
          const [name, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
          if (value === "" || line.includes("Max-Age=0")) cookies.delete(name);
          else cookies.set(name, value);
        }
        const location = response.headers.get("location") ?? "";
        // Where a line may break is not part of what is said.
        const text = (await response.text()).replaceAll("<wbr>", "");
        return { status: response.status, location, text, headers: response.headers };
      };
      return {
        cookies,
        raw,
        get: (path) => raw(path, {}),
        send(page, action, fields = {}) {
          const body = new URLSearchParams({ "form-key": formKeyOf(page.text, action), ...fields });
          return raw(action, { method: "POST", body, headers: { "sec-fetch-site": "same-origin" } });
        },
      };
    },
  };
}

export function formKeyOf(page: string, action: string): string {
  const form = page.split("<form").find((part) => part.includes(`action="${action}"`));
  const key = form && /name="form-key" value="([^"]+)"/.exec(form)?.[1];
  if (!key) throw new Error(`no form for ${action} on this page`);
  return key;
}
