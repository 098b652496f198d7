import type { CityConfig } from "../../../kernel/city-config.ts";
import { type Locale, languageTag } from "../../../kernel/i18n/locales.ts";
import { type MessageKey, messages } from "../../../kernel/i18n/messages.ts";
import { type Params, translator, withBrackets } from "../../../kernel/i18n/translate.ts";
import type { NoticeKind, Said, SaidLine } from "../types.ts";
import { cleanLine, greetableName } from "./clean.ts";
import { sayValue } from "./said.ts";

/** A mail in words, before it is drawn as text and as HTML. Every string is plain text. */
export type Letter = {
  readonly language: string;
  readonly sender: string;
  readonly subject: string;
  readonly greeting: string;
  /** The first paragraph; then the code, if there is one; then the other paragraphs. */
  readonly opening: readonly string[];
  /** The one-time sign-in code; no other code ever stands in a mail. */
  readonly code: string | undefined;
  readonly rest: readonly string[];
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly link: { readonly words: string; readonly href: string } | undefined;
  readonly ask: string;
  readonly why: string;
  /** Said while the city's people and sums are invented. */
  readonly sample: string | undefined;
};

export type LetterContent = {
  readonly kind: NoticeKind;
  readonly params: Readonly<Record<string, Said>>;
  readonly lines: readonly SaidLine[];
  readonly link: string | undefined;
  readonly code: string | undefined;
};

export type Reader = { readonly name: string | undefined; readonly locale: Locale };

export function writeLetter(
  content: LetterContent,
  reader: Reader,
  city: { readonly config: CityConfig; readonly address: string },
): Letter {
  const write = writer(reader.locale);
  const { config } = city;
  const say = (value: Said) => sayValue(value, reader.locale, config.zone);
  const name = greetableName(reader.name);
  const contact = {
    office: say(config.contact.office),
    telephone: cleanLine(config.contact.telephone),
    hours: say(config.contact.hours),
  };
  const paragraphs = paragraphsOf(write(textKey(content.kind, "body"), mapValues(content.params, say)));
  return {
    language: languageTag[reader.locale],
    sender: write("notice.mail.sender", { city: say(config.name) }),
    // No placeholders: a subject is read by whoever sees the lock screen.
    subject: cleanLine(write(textKey(content.kind, "subject"))),
    greeting: name === undefined ? write("notice.mail.greeting") : write("notice.mail.greeting-named", { name }),
    opening: paragraphs.slice(0, 1),
    code: content.code,
    rest: paragraphs.slice(1),
    lines: content.lines.map(({ label, value }) => ({ label: sayLabel(label, write, say), value: say(value) })),
    link:
      content.link === undefined
        ? undefined
        : { words: sayLink(content.kind, write), href: city.address + content.link },
    ask: write("notice.mail.ask", contact),
    why: write("notice.mail.why", { city: say(config.name), office: contact.office }),
    sample: config.sample ? write("notice.mail.sample") : undefined,
  };
}

type Write = (key: MessageKey, params?: Params) => string;

/** Mail has no ruby, so the readings of やさしい日本語 stand in brackets: 予約（よやく）. */
function writer(locale: Locale): Write {
  const t = translator(locale);
  return (key, params) => withBrackets(t.marked(key, params).marked);
}

/** Whether the words for this kind exist; the type says so already, a row of the database does not. */
export function isNoticeKind(kind: string): kind is NoticeKind {
  return textKey(kind, "subject") in messages.ja && textKey(kind, "body") in messages.ja;
}

export function textKey(kind: string, part: "subject" | "body" | "link"): MessageKey {
  const [module, ...rest] = kind.split(".");
  return `${module}.notice.${rest.join(".")}.${part}` as MessageKey;
}

/** The words on the link say what opens, where the kind's module gives them. */
function sayLink(kind: NoticeKind, write: Write): string {
  const key = textKey(kind, "link");
  return write(key in messages.ja ? key : "notice.mail.open");
}

function sayLabel(label: SaidLine["label"], write: Write, say: (value: Said) => string): string {
  return typeof label === "object" && "key" in label ? write(label.key) : say(label);
}

/** The texts part paragraphs by an empty line. A value cannot, because it is one line. */
function paragraphsOf(body: string): string[] {
  return body.split(/\n\n+/).map((paragraph) => paragraph.trim());
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
