type Element = { readonly tag: string; readonly attributes: ReadonlyMap<string, string> };

const empty = new Set(["input", "br", "hr", "img", "link", "meta", "wbr"]);
const labelable = new Set(["input", "select", "textarea"]);

/** What is wrong with a piece of HTML: tags that do not balance, ids that clash or are missing, fields without a label. */
export function checkHtml(text: string): readonly string[] {
  const wrong: string[] = [];
  const open: string[] = [];
  const elements: (Element & { readonly within: readonly string[] })[] = [];
  for (const [, close, tag = "", rest = ""] of text.matchAll(/<(\/?)([a-z][a-z0-9-]*)((?:\s[^<>]*)?)>/gi)) {
    if (close) {
      const last = open.pop();
      if (last !== tag) wrong.push(`</${tag}> closes <${last}>`);
      continue;
    }
    const isClosed = rest.endsWith("/") || empty.has(tag);
    elements.push({ tag, attributes: attributesOf(rest, wrong), within: [...open] });
    if (!isClosed) open.push(tag);
  }
  wrong.push(...open.map((tag) => `<${tag}> is not closed`));
  if (/[<>]/.test(text.replace(/<!DOCTYPE html>/, "").replace(/<\/?[a-z][^<>]*>/gi, ""))) wrong.push("a stray < or >");
  return [...wrong, ...checkIds(elements), ...checkFields(elements), ...elements.flatMap(checkPolicy)];
}

function attributesOf(text: string, wrong: string[]): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  const rest = text.replace(/\s+([a-zA-Z][\w:-]*)(?:="([^"]*)")?/g, (_, name: string, value = "") => {
    if (attributes.has(name)) wrong.push(`the attribute ${name} stands twice`);
    attributes.set(name, value);
    return "";
  });
  if (rest.replace("/", "").trim() !== "") wrong.push(`not an attribute: ${rest}`);
  return attributes;
}

function checkIds(elements: readonly Element[]): readonly string[] {
  const ids = elements.flatMap(({ attributes }) => attributes.get("id") ?? []);
  const known = new Set(ids);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `the id ${id} stands twice`);
  const missing = elements.flatMap(({ attributes }) =>
    ["for", "aria-describedby", "aria-labelledby"]
      .flatMap((name) => (attributes.get(name) ?? "").split(" "))
      .filter((id) => id !== "" && !known.has(id))
      .map((id) => `nothing has the id ${id}`),
  );
  return [...twice, ...missing];
}

function checkFields(elements: readonly (Element & { readonly within: readonly string[] })[]): readonly string[] {
  const labelled = new Set(elements.flatMap(({ attributes }) => attributes.get("for") ?? []));
  return elements
    .filter(({ tag, attributes }) => labelable.has(tag) && attributes.get("type") !== "hidden")
    .filter(({ attributes, within }) => !labelled.has(attributes.get("id") ?? "") && !within.includes("label"))
    .map(({ attributes }) => `the field ${attributes.get("name")} has no label`);
}

/** What the content security policy forbids would silently not work. */
function checkPolicy({ tag, attributes }: Element): readonly string[] {
  const names = [...attributes.keys()].filter((name) => name === "style" || /^on/.test(name));
  const script = tag === "script" && !attributes.has("src") ? ["a script inside the page"] : [];
  return [...names.map((name) => `the attribute ${name} on <${tag}>`), ...script];
}
