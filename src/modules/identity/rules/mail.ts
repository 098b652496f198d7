export type MailAddress = {
  /** As typed. */
  readonly mail: string;
  /** The one form by which two spellings of an address are the same person's. */
  readonly key: string;
};

/** No provider in use tells two people apart by capitals, and people do not type them alike each time. */
export function addressOf(mail: string): MailAddress {
  return { mail, key: mail.toLowerCase() };
}
