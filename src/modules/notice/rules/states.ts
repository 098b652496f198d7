import type { DeliveryState, MessageState } from "../types.ts";

/** From each state to which; whatever is not here cannot happen. */
export const transitions: Readonly<Record<MessageState, readonly MessageState[]>> = {
  queued: ["sent", "retrying", "failed"],
  retrying: ["sent", "retrying", "failed"],
  /** Somebody presses "send again". */
  sent: ["queued"],
  failed: ["queued"],
};

export function canBecome(from: MessageState, to: MessageState): boolean {
  return transitions[from].includes(to);
}

/** What a try makes of its message. A deferred one is tried again as long as there is a next time. */
export function stateAfter(delivery: DeliveryState, nextTryAt: Date | undefined): MessageState {
  if (delivery === "sent") return "sent";
  return delivery === "deferred" && nextTryAt !== undefined ? "retrying" : "failed";
}
