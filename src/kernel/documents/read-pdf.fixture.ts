import { getDocumentProxy } from "unpdf";

export type ReadPdf = {
  readonly title: string;
  readonly language: string;
  /** All text without spaces and line ends, which a reader of PDFs has to guess. */
  readonly text: string;
  /** The roles of the tags, in order: Document, H1, Table, TR … */
  readonly roles: readonly string[];
  readonly pages: number;
};

/** Reads a PDF with another program than the one that wrote it. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const document = await getDocumentProxy(pdf.slice());
  const { info } = (await document.getMetadata()) as { info: { Title?: string; Language?: string } };
  const texts: string[] = [];
  const roles: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    for (const item of items) if ("str" in item) texts.push(item.str);
    collectRoles(await page.getStructTree(), roles);
  }
  return {
    title: info.Title ?? "",
    language: info.Language ?? "",
    text: texts.join("").replace(/\s+/gu, ""),
    roles,
    pages: document.numPages,
  };
}

type Tag = { readonly role?: string; readonly children?: readonly object[] };

function collectRoles(tag: Tag | null, roles: string[]): void {
  if (tag?.role !== undefined) roles.push(tag.role);
  for (const child of tag?.children ?? []) collectRoles(child, roles);
}
