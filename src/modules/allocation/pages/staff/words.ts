import type { Html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { phaseOf } from "../../rules/states.ts";
import type { Season } from "../../types.ts";

/** What staff do next is in the word: an open season is before, in or after its window. */
export function staffState({ t, now }: View, season: Season): Html {
  if (season.state !== "open") return t(`allocation.staff.state.${season.state}`);
  return t(`allocation.phase.${phaseOf(season, now)}`);
}
