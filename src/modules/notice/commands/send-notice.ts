import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { findPerson } from "../../identity/index.ts";
import { findAddress } from "../rules/address.ts";
import { writeLetter } from "../rules/letter.ts";
import { addressPurpose, type SealedAddress } from "../rules/recipient.ts";
import { insertMessage, type NewMessage } from "../store/messages.ts";
import type { NoticeToSend } from "../types.ts";

/**
 * Writes a mail and the job that sends it into the caller's transaction: both are there exactly if what they tell has
 * happened. A person without a mail address gets none. Throws (a mistake of the caller, not of a person) if the words
 * lack something, if the link leads elsewhere, or if a code would get into a mail.
 */
export async function sendNotice(act: Act, notice: NoticeToSend): Promise<void> {
  assertSayable(act, notice);
  const recipient = await addressTo(act, notice.to);
  if (recipient === undefined) return;
  const message: NewMessage = {
    ...recipient,
    id: randomUUID(),
    kind: notice.kind,
    params: notice.params ?? {},
    lines: notice.lines ?? [],
    link: notice.link,
    subject: notice.subject,
    createdAt: act.now,
    until: notice.until,
    once: notice.once,
  };
  if (await insertMessage(act.tx, message)) await queueDelivery(act, { messageId: message.id, round: 1, tries: 0 });
}

/** One job for each try; asked for twice it is still one. */
export function queueDelivery(
  act: Act,
  next: { messageId: string; round: number; tries: number; at?: Date },
): Promise<void> {
  const { messageId, round, tries, at } = next;
  return later(act, {
    name: "notice.deliver",
    data: { messageId, round },
    once: `${messageId} ${round} ${tries}`,
    ...(at === undefined ? {} : { startAfter: at }),
  });
}

type StoredRecipient = Pick<NewMessage, "personId" | "addressSealed" | "locale">;

async function addressTo(act: Act, to: NoticeToSend["to"]): Promise<StoredRecipient | undefined> {
  if ("personId" in to) {
    const person = await findPerson(act.tx, to.personId);
    if (person?.mail === undefined) return undefined;
    return { personId: to.personId, addressSealed: undefined, locale: undefined };
  }
  const { name, locale } = to;
  const mail = findAddress(to.mail);
  if (mail === undefined) throw new Error("A notice goes to one mail address");
  const address: SealedAddress = name === undefined ? { mail } : { mail, name };
  const addressSealed = act.city.secrets.seal(addressPurpose, JSON.stringify(address));
  return { personId: undefined, addressSealed, locale };
}

/** What cannot be put into words fails here, in the caller's tests, and not in a job at night. */
function assertSayable(act: Act, notice: NoticeToSend): void {
  const { kind, params = {}, lines = [], link } = notice;
  if ("code" in params) throw new Error(`${kind}: a code is not put into a mail`);
  if ("sealed" in params !== (kind === "identity.code")) throw new Error(`${kind}: only the sign-in code comes sealed`);
  if (link !== undefined && !/^\/(?![/\\])/.test(link))
    throw new Error(`${kind}: the link must be a path of this site`);
  writeLetter({ kind, params, lines, link, code: undefined }, { name: undefined, locale: "ja" }, act.city);
}
