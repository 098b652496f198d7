import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { City } from "../../../kernel/city.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { addDays, type DayRange, listDays } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { requireMayAt } from "../policy.ts";
import {
  addUp,
  type CategoryFigures,
  figuresByCategory,
  figuresByMonth,
  figuresByReduction,
  figuresBySpace,
  type MonthFigures,
  nothing,
  type ReductionFigures,
  type SpaceFigures,
  type Sums,
} from "../rules/use-figures.ts";
import { isBesides, linkedUnits, type Rate, type RateCell, sumRates, useRates } from "../rules/use-rate.ts";
import { listVersions } from "../store/facility.ts";
import { listLinkedSlots, listTakenSlots, listUseFigures, upsertYearlyCost } from "../store/statistics.ts";
import type { Facility } from "../types/facility.ts";

export type FacilityStatistics = {
  /** The version that held last in the period; it gives the names. */
  readonly facility: Facility;
  /** What was counted: the period, but no day that is still to come. */
  readonly counted: DayRange;
  readonly sums: Sums;
  readonly spaces: readonly (SpaceFigures & { readonly rate: Rate })[];
  readonly cells: readonly RateCell[];
  readonly rate: Rate;
  readonly months: readonly MonthFigures[];
  readonly categories: readonly CategoryFigures[];
  readonly reductions: readonly ReductionFigures[];
};

/** All figures of one facility for uses on days of the period that are not still to come. Undefined if it had no rules then. */
export async function countFacility(
  city: City,
  facilityId: string,
  period: DayRange,
): Promise<FacilityStatistics | undefined> {
  const versions = (await listVersions(city)).filter(({ id }) => id === facilityId);
  const tomorrow = addDays(civilDateOf(city.clock.now(), city.config.zone), 1);
  const counted = { from: period.from, until: [period.until, tomorrow].toSorted()[0] ?? tomorrow };
  const last = counted.until > counted.from ? addDays(counted.until, -1) : counted.from;
  const facility = versions.findLast(({ effectiveFrom }) => effectiveFrom <= last);
  if (facility === undefined) return undefined;
  const narrow = { facilityId, period: counted };
  const { db } = city;
  const [uses, taken, linked] = await Promise.all([
    listUseFigures(db, narrow),
    listTakenSlots(db, narrow),
    listLinkedSlots(db, narrow, linkedUnits(versions)),
  ]);
  const figures = figuresBySpace(uses);
  const rates = useRates(
    versions,
    listDays(counted.from, counted.until),
    [...taken, ...linked.filter((one) => isBesides(versions, one))],
    city.config,
  );
  // A room that the present rules no longer have keeps its figures.
  const gone = figures.map(({ spaceId }) => spaceId).filter((id) => !facility.spaces.some((space) => space.id === id));
  const spaces = [...facility.spaces.map(({ id }) => id), ...gone].map((spaceId) => ({
    ...(figures.find((one) => one.spaceId === spaceId) ?? { ...nothing, spaceId }),
    rate: sumRates(rates.cells.filter((cell) => cell.spaceId === spaceId)),
  }));
  return {
    facility,
    counted,
    sums: addUp(figures),
    spaces,
    cells: rates.cells,
    rate: rates.whole,
    months: figuresByMonth(uses),
    categories: figuresByCategory(uses),
    reductions: figuresByReduction(uses),
  };
}

/** Each facility that had rules in the period. */
export async function countAllFacilities(city: City, period: DayRange): Promise<readonly FacilityStatistics[]> {
  const ids = new Set((await listVersions(city)).map(({ id }) => id));
  const counted: FacilityStatistics[] = [];
  for (const id of ids) counted.push(...[await countFacility(city, id, period)].filter((one) => one !== undefined));
  return counted;
}

/** 維持管理費 of a fiscal year; entered again it is corrected. */
export async function enterYearlyCost(
  act: Act,
  input: { facilityId: string; fiscalYear: number; yen: number },
): Promise<void> {
  const { personId } = requireMayAt(act, "enterCosts", input.facilityId);
  const isKnown = (await listVersions(act.city, act.tx)).some(({ id }) => id === input.facilityId);
  if (!isKnown) throw notFound();
  await upsertYearlyCost(act.tx, { ...input, by: personId, at: act.now });
  await audit(act, {
    what: "facility.cost-entered",
    subject: `facility/${input.facilityId}`,
    counts: { year: input.fiscalYear, yen: input.yen },
  });
}
