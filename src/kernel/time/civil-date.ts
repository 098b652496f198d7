/** A day in the city's calendar: "2026-12-04". Compare with < and >; never make a Date of it to compare. */
export type CivilDate = string;

/** A time of day on the wall: "18:00". As an end "24:00" is allowed. */
export type WallTime = string;
