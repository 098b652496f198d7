import type { Locale, LocalText } from "../../kernel/i18n/locales.ts";
import type { MessageKey } from "../../kernel/i18n/messages.ts";
import type { CivilDate } from "../../kernel/time/civil-date.ts";
import type { TimeRange } from "../../kernel/time/wall-time.ts";

type KindOf<Key> = Key extends `${infer Module}.notice.${infer Rest}.subject` ? `${Module}.${Rest}` : never;

/** 'facility.confirmed': every kind that has the text `<module>.notice.<rest>.subject`. A kind without texts does not compile. */
export type NoticeKind = KindOf<MessageKey>;

/**
 * Something said in a mail. It is put into words when the mail is written, in the language of the person who gets it:
 * who asks for a notice need not know that language. A bare number gets separators but no unit.
 */
export type Said =
  | string
  | number
  | LocalText
  | { readonly yen: number }
  | { readonly on: CivilDate }
  | TimeRange
  /** An instant in ISO 8601; said in the city's zone. */
  | { readonly at: string }
  /** Until when, in ISO 8601: a midnight is said as the day that ends with it, as people name a last day. */
  | { readonly by: string };

export type SaidLine = { readonly label: Said | { readonly key: MessageKey }; readonly value: Said };

export type NoticeToSend = {
  /** A person's address is read when the mail is sent; an address without a person is kept sealed until then. */
  readonly to:
    | { readonly personId: string }
    | { readonly mail: string; readonly locale: Locale; readonly name?: string };
  readonly kind: NoticeKind;
  /** For the placeholders of the body. `sealed` is the sign-in code, sealed for 'sign-in-code'; nothing else is secret. */
  readonly params?: Readonly<Record<string, Said>>;
  readonly lines?: readonly SaidLine[];
  /** A path of this site. */
  readonly link?: string;
  /** What the notice is about: { kind: 'booking', id }. */
  readonly subject?: { readonly kind: string; readonly id: string };
  /** After this instant the mail is of no use and is not sent any more. */
  readonly until?: Date;
  /** The same word again sends nothing: 'booking.reminder/<id>/2026-12-04'. */
  readonly once?: string;
};

/** One mail to one recipient. */
export type Mail = {
  /** Without the angle brackets. The same for every try, so that a mailbox can drop a second copy. */
  readonly messageId: string;
  /** The Date header: the same for every try. */
  readonly writtenAt: Date;
  readonly to: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string;
  readonly subject: string;
  /** format=flowed; delsp=yes (RFC 3676). */
  readonly text: string;
  readonly html: string;
  readonly language: string;
};

/**
 * What the mail server said. `reply` is its code and enhanced status ("550 5.1.1") or the network's word
 * ("ETIMEDOUT"), never its text, which may repeat the address.
 */
export type SendOutcome = {
  /** accepted: the server took responsibility · refused: never try this again · deferred: try again later. */
  readonly verdict: "accepted" | "refused" | "deferred";
  readonly reply: string;
};

/** Hands a mail to a server. Never throws for what the server or the network says, and ends within `sendingSeconds`. */
export type MailSender = {
  send(mail: Mail): Promise<SendOutcome>;
  close(): void;
};

/** The longest that a sender may take for one mail. The claim on a message outlasts it. */
export const sendingSeconds = 60;

export const messageStates = ["queued", "retrying", "sent", "failed"] as const;
export type MessageState = (typeof messageStates)[number];

/** unsent: not handed to a server at all, and `reply` says why (too-late, no-address, no-text). */
export type DeliveryState = "sent" | "refused" | "deferred" | "unsent";
