/**
 * Replaces what stands between `<!-- name -->` and `<!-- /name -->` in a document, so that what a program knows
 * better than a person is never typed by one.
 */
export function putBetweenMarkers(document: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = document.indexOf(open);
  const end = document.indexOf(close);
  if (start < 0 || end < start) throw new Error(`The document has no place for ${name}: ${open} … ${close}`);
  return `${document.slice(0, start + open.length)}\n${text}\n${document.slice(end)}`;
}
