import { toAsciiDigits } from "../../../kernel/text/digits.ts";
import { foldForSearch } from "../../../kernel/text/fold.ts";

/**
 * What two accounts of one person have in common, however it is spelt: name, reading and telephone. Somebody without a
 * telephone is like nobody: two people of the same name are common, and nobody is to be held for a name.
 */
export function likenessOf(person: {
  readonly name: string;
  readonly kana: string | undefined;
  readonly telephone: string | undefined;
}): string | undefined {
  const digits = toAsciiDigits(person.telephone ?? "").replace(/\D/g, "");
  if (digits === "") return undefined;
  const fold = (text: string) => foldForSearch(text).replace(/\s/gu, "");
  return [fold(person.name), fold(person.kana ?? ""), digits].join("\n");
}
