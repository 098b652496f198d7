/**
 * 納付番号: fiscal year (4), number in that year (6), and a check digit, so that a slip of a finger finds no other
 * person's payment. Luhn (ISO/IEC 7812): it finds every wrong digit and nearly every exchange of neighbours.
 */
export function invoiceNumber(fiscalYear: number, count: number): string {
  const digits = `${String(fiscalYear).padStart(4, "0")}${String(count).padStart(6, "0")}`;
  return `${digits}${checkDigit(digits)}`;
}

export function isInvoiceNumber(text: string): boolean {
  return /^\d{11}$/.test(text) && checkDigit(text.slice(0, 10)) === Number(text[10]);
}

function checkDigit(digits: string): number {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

/** As it is printed and read out: 2026-000123-4 */
export function groupedNumber(number: string): string {
  return `${number.slice(0, 4)}-${number.slice(4, 10)}-${number.slice(10)}`;
}
