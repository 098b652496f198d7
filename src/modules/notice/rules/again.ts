import type { MessageState } from "../types.ts";
import { canBecome } from "./states.ts";

/** A mail can be sent again when it came to its end, is no sign-in code, and somebody to send it to is known still. */
export function canBeSentAgain(message: {
  readonly state: MessageState;
  readonly kind: string;
  readonly personId: string | undefined;
  readonly addressSealed: string | undefined;
}): boolean {
  const hasRecipient = message.personId !== undefined || message.addressSealed !== undefined;
  return canBecome(message.state, "queued") && message.kind !== "identity.code" && hasRecipient;
}
