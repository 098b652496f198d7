import { randomInt } from "node:crypto";

export const enrolmentHours = 72;

/** No 0 O 1 I L: a code is read from paper. 31 letters, 10 of them: 49 bits. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

export function makePaperCode(): string {
  const letters = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** The code as typed: small letters, full-width, with or without the hyphen. undefined if it cannot be one. */
export function readPaperCode(text: string): string | undefined {
  const letters = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s‐-―ー−-]/gu, "");
  if (letters.length !== 10 || [...letters].some((letter) => !alphabet.includes(letter))) return undefined;
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}
