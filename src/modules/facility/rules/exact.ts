import type { RoundingRule, Yen } from "../../../kernel/money/yen.ts";

/**
 * Yen with fractions, exact: `units / scale`, never negative. A fee passes through multiplying and adding coefficients in
 * any order and must lose a fraction only where the ordinance says so; as binary fractions 1,300 × 1.15 loses a yen.
 */
export type Exact = { readonly units: bigint; readonly scale: bigint };

export function exactly(amount: Yen): Exact {
  return { units: BigInt(amount), scale: 1n };
}

/** `factor` has two decimals at most. */
export function times({ units, scale }: Exact, factor: number): Exact {
  if (Number.isInteger(factor)) return { units: units * BigInt(factor), scale };
  return { units: units * BigInt(Math.round(factor * 100)), scale: scale * 100n };
}

export function plus({ units, scale }: Exact, amount: Yen): Exact {
  return { units: units + BigInt(amount) * scale, scale };
}

/** Whole percent of an amount, added exactly. */
export function plusShare({ units, scale }: Exact, amount: Yen, percent: number): Exact {
  return { units: units * 100n + BigInt(amount) * BigInt(percent) * scale, scale: scale * 100n };
}

export function roundExact({ units, scale }: Exact, { to, how }: RoundingRule): Yen {
  const step = scale * BigInt(to);
  const steps =
    how === "down" ? units / step : how === "up" ? (units + step - 1n) / step : (2n * units + step) / (2n * step);
  return Number(steps) * to;
}

/** Fractions of a yen are dropped in favour of who pays. */
export function floorExact({ units, scale }: Exact): Yen {
  return Number(units / scale);
}

/** The amount times a / b, fractions dropped; for shares of area, time and percent. All are whole numbers. */
export function shareDown(amount: Yen, a: number, b: number): Yen {
  return Number((BigInt(amount) * BigInt(a)) / BigInt(b));
}
