import { peopleOf } from "../../src/modules/identity/people.fixture.ts";
import { startSite } from "../site.fixture.ts";
import { makeRows, one, placeOfMinole } from "./rows.ts";

const atCounters = ["clerk", "facility-manager", "approver"] as const;

/** A city in which one section runs three houses and another two; whatever an address can name is of the first section's. */
export async function openHouses() {
  const sections = { minole: "bunka", "hatori-gym": "bunka", "kibogaoka-ground": "bunka", "tamari-tennis": "sports" };
  const facilities = Object.fromEntries(Object.entries(sections).map(([id, one]) => [id, { sections: [one] }]));
  const site = await startSite({ facilities });
  const { addStaff } = peopleOf(site);
  const [bunka, sports] = [
    { id: "bunka", name: "文化課" },
    { id: "sports", name: "スポーツ課" },
  ];
  const own = await addStaff("職員 文化", atCounters, bunka);
  const second = await addStaff("職員 文化二", atCounters, bunka);
  const stranger = await addStaff("職員 スポーツ", atCounters, sports);
  const everywhere = await addStaff("職員 全施設", atCounters, sports, atCounters);
  const haru = await site.addResident();
  const group = await site.addGroup([{ who: haru, role: "owner" }], ["culture"]);
  const rows = await makeRows(site, own, haru, group);
  const place = await one(site.city.db, placeOfMinole);
  return { ...site, own, second, stranger, everywhere, rows, place };
}

export type Houses = Awaited<ReturnType<typeof openHouses>>;
