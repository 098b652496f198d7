import { percentOfYen, wholeYenDown, type Yen } from "../../../kernel/money/yen.ts";
import type { Facility } from "../types/facility.ts";
import type { PriceLine, Reduction } from "../types/fee.ts";
import { type Case, fits } from "./condition.ts";
import { shareDown } from "./exact.ts";
import { getArticle } from "./facility.ts";

/** Those that count: of a category where the conditions fit, on application where they were granted. */
export function listReductions(facility: Facility, given: Case, granted: readonly string[] = []): readonly Reduction[] {
  return facility.fees.reductions.filter((one) =>
    one.on === "application" ? granted.includes(one.id) : fits(one.when, given),
  );
}

/** The reductions that can be applied for in this case, in the order of the file. */
export function listApplicable(facility: Facility, given: Case): readonly Reduction[] {
  return facility.fees.reductions.filter((one) => one.on === "application" && fits(one.when, given));
}

/**
 * Of several, the one that takes off most, or all in the order of the file, as `stacking` says; those on the fee before
 * those on everything.
 */
export function chooseReductions(
  facility: Facility,
  fitting: readonly Reduction[],
  amounts: { readonly fee: Yen; readonly all: Yen },
): readonly Reduction[] {
  if (facility.fees.stacking === "all") return fitting;
  const takes = (one: Reduction) => takenOff(one, one.covers === "all" ? amounts.all : amounts.fee);
  const largest = fitting.toSorted((a, b) => takes(b) - takes(a))[0];
  return largest === undefined ? [] : [largest];
}

/** What these take off, one after the other, each from what is left; none where nothing is left to take off. */
export function reduce(facility: Facility, reductions: readonly Reduction[], amount: Yen): readonly PriceLine[] {
  let left = amount;
  return reductions.flatMap((reduction) => {
    const off = takenOff(reduction, left);
    if (left === 0 || off === 0) return [];
    const line = reductionLine(facility, reduction, left, off);
    left -= off;
    return [line];
  });
}

/** What is left to pay is rounded down, so that half of 2,245 yen is 1,122 yen. Never more than there is. */
function takenOff({ percent, fraction, yen = 0 }: Reduction, amount: Yen): Yen {
  if (fraction !== undefined) {
    const { parts, of } = partsOfFraction(fraction);
    return amount - shareDown(amount, of - parts, of);
  }
  if (percent === undefined) return Math.min(yen, amount);
  return amount - percentOfYen(amount, String(100 - percent), wholeYenDown);
}

/** "1/3" as it is read: 3分の1. */
export function partsOfFraction(fraction: string): { readonly parts: number; readonly of: number } {
  const [parts = 0, of = 1] = fraction.split("/").map(Number);
  return { parts, of };
}

function reductionLine(facility: Facility, reduction: Reduction, amount: Yen, off: Yen): PriceLine {
  const { percent, fraction, yen = 0, because } = reduction;
  const share = fraction === undefined ? undefined : partsOfFraction(fraction);
  const words = share
    ? {
        label: { key: "facility.fees.reduction.fraction", params: share },
        explanation: { key: "facility.fees.reduction.share", params: { because, amount, ...share } },
      }
    : percent === undefined
      ? {
          label: { key: "facility.fees.reduction", params: { yen } },
          explanation: { key: "facility.fees.reduction.because", params: { because, off } },
        }
      : {
          label: { key: "facility.price.reduction", params: { percent } },
          explanation: { key: "facility.price.reduction.because", params: { because, of: amount, percent } },
        };
  return { kind: "reduction", ...words, article: getArticle(facility, reduction.article), amount: 0 - off };
}
