import Big from "big.js";

/** Whole yen. Negative where something is taken off or given back. */
export type Yen = number;

/** How an ordinance rounds: 「10円未満の端数は、切り捨てる」 is { to: 10, how: "down" }. */
export type RoundingRule = { readonly to: 1 | 10 | 50 | 100; readonly how: "down" | "half-up" | "up" };

/** 1円未満切捨て, as 国等の債権債務等の金額の端数計算に関する法律 2条 has it where nothing else is said. */
export const wholeYenDown: RoundingRule = { to: 1, how: "down" };

const modes = { down: Big.roundDown, "half-up": Big.roundHalfUp, up: Big.roundUp } as const;
/** Multiplying is exact in big.js, dividing is not. */
const reciprocals = { 1: "1", 10: "0.1", 50: "0.02", 100: "0.01" } as const;

/**
 * Rounds by the rule. Amounts below zero are rounded by their size, so that a refund of 1,575 yen becomes as many tens as a
 * charge of 1,575 yen would.
 */
export function roundYen(amount: Yen, rule: RoundingRule): Yen {
  return rounded(exact(amount), rule);
}

/**
 * The amount times all coefficients, exact, rounded once at the end. Coefficients are decimals as the ordinance writes them:
 * "1.2". As binary fractions 1,300 × 1.15 would be 1494.9999999999998 and lose a yen.
 */
export function multiplyYen(amount: Yen, coefficients: readonly string[], rule: RoundingRule): Yen {
  return rounded(
    coefficients.reduce((product, coefficient) => product.times(decimal(coefficient)), exact(amount)),
    rule,
  );
}

/** So many percent of the amount; `percent` is a decimal: "50", "12.5". */
export function percentOfYen(amount: Yen, percent: string, rule: RoundingRule): Yen {
  return rounded(exact(amount).times(decimal(percent)).times("0.01"), rule);
}

/**
 * The consumption tax inside an amount that includes it: 10 % of 1,570 yen is 142 yen (1,570 × 10 / 110), fractions dropped.
 */
export function taxWithin(amount: Yen, percent: number): Yen {
  const size = Math.floor((Math.abs(whole(amount)) * whole(percent)) / (100 + percent));
  return amount < 0 ? 0 - size : size;
}

export function sumYen(amounts: Iterable<Yen>): Yen {
  let sum = 0;
  for (const amount of amounts) sum = whole(sum + whole(amount));
  return sum;
}

export function isYen(amount: unknown): amount is Yen {
  return Number.isSafeInteger(amount);
}

export function isDecimal(text: string): boolean {
  return /^\d{1,9}(\.\d{1,9})?$/.test(text);
}

function rounded(amount: Big, { to, how }: RoundingRule): Yen {
  const steps = amount.times(reciprocals[to]).round(0, modes[how]);
  return whole(Number(steps.times(to).toFixed(0)) + 0);
}

function exact(amount: Yen): Big {
  return new Big(String(whole(amount)));
}

function decimal(text: string): Big {
  if (!isDecimal(text)) throw new RangeError(`"${text}" is no decimal`);
  return new Big(text);
}

function whole(amount: number): Yen {
  if (!isYen(amount)) throw new RangeError(`${amount} is not a whole number of yen`);
  return amount;
}
