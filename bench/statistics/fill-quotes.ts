import { sql } from "kysely";
import type { City } from "../../src/kernel/city.ts";
import { roomId } from "../bench-facility.ts";

/** Gives each booking of the bench a price with explained lines, every third one with a reduction, as a form would have. */
export async function fillQuotes(city: City, rooms: number): Promise<void> {
  for (let room = 0; room < rooms; room++) await fillRoom(city, roomId(room));
}

async function fillRoom(city: City, spaceId: string): Promise<void> {
  await sql`
    with priced as (
      select id, 1000 + (row_number() over (order by number) % 7) * 100 as base, row_number() over (order by number) % 3 = 0 as is_reduced
      from facility.booking where facility_id = 'bench' and space_id = ${spaceId}
    )
    update facility.booking set amount = case when is_reduced then base / 2 else base end, quote = jsonb_build_object(
      'total', case when is_reduced then base / 2 else base end, 'fullPrice', base, 'deposit', 0,
      'lines', jsonb_build_array(
        jsonb_build_object('kind', 'base', 'amount', base, 'label', ${words("facility.price.base")}::jsonb, 'explanation', ${words("facility.price.slots")}::jsonb, 'article', '公共ホール条例　別表第1'),
        jsonb_build_object('kind', 'extra', 'amount', 0, 'label', ${words("facility.price.extra")}::jsonb, 'explanation', ${words("facility.price.heating")}::jsonb, 'article', '公共ホール条例　別表第3'),
        jsonb_build_object('kind', 'rounding', 'amount', 0, 'label', ${words("facility.price.rounding")}::jsonb, 'explanation', ${words("facility.price.rounded")}::jsonb, 'article', '公共ホール条例　第9条第2項')
      ) || case when is_reduced then jsonb_build_array(jsonb_build_object('kind', 'reduction', 'amount', base / 2 - base,
        'label', ${words("facility.price.reduction")}::jsonb, 'explanation', ${words("facility.price.reduced")}::jsonb, 'article', '施行規則　第10条第2項')) else '[]' end)
    from priced where priced.id = booking.id
  `.execute(city.db);
}

function words(key: string): string {
  return JSON.stringify({
    key,
    params: {
      name: { ja: "練習室1", en: "Practice room 1" },
      because: { ja: "文化団体", en: "Culture groups" },
      times: 1,
    },
  });
}
