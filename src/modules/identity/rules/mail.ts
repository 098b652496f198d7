import { domainToASCII } from "node:url";

export type MailAddress = {
  /** As typed, without the spaces around it; full-width letters made plain. */
  readonly mail: string;
  /** The one form by which two spellings are the same: lower case, the domain in ASCII. */
  readonly key: string;
};

const longest = 254;
const local = /^[^\s"(),:;<>@[\\\]]{1,64}$/u;
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * Reads an address as people type it (full-width ＠, spaces around, capitals). undefined if no mail can be sent to it.
 * The mailbox name is compared in lower case too: no provider in use tells two people apart by capitals.
 */
export function parseMail(text: string): MailAddress | undefined {
  const mail = text.normalize("NFKC").trim();
  const at = mail.lastIndexOf("@");
  if (at < 1 || mail.length > longest || hasControls(mail)) return undefined;
  const name = mail.slice(0, at);
  const host = domainToASCII(mail.slice(at + 1)).toLowerCase();
  if (!local.test(name) || name.startsWith(".") || name.endsWith(".") || name.includes("..")) return undefined;
  if (!domain.test(host)) return undefined;
  return { mail, key: `${name.toLowerCase()}@${host}` };
}

function hasControls(text: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Cs}]/u.test(text);
}
