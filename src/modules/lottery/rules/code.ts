/** Without I, O, 0 and 1, which people mix up on the telephone. 31⁸: nobody guesses the code of another. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** 受付番号; `draw(n)` gives a whole number from 0 to n − 1. */
export function makeCode(draw: (count: number) => number): string {
  return Array.from({ length: 8 }, () => letters[draw(letters.length)]).join("");
}
