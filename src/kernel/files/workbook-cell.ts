import { beginsLikeFormula } from "../text/csv.ts";

/**
 * A text as it may stand in an Excel file: one that a spreadsheet would run as a formula, once the file is saved as CSV, gets ' in
 * front; so does one that the writer cannot carry. Of those that have some there already one more, so that reading can take exactly
 * one away again.
 */
export function harmlessText(text: string): string {
  return isDangerous(text) ? `'${text}` : text;
}

/** What was written with `harmlessText`, as it was before. */
export function textAsWritten(text: string): string {
  return text.startsWith("'") && isDangerous(text) ? text.slice(1) : text;
}

/**
 * write-excel-file 4.1 looks words up in a plain object: a cell that says toString makes a file that cannot be opened. It also drops
 * letters that XML does not know, so what begins like a formula is judged without them.
 */
function isDangerous(text: string): boolean {
  const bare = text.replace(droppedLetters, "").replace(/^'+/, "");
  return beginsLikeFormula(bare) || bare in {};
}

/** Control letters but not tab and line ends, halves of letters, U+FFFD. */
const droppedLetters = /[^\P{C}\t\r\n]|\ufffd/gu;
