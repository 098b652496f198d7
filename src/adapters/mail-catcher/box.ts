import { mkdir, readdir, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { simpleParser } from "mailparser";

/** A mail as it came, read back from its .eml file. */
export type CaughtMail = {
  /** The file's name without .eml: "1795881600000-0001". Later mails sort after earlier ones. */
  readonly id: string;
  readonly receivedAt: Date;
  /** The address of the envelope, where a mail server would have put it. */
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** By lower-case name; the raw line without the name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly source: Buffer;
};

/** Mails in a folder, one .eml file each. Another process may read the same folder at the same time. */
export type MailBox = {
  keep(to: string, source: Buffer, receivedAt: Date): Promise<void>;
  /** Newest first. */
  listIds(): Promise<string[]>;
  find(id: string): Promise<CaughtMail | undefined>;
};

export function openMailBox(folder: string, options: { keepAtMost?: number } = {}): MailBox {
  const { keepAtMost = 5000 } = options;
  const read = new Map<string, CaughtMail>();
  let counter = 0;
  const listIds = async () => {
    const names = await readdir(folder).catch(() => []);
    const ids = names.filter((name) => name.endsWith(".eml")).map((name) => name.slice(0, -4));
    return ids.sort().reverse();
  };
  return {
    listIds,
    async keep(to, source, receivedAt) {
      await mkdir(folder, { recursive: true });
      counter += 1;
      const id = `${receivedAt.getTime()}-${process.pid}-${String(counter).padStart(6, "0")}`;
      const received = `Delivered-To: ${to}\r\nReceived: by localhost; ${receivedAt.toUTCString()}\r\n`;
      // Renamed when it is whole: a reader never sees half a mail.
      await writeFile(join(folder, `${id}.part`), Buffer.concat([Buffer.from(received), source]));
      await rename(join(folder, `${id}.part`), join(folder, `${id}.eml`));
      if (counter % 100 === 0) {
        for (const old of (await listIds()).slice(keepAtMost)) await unlink(join(folder, `${old}.eml`)).catch(() => {});
      }
    },
    async find(id) {
      if (!/^[\d-]+$/.test(id)) return undefined;
      const known = read.get(id);
      if (known !== undefined) return known;
      const source = await readFile(join(folder, `${id}.eml`)).catch(() => undefined);
      if (source === undefined) return undefined;
      const mail = await parseMail(id, source);
      if (read.size > 500) read.clear();
      read.set(id, mail);
      return mail;
    },
  };
}

export type WaitOptions = { readonly seconds?: number };

/** The newest mail to this address that fits, as soon as there is one. Mails that are already there count. */
export async function waitForMail(
  box: MailBox,
  address: string,
  fits: (mail: CaughtMail) => boolean = () => true,
  { seconds = 10 }: WaitOptions = {},
): Promise<CaughtMail> {
  for (let waited = 0; waited <= seconds * 1000; waited += 50) {
    for await (const mail of newestFirst(box)) if (mail.to === address && fits(mail)) return mail;
    await wait(50);
  }
  throw new Error(`No fitting mail to ${address} within ${seconds} s`);
}

export async function listMails(box: MailBox, limit = Number.POSITIVE_INFINITY): Promise<CaughtMail[]> {
  const mails: CaughtMail[] = [];
  for await (const mail of newestFirst(box)) {
    if (mails.length >= limit) break;
    mails.push(mail);
  }
  return mails;
}

async function* newestFirst(box: MailBox): AsyncGenerator<CaughtMail> {
  for (const id of await box.listIds()) {
    const mail = await box.find(id);
    if (mail !== undefined) yield mail;
  }
}

async function parseMail(id: string, source: Buffer): Promise<CaughtMail> {
  const parsed = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  const headers = new Map(parsed.headerLines.map(({ key, line }) => [key, line.slice(key.length + 1).trim()]));
  return {
    id,
    receivedAt: new Date(Number(id.split("-")[0])),
    to: headers.get("delivered-to") ?? "",
    from: parsed.from?.text ?? "",
    subject: parsed.subject ?? "",
    text: parsed.text ?? "",
    html: parsed.html || "",
    messageId: parsed.messageId ?? "",
    headers,
    source,
  };
}
