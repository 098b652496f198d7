import type { Act } from "../../../kernel/act.ts";
import { addDays, type CivilDate, type DayRange } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { lengthOf } from "../rules/choice.ts";
import type { Case } from "../rules/condition.ts";
import { dayCaseOf } from "../rules/day-type.ts";
import { getTerms, getTimetable } from "../rules/facility.ts";
import { type CountedUse, judgeLimits, listLimits, periodOf } from "../rules/limits.ts";
import { slotsOfTimetable } from "../rules/slots.ts";
import { judgeSpan } from "../rules/span.ts";
import { refusalOf } from "../rules/words.ts";
import { listLivingUses, type Party, type UseRow } from "../store/limits.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { SlotRun } from "../types/timetable.ts";

/** One more use by a person or group, to be held against the limits of the ordinance. */
export type LimitedUse = {
  readonly facility: Facility;
  readonly space: Space;
  readonly run: SlotRun;
  readonly given: Case;
  readonly party: Party;
  /** Days of the same request that are not stored yet: a series is judged as a whole. */
  readonly alsoOn?: readonly CivilDate[];
  /** The booking that is being changed. */
  readonly except?: string;
};

/** Whose bookings these terms count, as the name of their lock; undefined where they count nobody's. */
export function lockForLimits({ facility, space, given, party }: LimitedUse): string | undefined {
  const isLimited =
    listLimits(facility, space, given).length > 0 || getTerms(facility, space).consecutiveDays !== undefined;
  if (!isLimited) return undefined;
  return party.groupId === undefined ? `booker/${party.personId}` : `group/${party.groupId}`;
}

/** Refuses what would be more than the ordinance allows. To be asked under the lock of lockForLimits. */
export async function refuseOverLimits(act: Act, use: LimitedUse): Promise<void> {
  const { facility, space, run, given, party, alsoOn = [], except } = use;
  const { config } = act.city;
  const today = civilDateOf(act.now, config.zone);
  const range = rangeToLookAt(use, today);
  if (range === undefined) return;
  const rows = await listLivingUses(act.tx, party, facility.id, range, act.now, except);
  const made = rows.map((row) => countedOf(facility, row, (on) => dayCaseOf(on, config), given));
  const wanted: CountedUse = {
    facilityId: facility.id,
    spaceId: space.id,
    on: run.on,
    slots: run.slots.length,
    minutes: lengthOf(run),
    given,
  };
  const ofSpace = made.filter(({ spaceId }) => spaceId === space.id).map(({ on }) => on);
  const reason =
    judgeLimits(facility, space, wanted, made, { today }) ??
    judgeSpan(facility, space, [run.on, ...alsoOn], ofSpace, config);
  if (reason !== undefined) throw refusalOf(reason, act.locale);
}

/** All days that some limit counts together with this one. */
function rangeToLookAt({ facility, space, run, given }: LimitedUse, today: CivilDate): DayRange | undefined {
  const periods = listLimits(facility, space, given).map(({ per }) => periodOf(per, run.on, today));
  const span = getTerms(facility, space).consecutiveDays;
  // A row of days may be broken by closing days; twice its length and a month reaches over them.
  const reach = span === undefined ? 0 : span.most * 2 + 31;
  if (span !== undefined) periods.push({ from: addDays(run.on, -reach), until: addDays(run.on, reach + 1) });
  const from = periods.map((one) => one.from).toSorted()[0];
  const until = periods
    .map((one) => one.until)
    .toSorted()
    .at(-1);
  return from === undefined || until === undefined ? undefined : { from, until };
}

/** The party is the same, so its registration is that of the use in hand. */
function countedOf(
  facility: Facility,
  row: UseRow,
  dayCase: (on: CivilDate) => Case,
  { groupCategories }: Case,
): CountedUse {
  const space = facility.spaces.find(({ id }) => id === row.spaceId);
  const known = space === undefined ? [] : slotsOfTimetable(getTimetable(facility, space));
  return {
    facilityId: row.facilityId,
    spaceId: row.spaceId,
    on: row.on,
    slots: row.slots.length,
    minutes: row.minutes,
    given: {
      ...dayCase(row.on),
      category: row.categoryId,
      purpose: row.purposeId,
      groupCategories,
      people: row.people,
      answers: row.answers,
      space: row.spaceId,
      slots: row.slots.map((id) => known.find((slot) => slot.id === id) ?? { id, rate: id }),
    },
  };
}
