/** Coins and notes of the yen that a counter counts, large first. */
export const denominations = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1] as const;
export type Denomination = (typeof denominations)[number];

/** How many of each lie in the drawer. */
export type Drawer = Readonly<Record<Denomination, number>>;

export function sumOfDrawer(drawer: Drawer): number {
  return denominations.reduce((sum, value) => sum + value * drawer[value], 0);
}

/** What goes back over the counter. Throws if too little was handed over: the command asks before. */
export function changeOf(amount: number, received: number): number {
  if (received < amount) throw new RangeError(`${received} yen do not pay ${amount} yen`);
  return received - amount;
}

/** What the drawer should hold beyond the change fund; negative if more went out than came in. */
export function differenceOf(day: {
  counted: number;
  changeFund: number;
  chargedSum: number;
  refundedSum: number;
}): number {
  return day.counted - day.changeFund - day.chargedSum + day.refundedSum;
}

/** "2026-000123": fiscal year and a number without gaps. */
export function receiptNumber(fiscalYear: number, number: number): string {
  return `${fiscalYear}-${String(number).padStart(6, "0")}`;
}

export type CashMovement = { readonly kind: "charge" | "refund"; readonly amount: number };

export function sumsOf(entries: readonly CashMovement[]) {
  const of = (kind: CashMovement["kind"]) => entries.filter((entry) => entry.kind === kind);
  const sum = (list: readonly CashMovement[]) => list.reduce((total, { amount }) => total + amount, 0);
  const charges = of("charge");
  const refunds = of("refund");
  return {
    chargeCount: charges.length,
    chargedSum: sum(charges),
    refundCount: refunds.length,
    refundedSum: sum(refunds),
  };
}
