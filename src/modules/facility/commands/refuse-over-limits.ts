import type { Act } from "../../../kernel/act.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { addDays, type CivilDate, type DayRange } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { caseOf } from "../rules/case.ts";
import { lengthOf, pickSlots } from "../rules/choice.ts";
import type { Case } from "../rules/condition.ts";
import { dayCaseOf } from "../rules/day-type.ts";
import { findSpace, getTerms, getTimetable } from "../rules/facility.ts";
import { type CountedUse, judgeLimits, limitGroupsOf, listLimits, periodOf, reachesBeyond } from "../rules/limits.ts";
import { daysOfRun, runOf } from "../rules/long-slots.ts";
import { piecesOfTimetable } from "../rules/slots.ts";
import { judgeSpan } from "../rules/span.ts";
import { refusalOf } from "../rules/words.ts";
import { listFacilitiesOn } from "../store/facility.ts";
import { listLivingUses, type Party, type UseRow } from "../store/limits.ts";
import type { Choice, Use } from "../types/booking.ts";
import type { Town } from "../types/calendar.ts";
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
  readonly besides?: readonly Omit<LimitedUse, "party">[];
  /** The booking that is being changed. */
  readonly except?: string;
};

/** The lock under which a person's or group's uses are counted. Everybody who takes units for them holds it. */
export function lockForLimits({ personId, groupId }: Party): string {
  return groupId === undefined ? `booker/${personId}` : `group/${groupId}`;
}

/** Refuses what would be more than the ordinance allows. To be asked under the lock of lockForLimits. */
export async function refuseOverLimits(act: Act, use: LimitedUse): Promise<void> {
  const { facility, space, run, given, party, besides = [], except } = use;
  const { config } = act.city;
  const today = civilDateOf(act.now, config.zone);
  const range = rangeToLookAt(use, today);
  if (range === undefined) return;
  const isBeyond = listLimits(facility, space, given).some(reachesBeyond);
  const rows = await listLivingUses(act.tx, party, isBeyond ? undefined : facility.id, range, act.now, except);
  const stored: CountedUse[] = [];
  for (const row of rows) stored.push(countedOf(await rulesForRow(act, use, row), row, given, act.city.config));
  const made = [...stored, ...besides.map(countedUseOf)];
  const ofSpace = made.filter(({ spaceId }) => spaceId === space.id).flatMap(daysOfRun);
  const reason =
    judgeLimits(facility, space, countedUseOf(use), made, { today }) ??
    judgeSpan(facility, space, daysOfRun(run), ofSpace, config);
  if (reason !== undefined) throw refusalOf(reason, act.locale);
}

/**
 * Refuses choices in a draw that are more than the ordinance allows, counted with the choices that the same person or
 * group has in other rounds (`made`) and with each other. To be asked under the lock of lockForLimits.
 */
export function refuseEntriesOverLimits(
  act: Act,
  wishes: readonly Omit<LimitedUse, "party">[],
  made: readonly CountedUse[],
): void {
  const today = civilDateOf(act.now, act.city.config.zone);
  const earlier = [...made];
  for (const wish of wishes) {
    const counted = countedUseOf(wish);
    const reason = judgeLimits(wish.facility, wish.space, counted, earlier, { entries: "lottery", today });
    if (reason !== undefined)
      throw new Refusal(reason.code, { status: 422, field: "choice", params: refusalOf(reason, act.locale).params });
    earlier.push(counted);
  }
}

/** Whether there is anything to count before an entry. */
export function hasEntryLimits({ facility, space, given }: Omit<LimitedUse, "party">): boolean {
  return listLimits(facility, space, given, "lottery").length > 0;
}

/** For who counts before anything is taken. */
export function lockParty(act: Act, party: Party): Promise<void> {
  return lockSorted(act.tx, "facility", [lockForLimits(party)]);
}

/**
 * A choice that the same person or group made before, as limits count it; undefined where its room or hours are not lent
 * any more. `like`: the use in hand, whose registration is theirs.
 */
export async function countChoice(
  act: Act,
  choice: Choice,
  use: Omit<Use, "group">,
  like: Pick<LimitedUse, "given">,
): Promise<CountedUse | undefined> {
  const facilities = await listFacilitiesOn(act.city, choice.on, act.tx);
  const facility = facilities.find((one) => findSpace(one, choice.spaceId) !== undefined);
  const space = facility && findSpace(facility, choice.spaceId);
  if (facility === undefined || space === undefined) return undefined;
  const picked = pickSlots(facility, space, choice, act.city.config);
  if (!picked.ok) return undefined;
  const { run } = picked;
  const given = caseOf(space, run, { ...use, group: undefined }, act.city.config);
  return countedUseOf({ facility, space, run, given: { ...given, groupCategories: like.given.groupCategories } });
}

function countedUseOf({ facility, space, run, given }: Omit<LimitedUse, "party">): CountedUse {
  return {
    facilityId: facility.id,
    spaceId: space.id,
    on: run.on,
    lastOn: run.lastOn,
    slots: run.slots.length,
    minutes: lengthOf(run),
    given,
    limitGroups: limitGroupsOf(facility, space),
  };
}

/** A booking in another house is counted by that house's rules of its day. */
async function rulesForRow(act: Act, use: LimitedUse, row: UseRow): Promise<Facility> {
  if (row.facilityId === use.facility.id) return use.facility;
  const facilities = await listFacilitiesOn(act.city, row.on, act.tx);
  return facilities.find(({ id }) => id === row.facilityId) ?? use.facility;
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
function countedOf(facility: Facility, row: UseRow, { groupCategories }: Case, town: Town): CountedUse {
  const space = facility.spaces.find(({ id }) => id === row.spaceId);
  const pieces = space === undefined ? [] : piecesOfTimetable(getTimetable(facility, space));
  const known = pieces.filter(({ id }) => row.slots.includes(id));
  return {
    facilityId: row.facilityId,
    spaceId: row.spaceId,
    on: row.on,
    lastOn: runOf(row.on, known)?.lastOn,
    slots: row.slots.length,
    minutes: row.minutes,
    limitGroups: space === undefined ? [] : limitGroupsOf(facility, space),
    given: {
      ...dayCaseOf(row.on, town),
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
