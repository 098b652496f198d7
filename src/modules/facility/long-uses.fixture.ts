import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadFacilityFile } from "./schema/load.ts";
import type { Facility } from "./types/facility.ts";

const folder = join(import.meta.dirname, "../../../cities/examples");

/** The invented houses of cities/examples that are lent by the night and by the week. */
function read(id: string): Facility {
  const loaded = loadFacilityFile(readFileSync(join(folder, `${id}.yaml`), "utf8"), `${id}.yaml`);
  if (!loaded.ok) throw new Error(loaded.problems.map(({ en }) => en).join("\n"));
  return loaded.facility;
}

export const stay = read("hibari-yama-stay");
export const gallery = read("hibari-gallery");

export const room = "hibari-yama-stay-room-1";

/** Night after night from the first: stay, stay:1, stay:2. */
export function nights(count: number, band = "stay"): readonly string[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? band : `${band}:${index}`));
}
