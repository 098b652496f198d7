import type { Actor } from "./actor.ts";
import type { City } from "./city.ts";
import type { Tx } from "./db/types.ts";
import type { Locale } from "./i18n/locales.ts";

/** What a command is given: the city, one open transaction, who acts, and the instant that counts as now. */
export type Act = {
  readonly city: City;
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
  readonly locale: Locale;
  readonly requestId: string;
  /** The asking browser's random token: sign-in codes are bound to it. undefined outside a request. */
  readonly browserId: string | undefined;
  /** A keyed hash of the network address of the request, for throttles; the address itself is not kept. */
  readonly source?: string | undefined;
  /** The browser's own description, at most 300 characters: for "my sessions" only, never as a proof. */
  readonly userAgent?: string | undefined;
};

/** One errand, one transaction: load → policy → rules → store → audit → outbox. Says no by throwing a Refusal. */
export type Command<Input, Output> = (act: Act, input: Input) => Promise<Output>;
