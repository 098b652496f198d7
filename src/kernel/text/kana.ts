import { accept, type Result, refuse } from "../result.ts";

/**
 * Reads the reading of a name in any kana (half-width too) and keeps it in hiragana, parted by an ideographic space: ﾔﾏﾀﾞ ﾊﾅｺ →
 * やまだ　はなこ.
 */
export function parseKana(text: string): Result<string> {
  const kana = text
    .normalize("NFKC")
    .trim()
    .replace(/[\s・･]+/gu, "\u3000")
    .replace(/[‐-―−-]/gu, "ー")
    .replace(/[\u30a1-\u30f6]/gu, (one) => String.fromCharCode(one.charCodeAt(0) - 0x60));
  return /^[\u3041-\u3096ー\u3000]+$/.test(kana) ? accept(kana) : refuse("field.kana");
}
