import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { Quote } from "../types/fee.ts";
import { receiptLines, receiptTaxes } from "./receipt.ts";

const yen = fc.integer({ min: -5_000, max: 50_000 });
const line = fc.record({ label: fc.constantFrom("基本の料金", "冷房", "すでに支払った額"), amount: yen });
const deposit = fc.record({
  label: fc.constant("保証金"),
  amount: fc.nat(9_000),
  isDeposit: fc.constant(true as const),
});
const payment = fc.record({
  lines: fc.array(fc.oneof(line, deposit), { maxLength: 6 }),
  amount: fc.integer({ min: 1, max: 200_000 }),
  isWhole: fc.boolean(),
  supplements: fc.constantFrom(undefined, "another"),
});
const quotedLines = fc.array(fc.record({ label: fc.string(), note: fc.string(), amount: yen }), { maxLength: 6 });
const sum = (lines: readonly { amount: number }[]) => lines.reduce((total, { amount }) => total + amount, 0);

describe("the lines of a receipt", () => {
  it("add up to what was paid, whatever the booking costs by now", () => {
    fc.assert(
      fc.property(payment, quotedLines, ({ lines, amount, isWhole, supplements }, quoted) => {
        const paid = { lines, amount: isWhole ? sum(lines) : amount, description: "x", deposit: 0, supplements };
        assert.equal(sum(receiptLines(paid, quoted)), paid.amount);
      }),
    );
  });

  it("say the sum in words and the article as long as they are what was paid, and the payment's own lines after a change", () => {
    const paid = {
      lines: [
        { label: "基本の料金", amount: 700 },
        { label: "保証金", amount: 300, isDeposit: true as const },
      ],
      amount: 1000,
      description: "x",
      deposit: 300,
      supplements: undefined,
    };
    const asQuoted = receiptLines(paid, [{ label: "Base", note: "別表第2", amount: 700 }]);
    assert.deepEqual(asQuoted, [
      { label: "Base", note: "別表第2", amount: 700 },
      { label: "保証金", amount: 300 },
    ]);
    assert.deepEqual(receiptLines(paid, [{ label: "Base", note: "別表第2", amount: 900 }])[0], {
      label: "基本の料金",
      amount: 700,
    });
  });

  it("bear the tax of the price and none of the deposit; with the tax on top the base is without it", () => {
    const quote = (total: number, included: boolean, amount: number) =>
      ({ lines: [], total, fullPrice: total, sample: false, tax: { rate: 10, included, amount } }) as Quote;
    const paid = { lines: [], description: "", amount: 1400, deposit: 300, supplements: undefined };
    assert.deepEqual(receiptTaxes(paid, quote(1100, true, 100)), [
      { percent: 10, base: 1100, isIncluded: true, tax: 100 },
    ]);
    assert.deepEqual(receiptTaxes(paid, quote(1100, false, 100)), [
      { percent: 10, base: 1000, isIncluded: false, tax: 100 },
    ]);
    // A difference, or a price from before a change: by the rate, fractions of a yen dropped.
    assert.equal(receiptTaxes(paid, quote(5000, true, 454))[0]?.tax, 100);
    assert.deepEqual(receiptTaxes({ ...paid, amount: 300 }, quote(1100, true, 100)), []);
    assert.deepEqual(receiptTaxes(paid, { ...quote(1100, true, 1), tax: undefined }), []);
  });
});
