import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { registerDatasets } from "../../kernel/dataset/registry.ts";
import type { DatasetRow } from "../../kernel/dataset/types.ts";
import { writeDatasetCsv } from "../../kernel/dataset/write.ts";
import { blockSpace } from "./commands/block-space.ts";
import { settleBooking } from "./commands/settle-booking.ts";
import { datasets } from "./datasets.ts";
import { type FacilityTown, facilityTown, friday } from "./town.fixture.ts";

let town: FacilityTown;
before(async () => {
  town = await facilityTown({ now: "2026-11-25T10:20:00+09:00" });
});
after(() => town.close());

const registry = registerDatasets([{ name: "facility", datasets }]);

async function rowsOf(name: string): Promise<DatasetRow[]> {
  const rows: DatasetRow[] = [];
  for await (const row of registry.get(name)?.rows(town.city) ?? []) rows.push(row);
  return rows;
}

test("the spaces are those of the ordinance in force, each with its hours, closing days and page", async () => {
  const rows = await rowsOf("facility.spaces");
  const hall = rows.find(({ id }) => id === "minole-kaze");
  assert.deepEqual(hall, {
    id: "minole-kaze",
    facility_id: "minole",
    facility_name: "四季文化館みの〜れ",
    name: "風のホール",
    name_kana: "かぜのほーる",
    name_en: "Kaze Hall",
    purposes: hall?.["purposes"],
    capacity: 75,
    square_metres: 198,
    district: "美野里",
    address: "茨城県小美玉市部室",
    opening_hours: "09:00〜22:00",
    closed: "月曜日（祝日のときは開き、次の平日が休み）；12月29日〜1月3日 年末年始",
    page: "http://localhost:3000/spaces/minole-kaze",
    sample: true,
  });
  assert.match(String(hall?.["purposes"]), /^[^；]+(；[^；]+){4}$/);
  const court = rows.find(({ id }) => id === "tamari-tennis-a");
  assert.match(String(court?.["opening_hours"]), /^4月・.*・9月 07:00〜21:00；10月・.* 08:00〜21:00$/);
  const gym = rows.find(({ facility_id }) => facility_id === "hatori-gym");
  assert.equal(gym?.["opening_hours"], "平日 18:00〜21:00；土曜日・日曜日・祝日 09:00〜21:00");
});

test("the hours of a month count confirmed bookings and blocks once for each unit, and nothing else", async () => {
  town.clock.set("2026-12-10T10:00:00+09:00");
  const haru = await town.addResident();
  const clerk = await town.addStaff("clerk");
  const on = "2026-12-18";
  // Held only, and promised only: neither is a use.
  await town.hold(haru, { on: "2026-12-19" });
  const promised = await town.hold(haru, { on: "2026-12-20" });
  await town.perform(settleBooking, { bookingId: promised.id, way: "counter" }, { actor: haru });
  const paid = await town.hold(haru, { on, spaceId: "minole-kaze", slots: ["am"] });
  await town.perform(settleBooking, { bookingId: paid.id, way: "online" }, { actor: haru });
  await town.payOnline(paid.id);
  const block = (kind: "use" | "closure", slots: string[]) =>
    town.perform(blockSpace, { choice: { ...friday, on, slots }, kind, reason: "点検" }, { actor: clerk });
  await block("use", ["am"]);
  await block("closure", ["pm", "night"]);

  const rows = (await rowsOf("facility.use-by-month")).filter(({ facility_id }) => facility_id === "minole");
  assert.deepEqual(
    rows.map(({ month, is_over }) => `${month} ${is_over}`),
    [4, 5, 6, 7, 8, 9].map((month) => `2026-0${month} true`).concat("2026-10 true", "2026-11 true", "2026-12 false"),
  );
  const hoursOf = ({ used }: { used: { from: Date; until: Date } }) =>
    (used.until.getTime() - used.from.getTime()) / 3_600_000;
  assert.deepEqual(rows.at(-1), {
    facility_id: "minole",
    facility_name: "四季文化館みの〜れ",
    month: "2026-12",
    is_over: false,
    // 31 days without the Mondays 7, 14, 21, 28 and without 29 to 31.
    open_days: 24,
    units: 4,
    open_hours: 24 * 13 * 4,
    booked_hours: 3 * hoursOf(await town.see(paid.id)),
    own_hours: 3,
    closed_hours: rows.at(-1)?.["closed_hours"],
    sample: true,
  });
  assert.ok(Number(rows.at(-1)?.["closed_hours"]) >= 7);
  assert.equal(rows[0]?.["booked_hours"], 0);
});

test("no file of this module names a person, a booking or a code", async () => {
  for (const dataset of registry.values()) {
    let file = "";
    for await (const piece of writeDatasetCsv(dataset, town.city)) file += piece;
    assert.doesNotMatch(file, /山口|はる|@|[A-Z2-9]{3}-[A-Z2-9]{3}|点検/);
    assert.ok(file.split("\r\n").length > 5, dataset.name);
  }
});
