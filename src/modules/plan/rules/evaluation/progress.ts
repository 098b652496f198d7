import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import {
  type Round,
  type RoundStep,
  roundSteps,
  type Sheet,
  type SheetState,
  sheetStates,
} from "../../types/evaluation.ts";
import { awaitedOf } from "./late.ts";

/** Sheets in which everything is there: nobody has anything to write any more. */
export const isComplete = (state: SheetState) => state === "final" || state === "published";

export type Progress = {
  readonly all: number;
  readonly complete: number;
  readonly published: number;
  readonly late: number;
  readonly returned: number;
  readonly byState: Readonly<Record<SheetState, number>>;
};

export function progressOf(round: Pick<Round, "due">, sheets: readonly Sheet[], today: CivilDate): Progress {
  const count = (is: (sheet: Sheet) => boolean) => sheets.filter(is).length;
  return {
    all: sheets.length,
    complete: count(({ state }) => isComplete(state)),
    published: count(({ state }) => state === "published"),
    late: count(({ state }) => isLate(round, state, today)),
    returned: count(isReturned),
    byState: Object.fromEntries(sheetStates.map((state) => [state, count((sheet) => sheet.state === state)])) as Record<
      SheetState,
      number
    >,
  };
}

export function isLate(round: Pick<Round, "due">, state: SheetState, today: CivilDate): boolean {
  return (awaitedOf(round, state, today)?.daysLeft ?? 0) < 0;
}

/** 差し戻し: the section has it again, with words. Only a return leaves somebody's name behind and the state at writing. */
export function isReturned({ state, writtenBy, marks }: Sheet): boolean {
  return state === "writing" && (writtenBy !== undefined || marks.length > 0);
}

/** How far a sheet is on its way, from 0 to 1. */
export function shareOf(state: SheetState): number {
  return sheetStates.indexOf(state) / (sheetStates.length - 1);
}

/** The step of the calendar that runs: the first whose day has not passed. */
export function stepNow(due: Round["due"], today: CivilDate): RoundStep | undefined {
  return roundSteps.find((step) => (due[step] ?? "") >= today);
}
