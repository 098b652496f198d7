import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { canBeSentAgain } from "../rules/again.ts";
import { lockMessage, queueAgain } from "../store/messages.ts";
import { queueDelivery } from "./send-notice.ts";

/** A clerk has a mail sent once more. It is a mail of its own to mailboxes, so that none drops it as a copy. */
export async function sendAgain(act: Act, ask: { messageId: string }): Promise<void> {
  const message = await lockMessage(act.tx, ask.messageId);
  if (message === undefined) throw notFound();
  if (!canBeSentAgain(message)) throw new Refusal("notice.staff-not-again");
  const round = await queueAgain(act.tx, message.id, act.now);
  await audit(act, { what: "notice.sent-again", subject: `notice/${message.id}`, about: message.personId });
  await queueDelivery(act, { messageId: message.id, round, tries: 0 });
}
