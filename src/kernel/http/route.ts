import type { z } from "zod";
import type { Act } from "../act.ts";
import type { Audience } from "../actor.ts";
import type { City } from "../city.ts";
import type { Html } from "../html.ts";
import type { MessageKey } from "../i18n/messages.ts";
import type { Answer } from "./answer.ts";
import type { FormValues, Problems } from "./form.ts";
import type { View } from "./view.ts";

/** Budgets per source and minute; the numbers stand in limits.ts. */
export type LimitName = "page" | "form" | "sign-in" | "api" | "hook";

/**
 * What a route needs of a schema: that it parses. Compared with all methods of ZodType, each of 300 routes cost the type
 * check 10 ms and more: 16.7 s of a processor for the whole tree instead of 10.2.
 */
type Parser<T> = z.core.$ZodType<T>;

type Common<P> = {
  /** Hono's syntax: /spaces/:space. No route matches that is not in a module's table. */
  readonly path: string;
  readonly who: Audience;
  readonly limit: LimitName;
  readonly params: Parser<P>;
};

/** A page that is looked at. A GET never changes anything that a person would call a change. */
export type Page<P = unknown, Q = unknown> = Common<P> & {
  readonly kind: "page";
  readonly query: Parser<Q>;
  readonly show: (view: View, input: { params: P; query: Q }) => Promise<Html | Answer>;
};

/** A form that is sent: form key, parser, command in one transaction, then a 303. */
export type Errand<P = unknown, F = unknown, R = unknown> = Common<P> & {
  readonly kind: "errand";
  /** A strict object: fields that are not in it are refused. Messages are message keys. */
  readonly form: Parser<F>;
  /** True if the form is multipart; files arrive as File. */
  readonly upload?: boolean;
  readonly run: (act: Act, input: { params: P; form: F }) => Promise<R>;
  readonly then: (result: R, input: { params: P; form: F }) => Following;
  /** The form drawn again, with the messages and with everything that was typed. */
  readonly again: (view: View, input: { params: P; values: FormValues; problems: Problems }) => Promise<Html>;
};

export type Following = {
  /** A path of this site, or of a configured partner. */
  readonly to: string;
  /** Said once at the top of the next page. */
  readonly flash?: MessageKey;
  readonly signIn?: { readonly token: string; readonly expiresAt: Date };
  readonly signOut?: true;
};

/** Data for programs: JSON, iCalendar, CSV. Described in /api/v1/openapi.json if it has `words`. */
export type Feed<P = unknown, Q = unknown> = Common<P> & {
  readonly kind: "feed";
  readonly query: Parser<Q>;
  readonly words?: {
    readonly summary: string;
    readonly description: string;
    readonly answer: z.ZodType;
    /** Default: application/json. */
    readonly type?: string;
  };
  readonly respond: (view: View, input: { params: P; query: Q }) => Promise<Answer>;
};

/** A partner's message: signature over the raw body, then inbox; the truth is re-read from the partner by a job. */
export type Hook<P = unknown> = Common<P> & {
  readonly kind: "hook";
  /** For one that any program may send with a key; a partner's message is described by the partner. */
  readonly words?: {
    readonly summary: string;
    readonly description: string;
    /** The parser that guards the message. */
    readonly body: z.ZodType;
    readonly headers?: z.ZodType;
    readonly answers: Readonly<Record<number, { readonly words: string; readonly shape: z.ZodType }>>;
  };
  readonly receive: (city: City, input: { params: P; headers: Headers; body: Uint8Array }) => Promise<Answer>;
};

// biome-ignore lint/suspicious/noExplicitAny: the table holds routes of every shape; each constructor below checks its own
export type Route = Page<any, any> | Errand<any, any, any> | Feed<any, any> | Hook<any>;

export const page = <P, Q>(route: Omit<Page<P, Q>, "kind">): Page<P, Q> => ({ kind: "page", ...route });
export const errand = <P, F, R>(route: Omit<Errand<P, F, R>, "kind">): Errand<P, F, R> => ({
  kind: "errand",
  ...route,
});
export const feed = <P, Q>(route: Omit<Feed<P, Q>, "kind">): Feed<P, Q> => ({ kind: "feed", ...route });
export const hook = <P>(route: Omit<Hook<P>, "kind">): Hook<P> => ({ kind: "hook", ...route });

export function methodOf(route: Route): "GET" | "POST" {
  return route.kind === "errand" || route.kind === "hook" ? "POST" : "GET";
}
