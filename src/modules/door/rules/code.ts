import { randomInt } from "node:crypto";

/** Days for which a code that left a door is not given out for that door again. */
export const noReuseDays = 30;

/**
 * Six digits that begin with 1–9, because Zigbee2MQTT takes the code as a number and would lose a leading zero.
 * Codes that people try first are left out.
 */
export function drawCode(draw: (min: number, max: number) => number = randomInt): string {
  for (;;) {
    const code = String(draw(100_000, 1_000_000));
    if (!isGuessable(code)) return code;
  }
}

/** 111111 and 100001, 123456 and 987654, 123123 and 121212. */
export function isGuessable(code: string): boolean {
  const digits = [...code].map(Number);
  const steps = digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0));
  const isRun = steps.every((step) => step === 1) || steps.every((step) => step === -1);
  const isRepeated = code.slice(0, 3) === code.slice(3) || code === code.slice(0, 2).repeat(3);
  return new Set(digits).size <= 2 || isRun || isRepeated;
}
