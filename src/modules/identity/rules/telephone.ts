/**
 * A telephone number as people write it: full-width digits, brackets, hyphens, 長音 for a hyphen. Kept as digits only,
 * with + in front if it names a country. undefined if it cannot be one.
 */
export function parseTelephone(text: string): string | undefined {
  const plain = text.normalize("NFKC").replace(/[\s().‐-―ー−-]/gu, "");
  return /^(?:0[0-9]{8,10}|\+[1-9][0-9]{7,14})$/.test(plain) ? plain : undefined;
}

/** In groups, as Japanese numbers are read; numbers of other plans as they are. */
export function formatTelephone(digits: string): string {
  const mobile = /^(0[5789]0)(\d{4})(\d{4})$/.exec(digits);
  if (mobile) return mobile.slice(1).join("-");
  const free = /^(0120|0800)(\d{3})(\d{3,4})$/.exec(digits);
  if (free) return free.slice(1).join("-");
  const tokyoOrOsaka = /^(0[36])(\d{4})(\d{4})$/.exec(digits);
  if (tokyoOrOsaka) return tokyoOrOsaka.slice(1).join("-");
  // 小美玉市 and its neighbours: 0299-48-1111, 029-224-1111
  const ibaraki = /^(0299|0297|0291|0293|0294|0295|0296|0280)(\d{2})(\d{4})$/.exec(digits);
  if (ibaraki) return ibaraki.slice(1).join("-");
  const three = /^(0\d{2})(\d{3})(\d{4})$/.exec(digits);
  return three ? three.slice(1).join("-") : digits;
}
