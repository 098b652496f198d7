import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type BankAccount, isBankText, parseHolder } from "./bank-account.ts";
import { findingOf, readClearing } from "./bank-file.ts";
import { groupedNumber, invoiceNumber, isInvoiceNumber } from "./invoice-number.ts";
import { type DebitCompany, isDebitFile, readDebitResults, writeDebitFile } from "./zengin.ts";

describe("the number of a payment slip", () => {
  const anyNumber = fc.tuple(fc.integer({ min: 2020, max: 2099 }), fc.integer({ min: 1, max: 999_999 }));

  it("is good as it was issued, and any one wrong digit makes it no number", () => {
    fc.assert(
      fc.property(anyNumber, fc.nat({ max: 10 }), fc.integer({ min: 1, max: 9 }), ([year, count], place, shift) => {
        const number = invoiceNumber(year, count);
        assert.ok(isInvoiceNumber(number));
        const digit = (Number(number[place]) + shift) % 10;
        assert.ok(!isInvoiceNumber(`${number.slice(0, place)}${digit}${number.slice(place + 1)}`));
      }),
    );
    assert.equal(groupedNumber(invoiceNumber(2026, 123)).slice(0, 12), "2026-000123-");
  });
});

const columns = { number: "納付番号", amount: "金額", paidOn: "納付日" };

describe("a bank's file of what was paid", () => {
  it("is read by its headings, wherever they stand, and in the ways in which banks write", () => {
    const read = readClearing(
      [
        ["収納データ"],
        ["納付日", "支店", "納付番号", "金額"],
        ["20261204", "x", "2026-000001-8", "1,570円"],
        ["", ""],
        ["2026/12/5", "", "２０２６０００００２６", "300"],
      ],
      columns,
    );
    assert.deepEqual(read, {
      ok: true,
      lines: [
        { row: 3, number: "20260000018", amount: 1570, paidOn: "2026-12-04" },
        { row: 5, number: "20260000026", amount: 300, paidOn: "2026-12-05" },
      ],
    });
  });

  it("is refused as a whole, with every row that cannot be read and what is wrong there", () => {
    const head = ["納付番号", "金額", "納付日"];
    const read = readClearing(
      [
        head,
        ["1", "-5", "2026-12-04"],
        ["2", "5", "2026-02-30"],
        ["", "5", "2026-12-04"],
        ["4", "5", "2026-12-04"],
        ["4", "5", "2026-12-04"],
      ],
      columns,
    );
    assert.ok(!read.ok);
    assert.deepEqual(
      read.mistakes.map(({ row, what }) => [row, what]),
      [
        [2, "amount"],
        [3, "day"],
        [4, "number"],
        [6, "twice"],
      ],
    );
    assert.deepEqual(readClearing([["a", "b"]], columns), {
      ok: false,
      mistakes: [{ row: 0, what: "no-heading", text: "納付番号、金額、納付日" }],
    });
    assert.equal(readClearing([head], columns).ok, false);
  });

  it("books by itself only the exact amount of an unpaid payment", () => {
    const payment = { amount: 1000, isPaid: false, isReplaced: false };
    assert.equal(findingOf({ amount: 1000 }, payment), "booked");
    assert.equal(findingOf({ amount: 1001 }, payment), "too-much");
    assert.equal(findingOf({ amount: 999 }, payment), "too-little");
    assert.equal(findingOf({ amount: 1000 }, { ...payment, isPaid: true }), "paid-already");
    assert.equal(findingOf({ amount: 1000 }, { ...payment, isReplaced: true }), "paid-already");
    assert.equal(findingOf({ amount: 1000 }, undefined), "unknown-number");
  });
});

describe("the holder of an account", () => {
  for (const [typed, wanted] of [
    ["やまだ　はる", "ﾔﾏﾀﾞ ﾊﾙ"],
    ["パーソンズ", "ﾊﾟ-ｿﾝｽﾞ"],
    ["ｷｬｯﾄ（ｶ", "ｷﾔﾂﾄ(ｶ"],
    ["abc 1", "ABC 1"],
    ["ヴォヲ", "ｳﾞｵｦ"],
  ] as const)
    it(`${typed} is ${wanted} at a bank`, () => assert.deepEqual(parseHolder(typed), { ok: true, value: wanted }));

  it("has no kanji, no sign that banks lack, and at most 30 letters", () => {
    for (const typed of ["山田", "ﾔﾏﾀﾞ\n1,5", "ｱ".repeat(31), "", "=1+1"]) assert.ok(!parseHolder(typed).ok, typed);
  });
});

describe("口座振替 in 全銀協規定形式", () => {
  const company: DebitCompany = {
    company: "1234567890",
    companyName: "ｵﾐﾀﾏｼ",
    bank: "0130",
    bankName: "ｼﾞﾖｳﾖｳ",
    branch: "123",
    branchName: "",
    kind: "ordinary",
    number: "7654321",
  };
  const account: BankAccount = { bank: "0001", branch: "002", kind: "ordinary", number: "0012345", holder: "ﾔﾏﾀﾞ ﾊﾙ" };
  const lines = [
    { account, amount: 1570, customer: "000000000001" },
    { account: { ...account, kind: "current" as const }, amount: 300, customer: "000000000002" },
  ];

  it("has records of 120 bytes, each field in its place, kana as one byte", () => {
    const bytes = Buffer.from(writeDebitFile(company, "2026-12-28", lines));
    const records = bytes.toString("latin1").split("\r\n").slice(0, -1);
    assert.deepEqual(
      records.map((record) => [record[0], record.length]),
      [
        ["1", 120],
        ["2", 120],
        ["2", 120],
        ["8", 120],
        ["9", 120],
      ],
    );
    const [header = "", first = "", , trailer = ""] = records;
    assert.equal(header.slice(0, 14), "19101234567890");
    assert.equal(header.slice(54, 62), "12280130");
    assert.equal(bytes[14], 0xb5, "ｵ");
    assert.equal(header.slice(95, 103), "17654321");
    assert.equal(first.slice(0, 5), "20001");
    assert.equal(first.slice(20, 23), "002");
    assert.equal(first.slice(42, 50), "10012345");
    assert.equal(first.slice(80, 112), "00000015700000000000000000000010");
    assert.equal(trailer.slice(0, 19), "8000002000000001870");
  });

  it("comes back with a result for each, and not at all if count or sum are not those of its trailer", () => {
    const bytes = Buffer.from(writeDebitFile(company, "2026-12-28", lines));
    assert.ok(isDebitFile(bytes));
    bytes[122 * 2 + 111] = "1".charCodeAt(0);
    const read = readDebitResults(bytes);
    assert.deepEqual(read, {
      ok: true,
      withdrawOn: "1228",
      lines: [
        { row: 2, customer: "000000000001", amount: 1570, code: "0" },
        { row: 3, customer: "000000000002", amount: 300, code: "1" },
      ],
    });
    const altered = Buffer.from(bytes);
    altered[122 + 89] = "1".charCodeAt(0);
    assert.deepEqual(readDebitResults(altered), { ok: false, row: 4 });
    assert.deepEqual(readDebitResults(bytes.subarray(0, 300)), { ok: false, row: 3 });
    assert.deepEqual(readDebitResults(Buffer.from(bytes.toString("latin1").replaceAll("\r\n", ""), "latin1")), read);
  });

  it("refuses what does not fit into its place, so that no record is shifted", () => {
    const of =
      (change: Partial<BankAccount>, amount = 1) =>
      () =>
        writeDebitFile(company, "2026-12-28", [{ account: { ...account, ...change }, amount, customer: "1" }]);
    assert.throws(of({ number: "12345678" }), RangeError);
    assert.throws(of({ holder: "山田" }), RangeError);
    assert.throws(of({}, 10_000_000_000), RangeError);
    assert.throws(of({ bank: "1 22" }), RangeError);
    assert.ok(isBankText(account.holder));
  });
});
