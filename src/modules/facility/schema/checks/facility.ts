import type { Facility } from "../../types/facility.ts";
import type { Finding } from "../finding.ts";
import { checkAmounts } from "./amounts.ts";
import { checkCalendar } from "./calendar.ts";
import { checkExtras } from "./extras.ts";
import { checkFees } from "./fees.ts";
import { checkIds } from "./ids.ts";
import { checkLongUses } from "./long-bands.ts";
import { checkLotteries } from "./lottery.ts";
import { checkQuestions } from "./questions.ts";
import { checkReferences } from "./references.ts";
import { checkSpaces } from "./spaces.ts";
import { checkStock } from "./stock.ts";
import { checkTerms } from "./terms.ts";
import { checkTimetables } from "./timetables.ts";

/** What the fields of a file say about each other. Later checks rely on the references being right. */
export function checkFacility(facility: Facility): readonly Finding[] {
  const names = [...checkIds(facility), ...checkReferences(facility)];
  if (names.length > 0) return names;
  return [
    ...checkQuestions(facility),
    ...checkCalendar(facility),
    ...checkTimetables(facility),
    ...checkSpaces(facility),
    ...checkStock(facility),
    ...checkTerms(facility),
    ...checkLotteries(facility),
    ...checkLongUses(facility),
    ...checkExtras(facility),
    ...feesOf(facility),
  ];
}

/** The table is tried only with amounts that go together. */
function feesOf(facility: Facility): readonly Finding[] {
  const amounts = checkAmounts(facility);
  return amounts.length > 0 ? amounts : checkFees(facility);
}
