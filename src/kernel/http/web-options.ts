import type { Actor } from "../actor.ts";
import type { City } from "../city.ts";
import type { Html } from "../html.ts";
import type { MenuEntry } from "../module.ts";
import type { Limiter } from "./limits.ts";
import type { PageError } from "./page-error.ts";
import type { Route } from "./route.ts";
import type { StaticFile } from "./static.ts";
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
