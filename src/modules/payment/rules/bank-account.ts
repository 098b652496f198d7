import { accept, type Result, refuse } from "../../../kernel/result.ts";

export const accountKinds = ["ordinary", "current", "savings"] as const;
export type AccountKind = (typeof accountKinds)[number];

/** A bank account in Japan. The holder's name is in the letters that banks have (半角カナ). */
export type BankAccount = {
  readonly bank: string;
  readonly branch: string;
  readonly kind: AccountKind;
  readonly number: string;
  readonly holder: string;
};

/** What is shown of it: the last three digits. */
export function hintOf({ number }: BankAccount): string {
  return number.slice(-3);
}

const full = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
const half = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ";
const small = "ァィゥェォッャュョヮヵヶ";
const large = "アイウエオツヤユヨワカケ";

/**
 * The holder's name as banks write it: half-width kana with no small letters, capitals, digits, and ( ) - . / and space.
 * Any kana will do, and ー is their hyphen. 「やまだ　はる」 → ﾔﾏﾀﾞ ﾊﾙ
 */
export function parseHolder(text: string): Result<string> {
  const kana = text
    .normalize("NFKC")
    .trim()
    .replace(/\s+/gu, " ")
    .replace(/[\u3041-\u3096]/gu, (one) => String.fromCharCode(one.charCodeAt(0) + 0x60))
    .replace(/[ー‐-―−]/gu, "-")
    .replace(/・/gu, ".")
    .normalize("NFD")
    .toUpperCase();
  const letters = [...kana].map((one) => {
    if (one === "\u3099") return "ﾞ";
    if (one === "\u309a") return "ﾟ";
    const big = large[small.indexOf(one)] ?? one;
    return half[full.indexOf(big)] ?? (big === "ヲ" ? "ｦ" : big);
  });
  const holder = letters.join("");
  if (holder === "") return refuse("field.required");
  if (!isBankText(holder)) return refuse("field.kana");
  return holder.length > 30 ? refuse("field.too-long", { maximum: 30 }) : accept(holder);
}

/** Letters of 全銀協規定形式: each is one byte. */
export function isBankText(text: string): boolean {
  return /^[0-9A-Z ()\-./ｦｱ-ﾝﾞﾟ]*$/u.test(text);
}
