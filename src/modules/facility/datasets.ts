import type { City } from "../../kernel/city.ts";
import type { DatasetDefinition, DatasetRow } from "../../kernel/dataset/types.ts";
import { civilDateOf } from "../../kernel/time/instant.ts";
import { closingsInWords, hoursInWords } from "./rules/calendar-words.ts";
import { findPurpose } from "./rules/facility.ts";
import { listMonths, openingInMonth } from "./rules/month.ts";
import { listFacilitiesOn, listVersions } from "./store/facility.ts";
import { listMonthUses } from "./store/month.ts";
import type { Facility, Space } from "./types/facility.ts";

const people = { ja: "人", en: "people" };
const hours = { ja: "時間", en: "hours" };

const spaces: DatasetDefinition = {
  name: "facility.spaces",
  title: {
    ja: "予約できる部屋とコート",
    en: "Spaces that can be booked",
    "ja-easy": "予約《よやく》できる部屋《へや》",
  },
  description: {
    ja: "きょうの決まりで予約できる部屋やコートです。1行が1つです。分けて使えるホールは、全体と、それぞれの部分が、別の行になります。",
    en: "Rooms and courts that can be booked by today's rules, one in a row. A hall that can be divided has a row for the whole and one for each part.",
    "ja-easy": "予約《よやく》できる部屋《へや》の表《ひょう》です。1つの行《ぎょう》が、1つの部屋《へや》です。",
  },
  licence: "CC-BY-4.0",
  columns: [
    {
      name: "id",
      type: "text",
      description: { ja: "部屋の番号。変わりません", en: "Id of the space; it does not change" },
    },
    { name: "facility_id", type: "text", description: { ja: "施設の番号", en: "Id of the facility" } },
    { name: "facility_name", type: "text", description: { ja: "施設の名前", en: "Name of the facility, in Japanese" } },
    { name: "name", type: "text", description: { ja: "部屋の名前", en: "Name of the space, in Japanese" } },
    { name: "name_kana", type: "text", description: { ja: "部屋の名前の読み", en: "Reading of the name" } },
    { name: "name_en", type: "text", description: { ja: "部屋の名前（英語）", en: "Name in English" } },
    {
      name: "purposes",
      type: "text",
      description: { ja: "使える目的。「；」で区切ります", en: "What it may be used for, separated by ；" },
    },
    { name: "capacity", type: "integer", unit: people, description: { ja: "定員", en: "Most people at a time" } },
    {
      name: "square_metres",
      type: "number",
      unit: { ja: "㎡", en: "m²" },
      description: { ja: "広さ。分からないときは空です", en: "Floor area; empty if it is not known" },
    },
    { name: "district", type: "text", description: { ja: "地区", en: "District" } },
    { name: "address", type: "text", description: { ja: "所在地", en: "Address, in Japanese" } },
    { name: "opening_hours", type: "text", description: { ja: "開いている時間", en: "Opening hours, in Japanese" } },
    { name: "closed", type: "text", description: { ja: "休みの日", en: "Days closed, in Japanese" } },
    { name: "page", type: "text", description: { ja: "空きを見るページ", en: "Page that shows what is free" } },
    {
      name: "sample",
      type: "boolean",
      description: { ja: "trueは、金額や休みの日が見本の施設", en: "True where amounts and closing days are invented" },
    },
  ],
  async *rows(city) {
    for (const facility of await listFacilitiesOn(city, todayIn(city))) {
      for (const space of facility.spaces) yield spaceRow(city, facility, space);
    }
  },
};

function spaceRow({ config, address }: City, facility: Facility, space: Space): DatasetRow {
  return {
    id: space.id,
    facility_id: facility.id,
    facility_name: facility.name.ja,
    name: space.name.ja,
    name_kana: space.kana,
    name_en: space.name.en ?? null,
    purposes: space.purposes.map((id) => findPurpose(facility, id)?.name.ja ?? id).join("；"),
    capacity: space.capacity,
    square_metres: space.squareMetres ?? null,
    district: config.areas.find(({ id }) => id === facility.area)?.name.ja ?? null,
    address: facility.address.ja,
    opening_hours: hoursInWords(facility.calendar),
    closed: closingsInWords(facility.calendar),
    page: `${address}/spaces/${space.id}`,
    sample: facility.sample,
  };
}

const useByMonth: DatasetDefinition = {
  name: "facility.use-by-month",
  title: {
    ja: "施設の月ごとの利用時間",
    en: "Hours of use by facility and month",
    "ja-easy": "施設《しせつ》を使《つか》った時間《じかん》",
  },
  description: {
    ja: "施設が開いていた時間と、使われた時間を、月ごとに数えました。時間は、分けられるいちばん小さな部屋ごとに数えて足します。だれが使ったかは、入っていません。",
    en: "How long each facility was open and how long it was used, by month. Hours are counted for each of the smallest parts of the rooms and added up. Who used them is not in it.",
    "ja-easy":
      "施設《しせつ》が開《あ》いていた時間《じかん》と、使《つか》った時間《じかん》です。使《つか》った人《ひと》の名前《なまえ》は、ありません。",
  },
  licence: "CC-BY-4.0",
  columns: [
    { name: "facility_id", type: "text", description: { ja: "施設の番号", en: "Id of the facility" } },
    { name: "facility_name", type: "text", description: { ja: "施設の名前", en: "Name of the facility, in Japanese" } },
    { name: "month", type: "text", description: { ja: "月。2026-12の形", en: "Month, as 2026-12" } },
    {
      name: "is_over",
      type: "boolean",
      description: {
        ja: "trueは、終わった月。falseは、途中の月",
        en: "True once the month is over; false while it runs",
      },
    },
    {
      name: "open_days",
      type: "integer",
      unit: { ja: "日", en: "days" },
      description: { ja: "休館日でない日の数", en: "Days that are not closing days" },
    },
    {
      name: "units",
      type: "integer",
      description: { ja: "分けられるいちばん小さな部屋の数", en: "Number of the smallest parts that can be booked" },
    },
    {
      name: "open_hours",
      type: "number",
      unit: hours,
      description: { ja: "開いている時間に、部屋の数をかけたもの", en: "Opening hours times units" },
    },
    {
      name: "booked_hours",
      type: "number",
      unit: hours,
      description: {
        ja: "確定した予約の時間。部屋ごとに数えます。宿泊は、夜の時間も、始まりの日の月に数えます",
        en: "Hours of confirmed bookings, for each unit; nights in full, in the month in which they begin",
      },
    },
    {
      name: "own_hours",
      type: "number",
      unit: hours,
      description: { ja: "市が自分で使うために取った時間", en: "Hours that the city took for uses of its own" },
    },
    {
      name: "closed_hours",
      type: "number",
      unit: hours,
      description: {
        ja: "修理などで使えなかった時間",
        en: "Hours in which units were closed for repairs and the like",
      },
    },
    {
      name: "sample",
      type: "boolean",
      description: { ja: "trueは、見本の施設", en: "True for a facility whose rules are a sample" },
    },
  ],
  async *rows(city) {
    const versions = Map.groupBy(await listVersions(city), ({ id }) => id);
    const uses = new Map((await listMonthUses(city.db)).map((use) => [`${use.facilityId} ${use.month}`, use]));
    const today = todayIn(city);
    for (const [id, ofFacility] of versions) {
      for (const first of listMonths(ofFacility[0]?.effectiveFrom ?? today, today)) {
        const opening = openingInMonth(ofFacility, first, city.config);
        if (opening === undefined) continue;
        const month = first.slice(0, 7);
        const { bookedMinutes = 0, ownMinutes = 0, closedMinutes = 0 } = uses.get(`${id} ${month}`) ?? {};
        yield {
          facility_id: id,
          facility_name: opening.facility.name.ja,
          month,
          is_over: month < today.slice(0, 7),
          open_days: opening.openDays,
          units: opening.facility.units.length,
          open_hours: inHours(opening.openMinutes),
          booked_hours: inHours(bookedMinutes),
          own_hours: inHours(ownMinutes),
          closed_hours: inHours(closedMinutes),
          sample: opening.facility.sample,
        };
      }
    }
  },
};

export const datasets = [spaces, useByMonth];

function todayIn(city: City): string {
  return civilDateOf(city.clock.now(), city.config.zone);
}

function inHours(minutes: number): number {
  return Math.round((minutes / 60) * 100) / 100;
}
