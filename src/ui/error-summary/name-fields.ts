import { type Html, raw } from "../../kernel/html.ts";

/**
 * Puts the field's label in front of a message of the summary that does not name it: two empty fields would else be two
 * lines that read the same. The label is taken from the finished page itself, so that both always say the same word.
 */
export function nameFields(page: Html, colon: string): Html {
  return page instanceof Promise ? page.then((drawn) => nameInText(drawn, colon)) : nameInText(page, colon);
}

function nameInText(drawn: { toString(): string }, colon: string) {
  const page = drawn.toString();
  const text = page.replace(summary, (whole) =>
    whole.replace(line, (way, before: string, field: string, words: string) => {
      const label = labelOf(page, field);
      if (label === undefined || textOf(words).includes(textOf(label))) return way;
      return `${before}${label}${colon}${words}</a>`;
    }),
  );
  return raw(text);
}

/** As error-summary.ts writes it. */
const summary = /<div class="error-summary".*?<\/div>/s;
const line = /(<a href="#([\w.-]+)">)(.*?)<\/a>/gs;

/** As field/frame.ts writes it: the label of an input, or the legend around several. */
function labelOf(page: string, field: string): string | undefined {
  const label = page.split(`<label class="field__label" for="${field}">`)[1];
  if (label !== undefined) return upTo(label, "</label>");
  const input = page.indexOf(` id="${field}"`);
  const around = input < 0 ? "" : page.slice(page.lastIndexOf("<fieldset", input), input);
  const legend = around.includes("</fieldset>") ? undefined : around.split('<legend class="field__label">')[1];
  return legend && upTo(legend, "</legend>");
}

/** Without 「必ず」 and 「なくてもよい」. */
function upTo(rest: string, end: string): string | undefined {
  return rest.slice(0, rest.indexOf(end)).split('<span class="need">')[0] || undefined;
}

/** What a reader sees, without readings and the places where a line may break. */
function textOf(written: string): string {
  return written.replace(/<rt>.*?<\/rt>|<[^>]+>/gs, "").trim();
}
