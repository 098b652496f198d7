import type { Act } from "../../../kernel/act.ts";
import { nextTryAfter } from "../rules/retry.ts";
import { canBecome, stateAfter } from "../rules/states.ts";
import { insertDelivery } from "../store/deliveries.ts";
import { claimRow, lockMessage, type Message, updateAfterTry } from "../store/messages.ts";
import { type DeliveryState, sendingSeconds } from "../types.ts";
import { queueDelivery } from "./send-notice.ts";

export type Claim =
  | { readonly kind: "yours"; readonly message: Message }
  /** Sent, failed, or asked for anew in the meantime. */
  | { readonly kind: "over" }
  /** Another worker is sending it, or was when it died. */
  | { readonly kind: "busy" };

/** One worker at a time sends a message, also if two got the job. */
export async function claimMessage(act: Act, ask: { messageId: string; round: number }): Promise<Claim> {
  const message = await lockMessage(act.tx, ask.messageId);
  if (message === undefined || message.round !== ask.round) return { kind: "over" };
  if (message.state !== "queued" && message.state !== "retrying") return { kind: "over" };
  const claimedUntil = new Date(act.now.getTime() + claimSeconds * 1000);
  return (await claimRow(act.tx, message.id, { now: act.now, claimedUntil }))
    ? { kind: "yours", message }
    : { kind: "busy" };
}

/** Longer than a sender takes, shorter than the two minutes after which a dead worker's job is given to another. */
const claimSeconds = sendingSeconds + 30;

export type Tried = {
  readonly messageId: string;
  readonly round: number;
  readonly state: DeliveryState;
  readonly reply: string;
};

/** Notes a try, and asks for the next one if there is one. A try that comes in late never undoes that a mail was sent. */
export async function recordTry(act: Act, tried: Tried): Promise<void> {
  const message = await lockMessage(act.tx, tried.messageId);
  if (message === undefined) return;
  const tries = message.tries + 1;
  await insertDelivery(act.tx, message.id, {
    round: tried.round,
    try: tries,
    at: act.now,
    state: tried.state,
    reply: tried.reply,
  });
  if (message.round !== tried.round) return;
  const times = { now: act.now, queuedAt: message.queuedAt, until: message.until };
  const possible = tried.state === "deferred" ? nextTryAfter(tries, times) : undefined;
  const state = stateAfter(tried.state, possible);
  if (!canBecome(message.state, state)) return;
  const nextTryAt = state === "retrying" ? possible : undefined;
  await updateAfterTry(act.tx, message.id, { state, tries, nextTryAt });
  if (nextTryAt !== undefined)
    await queueDelivery(act, { messageId: message.id, round: message.round, tries, at: nextTryAt });
}
