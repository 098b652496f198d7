import type { NodemailerError } from "nodemailer";
import type { SendOutcome } from "../../modules/notice/types.ts";

/**
 * What an error of the SMTP client means for this mail. Only a 5yz to the recipient or to the text says that this mail
 * will never be taken. A 5yz before that (greeting, STARTTLS, login, sender) is about us: a wrong password must not
 * turn a day's mails into failed ones, so these are tried again.
 */
export function outcomeOfError(error: unknown): SendOutcome {
  const { responseCode, response, command, code } = (error ?? {}) as NodemailerError;
  if (responseCode === undefined) return { verdict: "deferred", reply: networkWord(code) };
  const reply = replyClass(responseCode, response);
  const aboutThisMail = command === "RCPT TO" || command === "DATA";
  const forGood = responseCode >= 500 && !aboutTheSession.has(responseCode);
  return { verdict: aboutThisMail && forGood ? "refused" : "deferred", reply };
}

/** "250 2.0.0": the code and, if the server gives one, the enhanced status (RFC 3463). The server's text stays out. */
export function replyClass(code: number, response: string | undefined): string {
  const enhanced = response?.match(/^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/)?.[1];
  return enhanced === undefined ? String(code) : `${code} ${enhanced}`;
}

/** Bad sequence, log in first, encrypt first: other words for "not in this session". */
const aboutTheSession = new Set([503, 530, 538]);

/** ECONNECTION, ETIMEDOUT, EDNS …: nodemailer's own words; anything else might be somebody's text. */
function networkWord(code: string | undefined): string {
  return code !== undefined && /^E[A-Z0-9]{2,20}$/.test(code) ? code : "EUNKNOWN";
}
