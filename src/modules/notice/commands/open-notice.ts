import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { maskAddress } from "../rules/address.ts";
import { canBeSentAgain } from "../rules/again.ts";
import type { Letter } from "../rules/letter.ts";
import { letterForStaff } from "../rules/letter-of.ts";
import { type Delivery, listDeliveries } from "../store/deliveries.ts";
import { findMessage, type Message } from "../store/messages.ts";
import { findRecipient } from "../store/recipients.ts";

export type OpenedNotice = {
  readonly message: Message;
  readonly deliveries: readonly Delivery[];
  /** undefined if the address is gone, or there never was one. */
  readonly maskedAddress: string | undefined;
  /** What stands in the mail, without any code; undefined once it was forgotten. */
  readonly letter: Letter | undefined;
  readonly canBeSentAgain: boolean;
};

/** A clerk looks at one mail: the person it went to sees that. */
export async function openNotice(act: Act, ask: { messageId: string }): Promise<OpenedNotice> {
  const message = await findMessage(act.tx, ask.messageId);
  if (message === undefined) throw notFound();
  const recipient = await findRecipient(act.tx, act.city.secrets, message);
  await audit(act, { what: "notice.opened", subject: `notice/${message.id}`, about: message.personId });
  return {
    message,
    deliveries: await listDeliveries(act.tx, message.id),
    maskedAddress: recipient && maskAddress(recipient.mail),
    letter: recipient && letterForStaff(message, recipient, act.city),
    canBeSentAgain: canBeSentAgain(message),
  };
}
