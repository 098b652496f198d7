import { decimalOf, percentOf, sumOf } from "../number.ts";
import { problem, readRows, refuseRows } from "./read-rows.ts";
import type { Cells, Column, Computed, Formula, Uncomputable } from "./types.ts";

const questions = ["推奨", "参加", "感謝"] as const;

const meanings: Readonly<Record<(typeof questions)[number], Column["meaning"]>> = {
  推奨: {
    ja: "知人や友人にすすめたい気持ち。0から10。答えがなければ空白",
    en: "Would recommend the city, 0 to 10; empty if not answered",
  },
  参加: {
    ja: "よくするために参加したい気持ち。0から10。答えがなければ空白",
    en: "Would take part, 0 to 10; empty if not answered",
  },
  感謝: {
    ja: "働いている人に感謝する気持ち。0から10。答えがなければ空白",
    en: "Is grateful to those who work for it, 0 to 10; empty if not answered",
  },
};

const rule = {
  ja: "参加した人に、推奨、参加、感謝の3つを0から10で聞きます。問いごとに、10から8と答えた割合（%）から、5から0と答えた割合（%）を引き、3つを足します。7と6は、答えた人の数だけに入ります。答えなかった問いは、その問いの人数に入りません。",
  en: "Participants answer three questions from 0 to 10. For each, the percentage of 10 to 8 less the percentage of 5 to 0; the three are added. 7 and 6 count among the answers only; a question left empty does not count for that question.",
};

const source = {
  ja: "修正地域参画総量指標の研究（科研費 18K11995の実施状況報告、議員NAVI 2019年10月25日）の、10から8、5から0という分け方によります。計画の「0から300点に換算」のしかたは、読めた資料のどこにも書かれていません。",
  en: "The split into 10–8 and 5–0 follows the research on modified regional participation (KAKENHI 18K11995; Giin NAVI, 25 October 2019). How the plan converts to 0–300 is written in no source that was found.",
};

export const modifiedNps = npsFormula({ floorAtZero: false });
/** 表示の下限: the plan says 0 to 300 points, so a negative sum is given as 0; the counts still tell the sum as it is. */
export const modifiedNpsFromZero = npsFormula({ floorAtZero: true });

function npsFormula({ floorAtZero }: { readonly floorAtZero: boolean }): Formula {
  const columns: readonly Column[] = [
    {
      name: "回答番号",
      type: "text",
      meaning: { ja: "回答した人を区別する番号。名前は書きません", en: "A number for each answer; no names" },
    },
    ...questions.map((name): Column => ({ name, type: "score", isRequired: false, meaning: meanings[name] })),
  ];
  const floor = {
    ja: "合計がマイナスのときは、0点とします。",
    en: " A negative sum is given as 0.",
  };
  return {
    id: floorAtZero ? "modified-nps-from-zero" : "modified-nps",
    title: floorAtZero
      ? { ja: "修正NPS（0点から300点）", en: "Modified NPS, 0 to 300" }
      : { ja: "修正NPS（−300点から300点）", en: "Modified NPS, −300 to 300" },
    columns,
    rule: floorAtZero ? { ja: rule.ja + floor.ja, en: rule.en + floor.en } : rule,
    source,
    compute(rows) {
      const read = readRows(columns, rows);
      return read.ok ? pointsOf(read.rows, floorAtZero) : read;
    },
  };
}

function pointsOf(rows: readonly Cells[], floorAtZero: boolean): Computed | Uncomputable {
  const answers = questions.map((question) => ({ question, ...tally(rows, question) }));
  const silent = answers.filter(({ all }) => all === 0);
  if (silent.length > 0) {
    return refuseRows(
      silent.map(({ question }) => problem(undefined, question, "plan.rule.row.no-answers", { question })),
    );
  }
  const points = sumOf(answers.map(({ high, low, all }) => percentOf(high - low, all)));
  return {
    ok: true,
    value: floorAtZero && points.lt(0) ? "0" : decimalOf(points),
    counts: answers.flatMap(({ question, high, middle, low }) => [
      { label: `${question} 10から8`, amount: String(high), unit: "人" },
      { label: `${question} 7と6`, amount: String(middle), unit: "人" },
      { label: `${question} 5から0`, amount: String(low), unit: "人" },
    ]),
  };
}

function tally(rows: readonly Cells[], question: string) {
  const scores = rows.flatMap(({ cell }) => (cell(question) === "" ? [] : [Number(cell(question))]));
  const high = scores.filter((score) => score >= 8).length;
  const low = scores.filter((score) => score <= 5).length;
  return { high, low, middle: scores.length - high - low, all: scores.length };
}
