import type { Command } from "../act.ts";
import type { Actor } from "../actor.ts";
import type { City } from "../city.ts";
import type { Html } from "../html.ts";
import type { Locale } from "../i18n/locales.ts";
import type { MessageKey } from "../i18n/messages.ts";
import type { Translate } from "../i18n/translate.ts";
import type { MenuEntry } from "../module.ts";
import type { CivilDate } from "../time/civil-date.ts";

/** What a page is given to draw itself. */
export type View = {
  readonly city: City;
  readonly actor: Actor;
  readonly locale: Locale;
  readonly t: Translate;
  readonly now: Date;
  /** The civil day of `now` in the city's zone. */
  readonly today: CivilDate;
  /** The path with its query as asked for, decoded once. */
  readonly url: URL;
  readonly requestId: string;
  /** The asking browser's random token. */
  readonly browserId: string | undefined;
  /** Said once, after an errand. */
  readonly flash: MessageKey | undefined;
  readonly menu: readonly MenuEntry[];
  /** The hidden field that every form carries: CSRF token and idempotency key. `action` is the form's address. */
  formKey(action: string): Html;
  /** For the few pages whose look must leave a trace (a clerk opens a person, a resident asks for a door code). */
  perform<Input, Output>(command: Command<Input, Output>, input: Input): Promise<Output>;
};
