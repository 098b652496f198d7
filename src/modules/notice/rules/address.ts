import { parseMail } from "../../../kernel/text/contact.ts";

/** The one address that this text is: no list, no name, no header. */
export function findAddress(text: string | undefined): string | undefined {
  const read = parseMail(text ?? "");
  return read.ok ? read.value : undefined;
}

/** "h•••@example.jp": enough for a clerk to see a mistyped domain, too little to write to. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, 1)}•••${address.slice(at)}`;
}
