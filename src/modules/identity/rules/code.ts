import { randomInt } from "node:crypto";

export const codeMinutes = 10;
export const codeTries = 5;
/** After the right code, this long to say one's name for the first time. */
export const nameMinutes = 30;

/** Six digits, each code as likely as any other. */
export function makeDigits(): string {
  return String(randomInt(0, 1_000_000)).padStart(6, "0");
}

/** The six digits as people type or paste them: full-width, with spaces or hyphens. undefined if they are not six. */
export function readDigits(text: string): string | undefined {
  const digits = text.normalize("NFKC").replace(/[\s‐-―ー−-]/gu, "");
  return /^[0-9]{6}$/.test(digits) ? digits : undefined;
}

/** "482 913" is easier to carry from a mail to a form than "482913". */
export function spaceDigits(digits: string): string {
  return `${digits.slice(0, 3)} ${digits.slice(3)}`;
}

export type CodeState = "open" | "proven" | "used" | "expired" | "tried-out";

export function codeState(
  code: { tries: number; expiresAt: Date; provenAt: Date | undefined; usedAt: Date | undefined },
  now: Date,
): CodeState {
  if (code.usedAt !== undefined) return "used";
  if (code.provenAt !== undefined) {
    return now.getTime() < code.provenAt.getTime() + nameMinutes * 60_000 ? "proven" : "expired";
  }
  if (now >= code.expiresAt) return "expired";
  return code.tries >= codeTries ? "tried-out" : "open";
}
