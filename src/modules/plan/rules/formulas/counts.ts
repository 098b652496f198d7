import { decimalOf, divide, sumOf } from "../number.ts";
import { problem, readRows, refuseRows } from "./read-rows.ts";
import { findTwice, isByEndOf, isInYear, sumColumn } from "./tables.ts";
import type { Cells, Column, Computed, Formula } from "./types.ts";

/** Formulas that count rows or add a column up. */

const nameColumn: Column = {
  name: "名称",
  type: "text",
  meaning: { ja: "団体、人、催しなどの名前か番号", en: "Name or number of what is counted" },
};

const ourRule = {
  ja: "数え方は、このプログラムで決めました。計画の指標名に合わせています。",
  en: "Our own rule, made to fit the plan’s indicator.",
};

export const registryCount: Formula = {
  id: "registry-count",
  title: { ja: "台帳の3月31日の数", en: "Entries of a register on 31 March" },
  columns: [
    nameColumn,
    {
      name: "始まった日",
      type: "day",
      meaning: { ja: "認定、登録、公開の日", en: "Day of accreditation, entry or opening" },
    },
    {
      name: "終わった日",
      type: "day",
      isRequired: false,
      meaning: {
        ja: "取り消し、退会、閉鎖の日。続いているときは空白",
        en: "Day on which it ended; empty while it goes on",
      },
    },
  ],
  rule: {
    ja: "年度の終わりの3月31日に、始まっていて、終わっていないものを数えます。同じ名称は、1回だけです。3月31日に終わったものは数えません。",
    en: "Counts what has begun and not ended on 31 March, the fiscal year’s last day. A name counts once; what ended on that day does not count.",
  },
  source: ourRule,
  compute(rows, { year }) {
    const read = readRows(registryCount.columns, rows);
    if (!read.ok) return read;
    const problems = [
      ...findTwice(read.rows, "名称"),
      ...read.rows
        .filter(({ cell }) => cell("終わった日") !== "" && cell("終わった日") < cell("始まった日"))
        .map(({ row }) => problem(row, "終わった日", "plan.rule.row.ends-early")),
    ];
    if (problems.length > 0) return refuseRows(problems);
    const begun = read.rows.filter(({ cell }) => isByEndOf(cell("始まった日"), year));
    const ended = begun.filter(({ cell }) => cell("終わった日") !== "" && isByEndOf(cell("終わった日"), year));
    return {
      ok: true,
      value: String(begun.length - ended.length),
      counts: [
        { label: "3月31日までに始まったもの", amount: String(begun.length) },
        { label: "3月31日までに終わったもの", amount: String(-ended.length) },
      ],
    };
  },
};

const dayColumn: Column = {
  name: "日付",
  type: "day",
  meaning: { ja: "開いた日、受け付けた日", en: "Day it was held or received" },
};

export const eventCount: Formula = {
  id: "event-count",
  title: { ja: "年度の中の回数", en: "Times within the fiscal year" },
  columns: [nameColumn, dayColumn],
  rule: {
    ja: "4月1日から翌年の3月31日までの日付の行を数えます。同じ名称でも、開いた回数だけ数えます。",
    en: "Counts the rows dated from 1 April to 31 March. The same name counts as often as it was held.",
  },
  source: ourRule,
  compute(rows, { year }) {
    const read = readRows(eventCount.columns, rows);
    return read.ok
      ? countOf(
          read.rows.filter(({ cell }) => isInYear(cell("日付"), year)),
          read.rows,
        )
      : read;
  },
};

export const cumulativeCount: Formula = {
  id: "cumulative-count",
  title: { ja: "年度の終わりまでの累計の件数", en: "Total number until the end of the fiscal year" },
  columns: [nameColumn, dayColumn],
  rule: {
    ja: "3月31日までの日付の行を、前の年度の分もあわせて数えます。同じ名称（受付番号）は、1回だけです。",
    en: "Counts the rows dated until 31 March, those of earlier years too. A name (or number) counts once.",
  },
  source: ourRule,
  compute(rows, { year }) {
    const read = readRows(cumulativeCount.columns, rows);
    if (!read.ok) return read;
    const twice = findTwice(read.rows, "名称");
    if (twice.length > 0) return refuseRows(twice);
    return countOf(
      read.rows.filter(({ cell }) => isByEndOf(cell("日付"), year)),
      read.rows,
    );
  },
};

function countOf(counted: readonly Cells[], all: readonly Cells[]): Computed {
  return {
    ok: true,
    value: String(counted.length),
    counts: [
      { label: "表の行", amount: String(all.length) },
      { label: "期間に入らない行", amount: String(counted.length - all.length) },
    ],
  };
}

const amountColumn: Column = {
  name: "数",
  type: "decimal",
  meaning: { ja: "その日か月の数", en: "The amount of that day or month" },
};
const kindColumn: Column = {
  name: "区分",
  type: "text",
  isRequired: false,
  meaning: { ja: "内わけの名前（参加、登録など）", en: "What it belongs to, for the breakdown" },
};

export const yearSum: Formula = {
  id: "year-sum",
  title: { ja: "年度の中の合計", en: "Sum of the fiscal year" },
  columns: [dayColumn, amountColumn, kindColumn],
  rule: {
    ja: "4月1日から翌年の3月31日までの日付の数を足します。月ごとの数は、その月の1日の日付で書きます。",
    en: "Adds the amounts dated from 1 April to 31 March. Monthly amounts carry the month’s first day.",
  },
  source: ourRule,
  compute(rows, { year }) {
    const read = readRows(yearSum.columns, rows);
    return read.ok ? addUp(read.rows.filter(({ cell }) => isInYear(cell("日付"), year))) : read;
  },
};

export const cumulativeSum: Formula = {
  id: "cumulative-sum",
  title: { ja: "年度の終わりまでの累計", en: "Total until the end of the fiscal year" },
  columns: [dayColumn, amountColumn, kindColumn],
  rule: {
    ja: "3月31日までの日付の数を、前の年度の分もあわせて足します。2つの区分に入る人は、2回数えます。",
    en: "Adds the amounts dated until 31 March, those of earlier years too. Who belongs to two kinds counts twice.",
  },
  source: ourRule,
  compute(rows, { year }) {
    const read = readRows(cumulativeSum.columns, rows);
    return read.ok ? addUp(read.rows.filter(({ cell }) => isByEndOf(cell("日付"), year))) : read;
  },
};

function addUp(rows: readonly Cells[]): Computed {
  const kinds = [...new Set(rows.map(({ cell }) => cell("区分")))];
  return {
    ok: true,
    value: decimalOf(sumColumn(rows, "数")),
    counts: kinds.map((kind) => ({
      label: kind === "" ? "合計" : kind,
      amount: decimalOf(
        sumColumn(
          rows.filter(({ cell }) => cell("区分") === kind),
          "数",
        ),
      ),
    })),
  };
}

export const receivedAmount: Formula = {
  id: "received-amount",
  title: { ja: "年度の中の受入額（千円）", en: "Amount received in the fiscal year, in thousand yen" },
  columns: [
    dayColumn,
    {
      name: "金額",
      type: "decimal",
      meaning: { ja: "受け入れた額（円）。返したときはマイナス", en: "Yen received; minus if paid back" },
    },
  ],
  rule: {
    ja: "4月1日から翌年の3月31日までに受け入れた額を足し、1,000で割って千円にします。",
    en: "Adds what was received from 1 April to 31 March and divides by 1,000.",
  },
  source: ourRule,
  compute(rows, { year }) {
    const read = readRows(receivedAmount.columns, rows);
    if (!read.ok) return read;
    const yen = sumColumn(
      read.rows.filter(({ cell }) => isInYear(cell("日付"), year)),
      "金額",
    );
    return {
      ok: true,
      value: decimalOf(divide(yen, 1000)),
      counts: [{ label: "受け入れた額", amount: decimalOf(yen), unit: "円" }],
    };
  },
};

export const rowsSum: Formula = {
  id: "rows-sum",
  title: { ja: "1日の数の合計", en: "Sum of one day’s numbers" },
  columns: [
    { name: "区分", type: "text", meaning: { ja: "部や課などの名前", en: "Section, or whatever the rows are" } },
    { name: "数", type: "whole", meaning: { ja: "その日の数", en: "The number on that day" } },
  ],
  rule: { ja: "区分ごとの数を足します。同じ区分は、1回だけです。", en: "Adds the numbers of the rows; each row once." },
  source: ourRule,
  compute(rows) {
    const read = readRows(rowsSum.columns, rows);
    if (!read.ok) return read;
    const twice = findTwice(read.rows, "区分");
    if (twice.length > 0) return refuseRows(twice);
    return {
      ok: true,
      value: decimalOf(sumOf(read.rows.map(({ cell }) => cell("数")))),
      counts: read.rows.map(({ cell }) => ({ label: cell("区分"), amount: cell("数") })),
    };
  },
};
