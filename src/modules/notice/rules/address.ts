/**
 * One address and nothing else: no list, no name, no header. Wider than RFC 5322 where Japan is: dots in a row and
 * before the @ were given out by mobile carriers until 2009 and are still in use.
 */
export function isOneAddress(text: string): boolean {
  return text.length <= 254 && /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(\.[\w-]+)+$/.test(text);
}

/** "h•••@example.jp": enough for a clerk to see a mistyped domain, too little to write to. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, 1)}•••${address.slice(at)}`;
}
