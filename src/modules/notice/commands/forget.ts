import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { forgetMessagesTo, stripMessagesBefore } from "../store/messages.ts";

/** As long as somebody may ask "did you tell me?" about a booking of this quarter. */
const keptDays = 90;

/** Takes everything personal out of messages that came to their end long ago; that there was a mail stays countable. */
export async function forgetOldMessages(act: Act): Promise<number> {
  const count = await stripMessagesBefore(act.tx, new Date(act.now.getTime() - keptDays * 86_400_000));
  if (count > 0) await audit(act, { what: "notice.forgotten", subject: "notice/old", counts: { messages: count } });
  return count;
}

/** Part of the deletion of an account, which audits it. */
export async function forgetPerson(act: Act, personId: string): Promise<void> {
  await forgetMessagesTo(act.tx, personId);
}
