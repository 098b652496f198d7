import { fixedLine, flowParagraph } from "../rules/flow.ts";
import type { Letter } from "../rules/letter.ts";

/** The letter as text/plain; format=flowed; delsp=yes. */
export function drawLetterText(letter: Letter): string {
  const blocks = [
    flowParagraph(letter.greeting),
    ...letter.opening.map(flowParagraph),
    letter.code === undefined ? undefined : fixedLine(letter.code),
    ...letter.rest.map(flowParagraph),
    letter.lines.map(({ label, value }) => flowParagraph(sayPair(label, value, letter.language))).join("\n"),
    letter.link === undefined ? undefined : [flowParagraph(letter.link.words), fixedLine(letter.link.href)].join("\n"),
    rule,
    flowParagraph(letter.ask),
    flowParagraph(letter.why),
    letter.sample === undefined ? undefined : flowParagraph(letter.sample),
    fixedLine(letter.sender),
  ];
  return `${blocks.filter((block) => block !== undefined && block !== "").join("\n\n")}\n`;
}

const rule = "────────────";

function sayPair(label: string, value: string, language: string): string {
  return language === "en" ? `${label}: ${value}` : `${label}：${value}`;
}
