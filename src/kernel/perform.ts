import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Act, Command } from "./act.ts";
import type { Actor } from "./actor.ts";
import type { City } from "./city.ts";
import { refusalOf } from "./db/constraints.ts";
import type { Locale } from "./i18n/locales.ts";

export type Performer = {
  readonly actor: Actor;
  readonly locale?: Locale;
  readonly requestId?: string;
  readonly browserId?: string | undefined;
  readonly source?: string | undefined;
  readonly userAgent?: string | undefined;
};

/**
 * Runs a command in one transaction. Serialisation failures and deadlocks are tried again, at most five times with
 * jitter, here and nowhere else. A constraint that says no becomes the Refusal that the manifests name for it.
 */
export async function perform<Input, Output>(
  city: City,
  performer: Performer,
  command: Command<Input, Output>,
  input: Input,
): Promise<Output> {
  const { actor, locale = "ja", requestId = randomUUID(), browserId, source, userAgent } = performer;
  for (let attempt = 1; ; attempt++) {
    try {
      return await city.db.transaction().execute((tx) => {
        const act: Act = { city, tx, actor, now: city.clock.now(), locale, requestId, browserId, source, userAgent };
        return command(act, input);
      });
    } catch (error) {
      if (attempt > maxRetries || !isWorthRetrying(error)) throw refusalOf(error, city.constraints);
      await wait(randomInt(5, 25) * attempt);
    }
  }
}

const maxRetries = 5;

/** 40001 serialization_failure, 40P01 deadlock_detected. */
function isWorthRetrying(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  return code === "40001" || code === "40P01";
}
