import parsePhoneNumber from "libphonenumber-js/min";
import { accept, type Result, refuse } from "../result.ts";

/**
 * Reads a telephone number as people write it: full-width digits, brackets, hyphens, 長音 for a hyphen, +81. Kept as digits
 * only; numbers of other countries with + in front.
 */
export function parseTelephone(text: string): Result<string> {
  const plain = text
    .normalize("NFKC")
    .replace(/[\s().‐-―ー−~〜-]/gu, "")
    .replace(/^\+810?/, "0");
  return japanese.test(plain) || foreign.test(plain) ? accept(plain) : refuse("field.telephone");
}

/** Eleven digits for mobile, IP and some free numbers, ten for all others. */
const japanese = /^0(?:[5-9]0\d{8}|(?![5-9]0)[1-9]\d{8})$/;
const foreign = /^\+(?!81)[1-9]\d{6,14}$/;

/** In the groups of its area code: 0299-48-1111 but 029-224-1111. Foreign numbers as +1 202 555 0100. */
export function formatTelephone(digits: string): string {
  const number = parsePhoneNumber(digits, "JP");
  if (number === undefined) return digits;
  const shown = number.country === "JP" ? number.formatNational() : number.formatInternational();
  // Numbers that the library's table does not have yet come back without groups and without their first 0.
  return shown.replace(/\D/g, "") === digits.replace(/\D/g, "") ? shown : digits;
}

/** Reads 319-0192, 〒３１９ー０１９２, 3190192; kept as 319-0192. */
export function parsePostcode(text: string): Result<string> {
  const digits = text.normalize("NFKC").replace(/[〒\s‐-―ー−-]/gu, "");
  return /^\d{7}$/.test(digits) ? accept(`${digits.slice(0, 3)}-${digits.slice(3)}`) : refuse("field.postcode");
}

/**
 * Reads an address to which a mail can be sent: full-width ＠ and spaces around are forgiven. Two dots in a row and a dot
 * before @ are against RFC 5321, but telephone companies gave such addresses to many people until 2009, and they work.
 */
export function parseMail(text: string): Result<string> {
  const plain = text.normalize("NFKC").trim();
  const parts =
    /^([a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64})@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9])$/i.exec(
      plain,
    );
  if (parts === null || plain.length > 254 || plain.startsWith(".")) return refuse("field.mail");
  return accept(`${parts[1]}@${parts[2]?.toLowerCase()}`);
}
