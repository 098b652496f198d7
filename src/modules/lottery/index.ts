/** Nobody uses this module so far; what others could need of a round is here. */
export type { Round, RoundState } from "./types.ts";
