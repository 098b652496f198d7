const segmenter = new Intl.Segmenter("ja", { granularity: "grapheme" });
/** In plain text without marks, joiners and pairs every unit is a letter by itself. */
const simple = /^[ -~\u3000-\u3096\u309b-\u30ff\u4e00-\u9fff]*$/;

/** Letters as people count them: 葛 with its selector, 👨‍👩‍👧 and が as か + ゛ are one each. */
export function graphemeLength(text: string): number {
  if (simple.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
}

/** Stops counting at the limit, so that a megabyte costs no more than a line. */
export function isLongerThan(text: string, most: number): boolean {
  if (text.length <= most) return false;
  let count = 0;
  for (const _ of segmenter.segment(text)) if (++count > most) return true;
  return false;
}
