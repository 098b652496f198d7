import { IntlMessageFormat } from "intl-messageformat";

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

/** undefined if the message cannot be read. */
function parseMessage(text: string): readonly Element[] | undefined {
  try {
    return new IntlMessageFormat(text, "ja", undefined, { ignoreTag: true }).getAst();
  } catch {
    return undefined;
  }
}

/** The names of the placeholders, sorted; undefined if the message cannot be read. */
export function placeholdersOf(text: string): readonly string[] | undefined {
  const elements = parseMessage(text);
  return elements && [...new Set(namesIn(elements))].sort();
}

function namesIn(elements: readonly Element[]): readonly string[] {
  return elements.flatMap((element) => {
    // 0 is text, 7 the # of a plural; everything else has a name.
    const own = element.type === 0 || element.type === 7 ? [] : [String(element.value)];
    return [...own, ...branchesOf(element).flatMap(namesIn)];
  });
}

/** What people read: the message and each of its branches, with one Latin letter for what is filled in. */
export function piecesOf(text: string): readonly string[] {
  return piecesIn(parseMessage(text) ?? []);
}

function piecesIn(elements: readonly Element[]): readonly string[] {
  const own = elements.map((element) => (element.type === 0 ? element.value : "A")).join("");
  return [own, ...elements.flatMap(branchesOf).flatMap(piecesIn)];
}

function branchesOf(element: Element): readonly (readonly Element[])[] {
  return "options" in element ? Object.values(element.options).map(({ value }) => value) : [];
}
