import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { civilDateOf, instantOf } from "../../../kernel/time/instant.ts";
import {
  findFrameOn,
  getSpaceOn,
  type KeptFrame,
  keepFrames,
  listFacilitiesOn,
  slotsOn,
} from "../../facility/index.ts";
import { requireMayAt } from "../policy.ts";
import { weekdaysIn } from "../rules/days.ts";
import { cutFrames } from "../rules/frames.ts";
import { insertSeason } from "../store/season.ts";
import type { Frame, Season } from "../types.ts";

export type SeasonAsked = Pick<
  Season,
  "facilityId" | "name" | "words" | "firstOn" | "lastOn" | "meetingOn" | "mostWishes" | "mostGiven" | "categories"
> & {
  readonly spaceIds: readonly string[];
  readonly weekdays: readonly number[];
  readonly slots: readonly string[];
  /** Neighbouring slots that make one frame. */
  readonly slotsEach: number;
  /** The first and the last day on which groups may ask. */
  readonly opensOn: CivilDate;
  readonly closesOn: CivilDate;
};

/** What frames are cut from. */
export type FramesAsked = Pick<
  SeasonAsked,
  "facilityId" | "firstOn" | "lastOn" | "spaceIds" | "weekdays" | "slots" | "slotsEach"
>;

/**
 * Opens a season: the frames are cut from the timetable, and from this moment nobody comes first for them. What is booked or
 * closed already stays, and is left out when the series are made.
 */
export async function openSeason(act: Act, asked: SeasonAsked): Promise<{ id: string }> {
  const { personId: madeBy } = requireMayAt(act, "open", asked.facilityId);
  judge(act, asked);
  const id = randomUUID();
  const { frames, kept } = await makeFrames(act, id, asked);
  if (frames.length === 0) throw new Refusal("allocation.staff.no-frames", { status: 422, field: "slots" });
  const { zone } = act.city.config;
  const { facilityId, name, words, firstOn, lastOn, meetingOn, mostWishes, mostGiven, categories } = asked;
  await insertSeason(
    act.tx,
    {
      id,
      facilityId,
      name,
      words,
      firstOn,
      lastOn,
      opensAt: instantOf(asked.opensOn, "00:00", zone),
      closesAt: instantOf(asked.closesOn, "24:00", zone),
      meetingOn,
      mostWishes,
      mostGiven,
      categories,
      madeBy,
      madeAt: act.now,
    },
    frames,
  );
  await keepFrames(act, { seasonId: id, frames: kept });
  await audit(act, { what: "allocation.opened", subject: `season/${id}`, counts: { frames: frames.length } });
  return { id };
}

function judge(act: Act, asked: SeasonAsked): void {
  const { firstOn, lastOn, opensOn, closesOn, meetingOn, spaceIds, weekdays, slots, categories } = asked;
  const today = civilDateOf(act.now, act.city.config.zone);
  const wrong: Refusal[] = [];
  const no = (field: string, code: string) => wrong.push(new Refusal(code, { status: 422, field }));
  if (firstOn <= today) no("first", "allocation.staff.first-past");
  if (lastOn < firstOn) no("last", "allocation.staff.last-before");
  else if (lastOn > addDays(firstOn, 371)) no("last", "allocation.staff.too-long");
  if (closesOn < opensOn) no("closes", "allocation.staff.closes-before");
  if (meetingOn <= closesOn) no("meeting", "allocation.staff.meeting-before");
  else if (meetingOn >= firstOn) no("meeting", "allocation.staff.meeting-late");
  if (spaceIds.length === 0) no("spaces", "field.choice");
  if (weekdays.length === 0) no("weekdays", "field.choice");
  if (slots.length === 0) no("slots", "field.choice");
  if (categories.length === 0) no("categories", "field.choice");
  const [first, ...others] = wrong;
  if (first !== undefined) throw new Refusal(first.code, { status: 422, field: first.field ?? "first", others });
}

/** Frames that exist on at least one day of the season, and what each of its days takes. */
export async function makeFrames(
  act: Act,
  seasonId: string,
  asked: FramesAsked,
): Promise<{ frames: Omit<Frame, "note">[]; kept: KeptFrame[] }> {
  const frames: Omit<Frame, "note">[] = [];
  const kept: KeptFrame[] = [];
  const known = (await listFacilitiesOn(act.city, asked.firstOn, act.tx)).find(({ id }) => id === asked.facilityId);
  if (known === undefined) throw notFound();
  for (const spaceId of asked.spaceIds) {
    if (!known.spaces.some(({ id }) => id === spaceId)) throw notFound();
    for (const weekday of asked.weekdays) {
      const days = weekdaysIn(asked, weekday);
      for (const slots of await framesOf(act, spaceId, days, asked)) {
        const found: KeptFrame[] = [];
        for (const on of days) {
          const frame = await findFrameOn(act, { spaceId, on, slots: slots.map(({ id }) => id) });
          if (frame !== undefined) found.push(frame);
        }
        const [{ from } = { from: "" }, { to } = { to: "" }] = [slots[0], slots.at(-1)];
        const [one] = found;
        if (one === undefined) continue;
        const ids = slots.map(({ id }) => id);
        frames.push({ id: randomUUID(), seasonId, spaceId, weekday, slots: ids, units: one.unitIds, from, to });
        kept.push(...found);
      }
    }
  }
  return { frames, kept };
}

/** Slots that are lent on most days of that weekday: what only holidays have is no weekly frame. */
async function framesOf(act: Act, spaceId: string, days: readonly CivilDate[], { slots, slotsEach }: FramesAsked) {
  const lent = new Map<string, { slot: ReturnType<typeof slotsOn>[number]; days: number }>();
  for (const on of days) {
    const { facility, space } = await getSpaceOn(act.city, spaceId, on, act.tx);
    for (const slot of slotsOn(facility, space, on, act.city.config)) {
      if (slots.includes(slot.id)) lent.set(slot.id, { slot, days: (lent.get(slot.id)?.days ?? 0) + 1 });
    }
  }
  const weekly = [...lent.values()].filter((one) => one.days * 2 > days.length).map(({ slot }) => slot);
  return cutFrames(
    weekly.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
    slotsEach,
  );
}
