/** Nobody uses this module so far; what others could need of a season is here. */
export type { Season, SeasonState } from "./types.ts";
