import { randomBytes } from "node:crypto";
import { readConfig } from "../src/app/config.ts";
import { wire } from "../src/app/modules.ts";
import { errorPage } from "../src/app/site/error-page.ts";
import { makeFormKey } from "../src/kernel/http/form-key.ts";
import type { Limiter } from "../src/kernel/http/limits.ts";
import type { Route } from "../src/kernel/http/route.ts";
import { makeWeb, type Web } from "../src/kernel/http/web.ts";
import type { Module } from "../src/kernel/module.ts";
import { testCity } from "../src/kernel/test/city.ts";
import { doorModule } from "../src/modules/door/module.ts";
import { findPlacesOf } from "../src/modules/facility/index.ts";
import { obedientLocks, partnersOf, type Resident, type Staff, settle } from "../src/modules/facility/town.fixture.ts";
import { identify, identityAssets } from "../src/modules/identity/module.ts";
import { sessionEnd } from "../src/modules/identity/rules/session.ts";
import { hashToken, insertSession } from "../src/modules/identity/store/session.ts";
import { lotteryAssets } from "../src/modules/lottery/module.ts";
import { noticeModule } from "../src/modules/notice/module.ts";
import { scriptedSender } from "../src/modules/notice/notice.fixture.ts";
import { paymentModule } from "../src/modules/payment/module.ts";
import { scriptedProvider } from "../src/modules/payment/payment.fixture.ts";
import { listAssets } from "../src/ui/index.ts";

/** Requests of tests come faster than any person's; what limits do is tested where it is tested. */
const noLimit: Limiter = { allows: () => true };
const cookieHeader = (cookies: ReadonlyMap<string, string>) => [...cookies].map((pair) => pair.join("=")).join("; ");

type TownOptions = NonNullable<Parameters<typeof testCity>[1]>;
export type Site = Awaited<ReturnType<typeof startSite>>;
export type Browser = ReturnType<Site["browser"]>;
export type Given = Awaited<ReturnType<Browser["get"]>>;

/** The whole product as src/app wires it, on a database of its own; only partners and mail are scripted. Without a socket. */
export async function startSite(
  options: Pick<TownOptions, "now" | "connections" | "log" | "facilities"> & {
    limiter?: Limiter;
    trustedHops?: number;
  } = {},
) {
  const { limiter = noLimit, trustedHops = 0, ...cityOptions } = options;
  const wired = await wire(readConfig({}));
  const provider = scriptedProvider();
  const post = scriptedSender();
  const locks = obedientLocks();
  const scripted: Readonly<Record<string, Module>> = {
    notice: noticeModule({ sender: post, from: "machimigaki@omitama.example" }),
    payment: paymentModule({ providers: [provider], places: findPlacesOf }),
    door: doorModule({ adapters: { zigbee2mqtt: locks.adapter } }),
  };
  const modules = wired.modules.map((module) => scripted[module.name] ?? module);
  const town = await testCity(
    modules.filter(({ name }) => name !== "kernel"),
    cityOptions,
  );
  const { city } = town;
  const routes: readonly Route[] = modules.flatMap((module) => module.routes);
  const web: Web = makeWeb({
    cityOf: (host) => (host === "localhost" ? city : undefined),
    routes,
    menu: modules.flatMap(({ menu }) => menu).sort((a, b) => a.order - b.order),
    identify,
    errorPage,
    staticFiles: ({ config }) => [...listAssets(config), ...identityAssets, ...lotteryAssets],
    formTargets: [provider.origin],
    trustedHops,
    signInPath: { resident: "/sign-in", staff: "/staff/sign-in" },
    limiter,
  });

  /** Keeps cookies as a browser does; each has its own token, and a session if somebody has signed in. */
  function browser(session?: { token: string; browserId: string }) {
    const browserId = session?.browserId ?? randomBytes(18).toString("base64url");
    const cookies = new Map([["browser", browserId]]);
    if (session !== undefined) cookies.set("session", session.token);

    async function ask(path: string, init: RequestInit = {}, peer = "127.0.0.1") {
      const headers = new Headers(init.headers);
      if (!headers.has("cookie")) headers.set("cookie", cookieHeader(cookies));
      const request = new Request(`http://localhost${path}`, { redirect: "manual", ...init, headers });
      const response = await web.fetch(request, { address: peer });
      for (const line of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (/Max-Age=0/.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return {
        status: response.status,
        location: response.headers.get("location"),
        headers: response.headers,
        // Where a line may break is not part of what is said.
        text: (await response.text()).replaceAll("<wbr>", ""),
      };
    }

    const keyFor = (action: string) => {
      const { pathname } = new URL(action, "http://localhost");
      return makeFormKey(
        city.secrets,
        { browserId: cookies.get("browser") ?? "", sessionId: cookies.get("session") },
        pathname,
      );
    };
    return {
      ask,
      cookies,
      keyFor,
      get: (path: string) => ask(path),
      /** As a form of ours on a page of ours sends it. */
      post(path: string, fields: readonly (readonly [string, string])[] | Record<string, string> = {}, key?: string) {
        const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
        const body = new URLSearchParams([["form-key", key ?? keyFor(path)], ...pairs]).toString();
        const type = { "content-type": "application/x-www-form-urlencoded" };
        return ask(path, { method: "POST", body, headers: { ...type, "sec-fetch-site": "same-origin" } });
      },
    };
  }

  return {
    ...town,
    ...(await settle(town)),
    ...partnersOf(town, { provider, post }),
    provider,
    post,
    locks,
    routes,
    web,
    browser,
    /** A browser in which this person has signed in, with a session of the real kind. */
    async signIn(who: Resident | Staff) {
      const [token, browserId] = [randomBytes(32).toString("base64url"), randomBytes(18).toString("base64url")];
      await town.perform(
        ({ tx, now }) =>
          insertSession(tx, {
            id: who.sessionId,
            tokenHash: hashToken(token),
            personId: who.personId,
            method: who.kind === "staff" ? "passkey" : "code",
            device: "test",
            browserHash: hashToken(browserId),
            now,
            expiresAt: sessionEnd(who.kind, now),
          }),
        undefined,
      );
      return browser({ token, browserId });
    },
    async close() {
      await town.close();
      await wired.close();
    },
  };
}
