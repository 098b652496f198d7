import type { CivilDate } from "../../kernel/time/civil-date.ts";
import { instantOf } from "../../kernel/time/instant.ts";

/** 二十四節気, one for each 15° of the sun's longitude, from 0° (春分). Names of message keys. */
export const solarTerms = [
  "vernal-equinox",
  "clear-and-bright",
  "grain-rain",
  "start-of-summer",
  "lesser-fullness",
  "grain-in-ear",
  "summer-solstice",
  "lesser-heat",
  "greater-heat",
  "start-of-autumn",
  "end-of-heat",
  "white-dew",
  "autumnal-equinox",
  "cold-dew",
  "frost-descent",
  "start-of-winter",
  "lesser-snow",
  "greater-snow",
  "winter-solstice",
  "lesser-cold",
  "greater-cold",
  "start-of-spring",
  "rain-water",
  "insects-awaken",
] as const;
export type SolarTerm = (typeof solarTerms)[number];

/** The term that began on that day or last before it. A term's day is the day on which the sun gets there. */
export function solarTermOn(date: CivilDate, zone: string): SolarTerm {
  const endOfDay = instantOf(date, "24:00", zone).getTime();
  return solarTerms[Math.floor(solarLongitudeAt(endOfDay) / 15) % 24] as SolarTerm;
}

/**
 * The sun's apparent longitude in degrees, 0 to 360. Jean Meeus, "Astronomical Algorithms", chapter 25, the formula good
 * to 0.01°, which is a quarter of an hour: a term that falls so near to midnight may be shown a day off (eight times from
 * 2026 to 2050). `instant` is in milliseconds since 1970; 70 s is what the clock is behind the sun's own time.
 */
export function solarLongitudeAt(instant: number): number {
  const centuries = ((instant + 70_000) / 86_400_000 + 2_440_587.5 - 2_451_545) / 36_525;
  const meanLongitude = 280.46646 + 36_000.76983 * centuries + 0.0003032 * centuries ** 2;
  const anomaly = radians(357.52911 + 35_999.05029 * centuries - 0.0001537 * centuries ** 2);
  const centre =
    (1.914602 - 0.004817 * centuries - 0.000014 * centuries ** 2) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * centuries) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly);
  const aberrationAndNutation = -0.00569 - 0.00478 * Math.sin(radians(125.04 - 1934.136 * centuries));
  const longitude = meanLongitude + centre + aberrationAndNutation;
  return ((longitude % 360) + 360) % 360;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
