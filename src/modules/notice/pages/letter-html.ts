import { type Html, html, raw } from "../../../kernel/html.ts";
import type { Letter } from "../rules/letter.ts";

/**
 * The letter as a page of its own: no table, no picture, nothing fetched. Programs that drop <style> show the same in
 * the same order. Where the reader's screen is dark, so is the letter.
 */
export function drawLetterHtml(letter: Letter): Html {
  return html`<!doctype html>
<html lang="${letter.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${letter.subject}</title>
${style}
</head>
<body>
<main class="letter">
<p class="sender">${letter.sender}</p>
<h1>${letter.subject}</h1>
<p>${letter.greeting}</p>
${drawParagraphs(letter.opening)}
${letter.code !== undefined && html`<p class="code">${letter.code}</p>\n`}
${drawParagraphs(letter.rest)}
${letter.lines.length > 0 && drawLines(letter)}
${letter.link !== undefined && drawLink(letter.link)}
<hr>
<p class="note">${letter.ask}</p>
<p class="note">${letter.why}</p>
${letter.sample !== undefined && html`<p class="note">${letter.sample}</p>\n`}
</main>
</body>
</html>
`;
}

function drawParagraphs(paragraphs: readonly string[]): Html[] {
  return paragraphs.map((paragraph) => html`<p>${paragraph}</p>\n`);
}

function drawLines(letter: Letter): Html {
  return html`<dl>
${letter.lines.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>\n`)}</dl>\n`;
}

function drawLink({ words, href }: { words: string; href: string }): Html {
  return html`<p><a class="go" href="${href}">${words}</a></p>
<p class="note">${href}</p>\n`;
}

/** Ink on white, no accent: a mail program may invert or drop any colour, so none carries a meaning. */
const style = raw(`<style>
:root { color-scheme: light dark; }
body { margin: 0; background: #fff; color: #1a1a1a; font: 16px/1.8 "Noto Sans JP", "Hiragino Sans", "Yu Gothic", Meiryo, sans-serif; }
.letter { max-width: 38em; margin: 0 auto; padding: 24px 16px 32px; line-break: strict; overflow-wrap: anywhere; }
.sender { margin: 0 0 8px; padding-bottom: 8px; border-bottom: 2px solid; font-weight: 700; }
h1 { margin: 24px 0 16px; font-size: 24px; line-height: 1.45; word-break: auto-phrase; text-wrap: balance; }
p { margin: 0 0 16px; }
dl { margin: 24px 0; border-top: 1px solid #949494; }
dl div { padding: 8px 0; border-bottom: 1px solid #949494; }
dt { font-size: 14px; }
dd { margin: 0; font-weight: 700; }
.code { margin: 24px 0; padding: 16px; border: 2px solid; font-size: 28px; line-height: 1.45; font-weight: 700; letter-spacing: .12em; text-align: center; font-variant-numeric: tabular-nums; }
.go { display: inline-block; padding: 12px 24px; border: 2px solid; border-radius: 8px; color: inherit; font-weight: 700; line-height: 1.45; }
hr { margin: 32px 0 16px; border: 0; border-top: 2px solid; }
.note { margin: 0 0 8px; font-size: 14px; }
@media (prefers-color-scheme: dark) { body { background: #1a1a1a; color: #f2f2f2; } }
</style>`);
