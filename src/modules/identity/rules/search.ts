import { foldForSearch } from "../../../kernel/text/fold.ts";

/** What the staff's search looks through: name, reading, telephone and mail, folded. */
export function searchText(person: {
  readonly name: string;
  readonly kana?: string | undefined;
  readonly telephone?: string | undefined;
  readonly mail?: string | undefined;
}): string {
  const { name, kana = "", telephone = "", mail = "" } = person;
  return [name, kana, telephone, mail].map(foldForSearch).filter(Boolean).join(" ");
}

/** The words of a query, folded alike; digits with hyphens and brackets are one telephone number. */
export function searchWords(query: string): readonly string[] {
  const plain = query.normalize("NFKC").trim();
  if (/^[+(]?[0-9][0-9()\s.‐-―ー−-]{4,}$/u.test(plain)) return [plain.replace(/[^0-9]/g, "")];
  return plain.split(/\s+/u).map(foldForSearch).filter(Boolean).slice(0, 6);
}
