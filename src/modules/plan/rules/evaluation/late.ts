import { addDays, type CivilDate, daysBetween } from "../../../../kernel/time/civil-date.ts";
import type { Round, RoundStep, SheetState } from "../../types/evaluation.ts";
import { stepOfState } from "./calendar.ts";

export type Awaited = {
  readonly step: RoundStep;
  readonly dueOn: CivilDate;
  /** 0 on the day itself; negative once it is late. */
  readonly daysLeft: number;
};

/** What a sheet waits for and until when. undefined: nothing, or no day was set. */
export function awaitedOf(round: Pick<Round, "due">, state: SheetState, today: CivilDate): Awaited | undefined {
  const step = stepOfState[state];
  const dueOn = step && round.due[step];
  return step === undefined || dueOn === undefined ? undefined : { step, dueOn, daysLeft: daysBetween(today, dueOn) };
}

/** Days before the due day on which people are reminded. */
export const remindDaysBefore = 3;

/** soon: from three days before until the day itself · late: after it. A morning on which the job did not run loses nothing. */
export function reminderOf(awaited: Awaited, today: CivilDate): "soon" | "late" | undefined {
  if (awaited.daysLeft < 0) return "late";
  return today >= addDays(awaited.dueOn, -remindDaysBefore) ? "soon" : undefined;
}
