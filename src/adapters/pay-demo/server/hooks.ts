import { eventText, hmacHex, secondsOf } from "../signature.ts";
import { chanceFrom } from "./chance.ts";
import type { Journal } from "./journal.ts";
import type { Event } from "./records.ts";

export type HookOptions = {
  readonly address: string;
  readonly key: string;
  /** How often each event is sent, if nothing is lost. Default 2. */
  readonly copies?: number;
  /** Each sending waits between least and most, so that events overtake each other. Default 100 to 1,500. */
  readonly delayMs?: readonly [least: number, most: number];
  /** Share of sendings that never leave. Default 0. */
  readonly lose?: number;
  readonly seed?: number;
};

/** Sends events several times, late and out of order; what is not answered with 2xx is sent again, five times. */
export function startHooks(journal: Journal, options: HookOptions | undefined, now: () => Date) {
  const timers = new Set<NodeJS.Timeout>();
  const sending = new Set<Promise<void>>();
  const chance = chanceFrom(options?.seed ?? 1);
  let isClosed = false;

  const sendLater = (event: Event, attempt: number, delay: number) => {
    if (isClosed) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      const sent = send(event, attempt);
      sending.add(sent);
      void sent.finally(() => sending.delete(sent));
    }, delay);
    timers.add(timer);
  };

  const send = async (event: Event, attempt: number) => {
    if (options === undefined) return;
    const { id, type, reference, at } = event;
    const body = Buffer.from(JSON.stringify({ id, type, reference, at }));
    const time = secondsOf(now());
    const signature = hmacHex(options.key, eventText(time, body));
    const isTaken = await fetch(options.address, {
      method: "POST",
      headers: { "content-type": "application/json", "demo-signature": `t=${time},v1=${signature}` },
      body,
      signal: AbortSignal.timeout(10_000),
    }).then(
      (response) => response.ok,
      () => false,
    );
    if (isTaken) journal.saveEvent({ ...event, delivered: true });
    else if (attempt < mostAttempts) sendLater(event, attempt + 1, 500 * 2 ** attempt);
  };

  const announce = (event: Event) => {
    if (options === undefined) return;
    const { copies = 2, delayMs: [least, most] = [100, 1500], lose = 0 } = options;
    for (let copy = 0; copy < copies; copy++) {
      const isLost = chance() < lose;
      const delay = least + Math.floor(chance() * (most - least + 1));
      if (!isLost) sendLater(event, 1, delay);
    }
  };

  for (const event of journal.events.values()) if (!event.delivered) announce(event);

  return {
    announce,
    /** Nothing waits to be sent and nothing is being sent. */
    isIdle: () => timers.size === 0 && sending.size === 0,
    async close() {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(sending);
    },
  };
}

const mostAttempts = 6;
