import { addDays } from "../../src/kernel/time/civil-date.ts";
import { civilDateOf, instantOf } from "../../src/kernel/time/instant.ts";
import { slotsOn } from "../../src/modules/facility/rules/slots.ts";
import type { Wish } from "./resident.ts";
import type { Town } from "./town.ts";

/** Rooms with doors, bands and hours: each slot once, so that everybody can have what they want. */
const rooms = [
  { spaceId: "minole-practice-1", category: "resident-person" },
  { spaceId: "minole-kaze-office", category: "resident-person" },
  { spaceId: "minole-kaze-stage", category: "resident-person" },
  { spaceId: "tamari-tennis-a", category: "resident" },
  { spaceId: "tamari-tennis-b", category: "resident" },
];

const ways: readonly Wish["way"][] = ["card", "card", "card", "refused-then-card", "slow-card", "konbini", "walk-away"];

/** From today on: a code is written to the lock a day ahead, so those of the nearest uses at once. */
export function* listWishes({ city, facilities }: Town, random: () => number): Generator<Wish> {
  const now = city.clock.now().getTime();
  const earliest = (facilityId: string) => new Date(now + (facilityId === "tamari-tennis" ? 3 : 5 * 24) * 3_600_000);
  const today = civilDateOf(city.clock.now(), city.config.zone);
  for (let ahead = 0; ahead < 60; ahead++) {
    const on = addDays(today, ahead);
    for (const { spaceId, category } of rooms) {
      const facility = facilities.find(({ spaces }) => spaces.some(({ id }) => id === spaceId));
      const space = facility?.spaces.find(({ id }) => id === spaceId);
      if (facility === undefined || space === undefined) throw new Error(`no ${spaceId}`);
      for (const { id: slot, from } of slotsOn(facility, space, on, city.config)) {
        if (instantOf(on, from, city.config.zone) < earliest(facility.id)) continue;
        const way = ways[Math.floor(random() * ways.length)] ?? "card";
        const purpose = space.purposes[0] ?? "";
        yield { spaceId, on, slot, category, purpose, way, clicksTwice: random() < 0.4 };
      }
    }
  }
}
