import assert from "node:assert/strict";
import { test } from "node:test";
import holidayJp from "@holiday-jp/holiday_jp";
import { addDays } from "../../kernel/time/civil-date.ts";
import { instantOf } from "../../kernel/time/instant.ts";
import { solarLongitudeAt, solarTermOn, solarTerms } from "./solar-term.ts";

const zone = "Asia/Tokyo";

/** 国立天文台, 平成20年暦要項 (2008): day, time, and the term of that moment. */
const almanac = `01-06 08:25 lesser-cold, 01-21 01:44 greater-cold, 02-04 20:00 start-of-spring, 02-19 15:50 rain-water,
03-05 13:59 insects-awaken, 03-20 14:48 vernal-equinox, 04-04 18:46 clear-and-bright, 04-20 01:51 grain-rain,
05-21 01:01 lesser-fullness, 06-05 16:12 grain-in-ear, 06-21 08:59 summer-solstice, 07-07 02:27 lesser-heat,
07-22 19:55 greater-heat, 08-07 12:16 start-of-autumn, 09-07 15:14 white-dew, 09-23 00:45 autumnal-equinox,
10-08 06:57 cold-dew, 10-23 10:09 frost-descent, 11-07 10:11 start-of-winter, 11-22 07:44 lesser-snow,
12-07 03:02 greater-snow, 12-21 21:04 winter-solstice`
  .split(/,\s+/)
  .map((line) => line.split(" ") as [string, string, (typeof solarTerms)[number]]);

test("the sun is where the almanac says, to a quarter of an hour", () => {
  for (const [day, time, term] of almanac) {
    const longitude = solarLongitudeAt(instantOf(`2008-${day}`, time, zone).getTime());
    const off = ((longitude - solarTerms.indexOf(term) * 15 + 540) % 360) - 180;
    assert.ok(Math.abs(off) < 0.0104, `${term}: ${off}°`);
  }
});

test("a term holds from its day to the day before the next", () => {
  almanac.forEach(([day, , term], at) => {
    assert.equal(solarTermOn(`2008-${day}`, zone), term);
    const next = almanac[at + 1];
    const isNext = next !== undefined && solarTerms.indexOf(next[2]) === (solarTerms.indexOf(term) + 1) % 24;
    if (isNext) assert.equal(solarTermOn(addDays(`2008-${next[0]}`, -1), zone), term);
  });
});

test("春分の日 and 秋分の日 are the days of the equinoxes, in every year that the holidays are known", () => {
  const days = Object.entries(holidayJp.holidays).filter(([, { name }]) => /^[春秋]分の日$/.test(name));
  assert.ok(days.length > 140);
  for (const [day, { name }] of days) {
    const term = name === "春分の日" ? "vernal-equinox" : "autumnal-equinox";
    assert.equal(solarTermOn(day, zone), term, day);
    assert.notEqual(solarTermOn(addDays(day, -1), zone), term, day);
  }
});
