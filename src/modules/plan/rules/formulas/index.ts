import {
  cumulativeCount,
  cumulativeSum,
  eventCount,
  receivedAmount,
  registryCount,
  rowsSum,
  yearSum,
} from "./counts.ts";
import { fiscalEffect } from "./fiscal-effect.ts";
import { modifiedNps, modifiedNpsFromZero } from "./modified-nps.ts";
import { publishedRank } from "./published-rank.ts";
import { attendanceRate, currentBalanceRatio, netMigrationRate, pressCoverage, womenShare } from "./shares.ts";
import type { Formula } from "./types.ts";

export type { Column, Computed, Formula, FormulaContext, Row, RowProblem, Uncomputable } from "./types.ts";

/** By id, as a plan's file names them: `feed: { by: table, formula: women-share }`. */
export const formulas: ReadonlyMap<string, Formula> = new Map(
  [
    womenShare,
    attendanceRate,
    fiscalEffect,
    currentBalanceRatio,
    netMigrationRate,
    modifiedNps,
    modifiedNpsFromZero,
    pressCoverage,
    registryCount,
    eventCount,
    cumulativeCount,
    yearSum,
    cumulativeSum,
    receivedAmount,
    rowsSum,
    publishedRank,
  ].map((formula) => [formula.id, formula]),
);
