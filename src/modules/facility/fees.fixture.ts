import { omitama } from "./omitama.fixture.ts";
import { pickSlots } from "./rules/choice.ts";
import { type PricedUse, quote } from "./rules/price.ts";
import { checkFacility } from "./schema/checks/facility.ts";
import { facilityShape } from "./schema/facility-shape.ts";
import type { Use } from "./types/booking.ts";
import type { Facility, Space } from "./types/facility.ts";
import type { Quote } from "./types/fee.ts";
import type { SlotRun } from "./types/timetable.ts";

/** Small ordinances for tests of prices: as a file would be read, with what a test does not care for filled in. */
export type SmallOrdinance = {
  readonly timetable?: object;
  /** When the house opens; 09:00 unless said. */
  readonly opens?: string;
  readonly categories?: readonly string[];
  readonly purposes?: readonly string[];
  readonly questions?: readonly object[];
  /** Square metres by the space's short id. */
  readonly spaces?: Readonly<Record<string, number>>;
  readonly fees: object;
};

export const named = (ja: string) => ({ ja, en: ja });
const because = named("ため");

/** What each coefficient and reduction needs besides what a test says of it. */
export const rule = (id: string) => ({ id, name: named(id), because, article: "table" });

/** 9–12, 13–17, 18–22 with a price of its own for all day. */
export const bands = {
  id: "times",
  kind: "bands",
  consecutive: "with-gap",
  bands: [
    { id: "am", name: named("午前"), from: "09:00", to: "12:00" },
    { id: "pm", name: named("午後"), from: "13:00", to: "17:00" },
    { id: "night", name: named("夜間"), from: "18:00", to: "22:00" },
  ],
  combined: [{ id: "all", name: named("全日"), of: ["am", "pm", "night"] }],
};

export const hours = {
  id: "times",
  kind: "grid",
  stepMinutes: 60,
  minMinutes: 60,
  maxMinutes: 780,
  periods: [
    { id: "day", name: named("昼"), from: "09:00", to: "17:00" },
    { id: "evening", name: named("夜"), from: "17:00", to: "22:00" },
  ],
};

export const noRounding = { to: 1, how: "down", article: "table" };

/** The ordinance as a facility; fails with what a file's writer would be told. */
export function makeFacility(small: SmallOrdinance): Facility {
  const facility = facilityShape.parse(fillIn(small));
  const findings = checkFacility(facility);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  return facility;
}

/** The messages of what is wrong with it. */
export function findWrong(small: SmallOrdinance): readonly string[] {
  return checkFacility(facilityShape.parse(fillIn(small))).map(({ message }) => message);
}

export function fillIn(small: SmallOrdinance): object {
  const { timetable = bands, categories = ["anybody"], purposes = ["meeting"], questions = [], fees } = small;
  const spaces = small.spaces ?? { room: 50 };
  return {
    id: "hall",
    effectiveFrom: "2025-04-01",
    sample: false,
    name: named("会館"),
    kana: "かいかん",
    area: "minori",
    address: named("市内"),
    telephone: "0299-00-0000",
    access: named("歩いて"),
    barrierFree: named("段差なし"),
    articles: { table: { title: named("条例　別表") } },
    calendar: { hours: [{ from: small.opens ?? "09:00", to: "22:00" }] },
    timetables: [timetable],
    categories: categories.map((id) => ({ id, name: named(id), note: named(id), who: "either" })),
    purposes: purposes.map((id) => ({ id, name: named(id) })),
    questions,
    terms: [
      {
        id: "standard",
        categories: categories.map((category) => ({ category, opens: { kind: "days", days: 365 } })),
        closes: { kind: "minutes", minutes: 0 },
        payment: { ways: ["counter"], withinDays: 7, daysBefore: 0, article: "table" },
        refund: { steps: [{ daysBefore: 1, percent: 100 }], article: "table" },
      },
    ],
    units: Object.keys(spaces).map((id) => ({ id: `hall-${id}`, name: named(id) })),
    spaces: Object.entries(spaces).map(([id, squareMetres]) => ({
      id: `hall-${id}`,
      name: named(id),
      kana: "へや",
      units: [`hall-${id}`],
      capacity: 300,
      squareMetres,
      purposes,
      timetable: "times",
      terms: "standard",
    })),
    entry: { leadMinutes: 0, lagMinutes: 0, graceMinutes: 0 },
    fees,
    examples: [
      {
        title: "開いている",
        space: `hall-${Object.keys(spaces)[0]}`,
        on: "2025-06-11",
        expect: { kind: "open", open: true },
      },
    ],
  };
}

export function placeOf(
  facility: Facility,
  slots: readonly string[],
  on = "2025-06-11",
  room = "room",
): { space: Space; run: SlotRun } {
  const space = facility.spaces.find(({ id }) => id === `hall-${room}`);
  if (space === undefined) throw new Error(`no ${room}`);
  const picked = pickSlots(facility, space, { on, slots }, omitama);
  if (!picked.ok) throw new Error(picked.reason.code);
  return { space, run: picked.run };
}

export type UseGiven = Partial<Use> & { readonly on?: string; readonly room?: string };

export function useOf(facility: Facility, given: UseGiven = {}): PricedUse {
  const { on: _on, room: _room, ...use } = given;
  return {
    categoryId: facility.categories[0]?.id ?? "",
    purposeId: facility.purposes[0]?.id ?? "",
    group: undefined,
    people: 10,
    extras: {},
    ...use,
  };
}

export function priceOf(facility: Facility, slots: readonly string[], given: UseGiven = {}): Quote {
  const { space, run } = placeOf(facility, slots, given.on, given.room);
  return quote(facility, space, run, useOf(facility, given), omitama);
}
