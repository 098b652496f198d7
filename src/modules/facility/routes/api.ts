import { z } from "zod";
import { jsonAnswer } from "../../../kernel/http/answer.ts";
import { feed, type Route } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { addDays, daysBetween, isCivilDate, listDays } from "../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { availabilityOn } from "../rules/availability.ts";
import { getTimetable } from "../rules/facility.ts";
import { reachOf } from "../rules/long-slots.ts";
import { noParams, noQuery, spaceParams } from "../schema/requests.ts";
import { getSpaceOn, listFacilitiesOn } from "../store/facility.ts";
import { listOccupancies } from "../store/occupancy.ts";
import { slotStatuses } from "../types/booking.ts";

const everybody = { who: "anyone", limit: "api" } as const;
const name = z.object({ ja: z.string(), en: z.string().optional() });
const day = z.string().refine(isCivilDate, { error: "field.date-form" }).meta({ format: "date" });

const spaceShape = z.object({
  id: z.string(),
  name,
  kana: z.string(),
  facility: z.object({ id: z.string(), name }),
  area: z.string(),
  address: name,
  capacity: z.number().int(),
  units: z.array(z.string()).meta({ description: "Two spaces that share a unit exclude each other." }),
  purposes: z.array(z.string()),
  sample: z.boolean().meta({ description: "True while amounts and telephone numbers are invented." }),
});

const availabilityShape = z.object({
  space: z.string(),
  days: z.array(
    z.object({
      on: z.string(),
      closed: z.boolean(),
      slots: z.array(
        z.object({
          id: z.string(),
          from: z.string(),
          to: z.string(),
          endsAfterDays: z
            .number()
            .int()
            .meta({ description: "1: `to` is a time of the next day; 0: of the same day." }),
          status: z.enum(slotStatuses),
          bookable: z.boolean(),
        }),
      ),
    }),
  ),
});

const mostDays = 93;

/** The same that the pages show, for programs: so that nobody has to scrape them. */
export const apiRoutes: readonly Route[] = [
  feed({
    ...everybody,
    path: "/api/v1/spaces",
    params: noParams,
    query: noQuery,
    words: {
      summary: "All spaces that can be booked",
      description: "Facilities, spaces and their units, by the rules in force today.",
      answer: z.object({ spaces: z.array(spaceShape) }),
    },
    respond: async (view) => jsonAnswer({ spaces: await listSpaces(view) }),
  }),
  feed({
    ...everybody,
    path: "/api/v1/spaces/:space/availability",
    params: spaceParams,
    query: z.strictObject({
      from: day,
      until: day.meta({ format: "date", description: `Not included; at most ${mostDays} days after from.` }),
    }),
    words: {
      summary: "What is free in a range of days",
      description: "Slots by day, free and taken, without names.",
      answer: availabilityShape,
    },
    respond: async (view, { params, query }) => jsonAnswer(await availabilityOf(view, params.space, query)),
  }),
];

async function listSpaces({ city, today }: View) {
  return (await listFacilitiesOn(city, today)).flatMap((facility) =>
    facility.spaces.map((space) => ({
      id: space.id,
      name: named(space.name),
      kana: space.kana,
      facility: { id: facility.id, name: named(facility.name) },
      area: facility.area,
      address: named(facility.address),
      capacity: space.capacity,
      units: space.units,
      purposes: space.purposes,
      sample: facility.sample,
    })),
  );
}

async function availabilityOf({ city, now }: View, spaceId: string, { from, until }: { from: string; until: string }) {
  const length = daysBetween(from, until);
  if (length < 1 || length > mostDays) throw new Refusal("kernel.query", { status: 422, params: { field: "until" } });
  const { zone } = city.config;
  const { facility, space } = await getSpaceOn(city, spaceId, from);
  const end = addDays(until, reachOf([getTimetable(facility, space)]));
  const during = { from: instantOf(from, "00:00", zone), until: instantOf(end, "00:00", zone) };
  const occupancies = await listOccupancies(city.db, space.units, during, now);
  const days = await Promise.all(
    listDays(from, until).map(async (on) => {
      const rules = await getSpaceOn(city, spaceId, on);
      const { closed, slots } = availabilityOn(rules.facility, rules.space, on, occupancies, now, city.config);
      return {
        on,
        closed: closed !== undefined,
        slots: slots.map(({ slot, status, reason }) => ({
          id: slot.id,
          from: slot.from,
          to: slot.to,
          endsAfterDays: slot.endsAfterDays ?? 0,
          status,
          bookable: status === "free" && reason === undefined,
        })),
      };
    }),
  );
  return { space: spaceId, days };
}

function named({ ja, en }: { ja: string; en?: string | undefined }) {
  return { ja, ...(en === undefined ? {} : { en }) };
}
