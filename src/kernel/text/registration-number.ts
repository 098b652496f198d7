/**
 * 適格請求書発行事業者の登録番号: T and a 法人番号. Its first digit checks the other twelve: 9 less the remainder by nine of their
 * sum, each second one from the right doubled (法人番号の指定等に関する省令 2条).
 */
export function isRegistrationNumber(text: string): boolean {
  const [, check, base] = /^T(\d)(\d{12})$/.exec(text) ?? [];
  if (check === undefined || base === undefined) return false;
  const sum = [...base].reduce((total, digit, at) => total + Number(digit) * ((12 - at) % 2 === 0 ? 2 : 1), 0);
  return Number(check) === 9 - (sum % 9);
}
