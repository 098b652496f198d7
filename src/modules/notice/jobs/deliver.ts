import { z } from "zod";
import type { City } from "../../../kernel/city.ts";
import type { Job } from "../../../kernel/jobs/types.ts";
import { claimMessage, recordTry } from "../commands/deliver.ts";
import { drawLetterHtml } from "../pages/letter-html.ts";
import { drawLetterText } from "../pages/letter-text.ts";
import type { Letter } from "../rules/letter.ts";
import { letterOf } from "../rules/letter-of.ts";
import type { Recipient } from "../rules/recipient.ts";
import type { Message } from "../store/messages.ts";
import { findRecipient } from "../store/recipients.ts";
import type { DeliveryState, Mail, MailSender, SendOutcome } from "../types.ts";

export type Post = {
  readonly sender: MailSender;
  /** The address in From and in the envelope. Answers go to the city's contact. */
  readonly from: string;
};

const asked = z.strictObject({ messageId: z.uuid(), round: z.int().positive() });

export const deliverJob = (post: Post): Job<z.output<typeof asked>> => ({
  name: "notice.deliver",
  data: asked,
  urgent: true,
  // As many as a sender keeps connections: a slow one must not hold up a sign-in code.
  concurrency: 3,
  // A try after what the mail server said is a job of its own; these retries are for a worker that died.
  retry: { limit: 10, delaySeconds: 15, backoff: true },
  run: async (work, ask) => {
    const claim = await work.perform(claimMessage, ask);
    if (claim.kind === "over") return;
    if (claim.kind === "busy") throw new Error("Another worker has this message");
    const result = await deliver(work.city, post, claim.message);
    await work.perform(recordTry, { ...ask, ...result });
  },
});

type Result = { readonly state: DeliveryState; readonly reply: string };

async function deliver(city: City, post: Post, message: Message): Promise<Result> {
  if (message.until !== undefined && city.clock.now() >= message.until) return { state: "unsent", reply: "too-late" };
  const recipient = await findRecipient(city.db, city.secrets, message);
  if (recipient === undefined) return { state: "unsent", reply: "no-address" };
  const letter = findLetter(message, recipient, city);
  if (letter === undefined) return { state: "unsent", reply: "no-text" };
  const { verdict, reply } = await post.sender.send(await mailOf(message, recipient, letter, city, post.from));
  const fields = { messageId: message.id, kind: message.kind, verdict, reply };
  if (verdict === "accepted") city.log.info("notice.sent", fields);
  else city.log.warn("notice.not-sent", fields);
  return { state: stateOf[verdict], reply };
}

function findLetter(message: Message, recipient: Recipient, city: City): Letter | undefined {
  try {
    return letterOf(message, recipient, city);
  } catch {
    // The error's own words may repeat what stands in the mail.
    city.log.error("notice.no-text", { messageId: message.id, kind: message.kind });
    return undefined;
  }
}

async function mailOf(message: Message, to: Recipient, letter: Letter, city: City, from: string): Promise<Mail> {
  return {
    messageId: `${message.id}.${message.round}@${from.slice(from.lastIndexOf("@") + 1)}`,
    writtenAt: message.queuedAt,
    to: to.mail,
    from: { name: letter.sender, address: from },
    replyTo: city.config.contact.mail,
    subject: letter.subject,
    text: drawLetterText(letter),
    html: String(await drawLetterHtml(letter)),
    language: letter.language,
  };
}

const stateOf: Readonly<Record<SendOutcome["verdict"], DeliveryState>> = {
  accepted: "sent",
  refused: "refused",
  deferred: "deferred",
};
