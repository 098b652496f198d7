import type { LocalText } from "../../../kernel/i18n/locales.ts";
import { percentOfYen, wholeYenDown, type Yen } from "../../../kernel/money/yen.ts";
import { partsOf } from "../../../kernel/time/civil-date.ts";
import { minutesOf } from "../../../kernel/time/wall-time.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Coefficient, Extra, PriceLine } from "../types/fee.ts";
import type { SlotRun } from "../types/timetable.ts";
import type { Reason, Words } from "../types/words.ts";
import { lengthOf } from "./choice.ts";
import { weighAmount } from "./coefficients.ts";
import { type Case, fits } from "./condition.ts";
import { amountByRate } from "./extra-rates.ts";
import { getArticle } from "./facility.ts";
import { startedDays } from "./long-slots.ts";
import { roundingLine } from "./rounding.ts";

/** What a percentage is taken of, where an extra has no amount of its own. */
export type PercentBase = { readonly base: Yen; readonly fee: Yen };

/** What the form offers for this space and day, with what one of it would cost for this run. */
export function listExtras(
  facility: Facility,
  space: Space,
  run: SlotRun,
): readonly { readonly extra: Extra; readonly amount: number }[] {
  return facility.fees.extras
    .filter((extra) => isAsked(extra) && judgeExtra(facility, space, run, extra, 1) === undefined)
    .map((extra) => ({ extra, amount: amountOfOne(facility, extra, space, run) * usesOf(extra, run, 1) }));
}

/** Lights are charged from dusk on without being asked for; what is measured is charged when the use is over. */
export function priceExtras(
  facility: Facility,
  space: Space,
  run: SlotRun,
  chosen: Readonly<Record<string, number>>,
  around: {
    readonly of: PercentBase;
    readonly fitting: readonly Coefficient[];
    readonly people: number;
    readonly isReduced: boolean;
    readonly given: Case;
  },
): readonly PriceLine[] {
  const lines: PriceLine[] = [];
  for (const extra of facility.fees.extras) {
    if (extra.settled === "after-use" || !fits(extra.when, around.given)) continue;
    const count = isAsked(extra) ? (chosen[extra.id] ?? 0) : extra.spaces.includes(space.id) ? 1 : 0;
    if (count <= 0) continue;
    const uses = usesOf(extra, run, around.people) * count;
    if (uses <= 0) continue;
    const one = amountOfOne(facility, extra, space, run);
    const { each, amount } = costOf(extra, one, uses, count, around);
    lines.push({
      kind: "extra",
      label: { key: "facility.price.extra", params: { name: extra.name } },
      explanation: explain(extra, run, uses, each, around),
      article: getArticle(facility, extra.article),
      amount,
    });
    if (facility.fees.rounding.at !== undefined && facility.fees.rounding.at !== "total") {
      lines.push(...roundingLine(facility, amount));
    }
  }
  return lines;
}

function costOf(
  extra: Extra,
  one: Yen,
  uses: number,
  count: number,
  around: { readonly of: PercentBase; readonly fitting: readonly Coefficient[] },
): { readonly each: Yen; readonly amount: Yen } {
  const { percent, percentOf = "base" } = extra;
  if (percent === undefined) {
    return { each: weighExtra(extra, one, around.fitting), amount: weighExtra(extra, one * uses, around.fitting) };
  }
  const amount = percentOfYen(around.of[percentOf], String(percent * count), wholeYenDown);
  return { each: around.of[percentOf], amount };
}

/** Coefficients that the file names for this extra. */
export function weighExtra({ weightedBy }: Extra, amount: Yen, fitting: readonly Coefficient[]): Yen {
  if (weightedBy === undefined) return amount;
  return weighAmount(
    amount,
    fitting.filter(({ id }) => weightedBy.includes(id)),
  );
}

/** Why so many of this extra cannot be had, or undefined. */
export function judgeExtra(
  facility: Facility,
  space: Space,
  run: SlotRun,
  extra: Extra,
  count: number,
): Reason | undefined {
  const no = (code: Reason["code"], params: Reason["params"] = {}): Reason => ({
    code,
    field: "extras",
    params: { name: extra.name, ...params },
  });
  if (count === 0) return undefined;
  if (!isAsked(extra) || !extra.spaces.includes(space.id)) return no("facility.extra-not-here");
  if (extra.months !== undefined && !extra.months.includes(partsOf(run.on).month)) return no("facility.extra-not-now");
  if (!Number.isInteger(count) || count < 0 || count > extra.most) {
    return no("facility.extra-too-many", { most: extra.most });
  }
  const { needs } = extra;
  if (needs === undefined) return undefined;
  const hasAll = needs.units.every((unit) => space.units.includes(unit));
  if (hasAll && space.units.length >= needs.atLeast) return undefined;
  return no("facility.extra-needs", { units: namesOf(facility, needs.units), atLeast: needs.atLeast });
}

export function isAsked(extra: Extra): boolean {
  return extra.litFrom === undefined;
}

/** Where it is priced by band, one of it for the whole run. */
function amountOfOne(facility: Facility, extra: Extra, space: Space, run: SlotRun): Yen {
  return extra.amounts === undefined ? amountOfExtra(extra, space) : amountByRate(facility, space, run, extra.amounts);
}

/** Yen for one use; 0 for what is a percentage. */
export function amountOfExtra({ amount = 0 }: Extra, space: Space): Yen {
  return typeof amount === "number" ? amount : (amount[space.id] ?? 0);
}

function usesOf(extra: Extra, run: SlotRun, people: number): number {
  if (extra.percent !== undefined || extra.amounts !== undefined || extra.per === "booking") return 1;
  if (extra.per === "day") return run.lastOn === undefined ? 1 : startedDays(run);
  if (extra.per === "person") return people;
  if (extra.per === "slot") return run.slots.length;
  const minutes = extra.litFrom === undefined ? lengthOf(run) : litMinutes(extra.litFrom, run);
  return Math.ceil(minutes / (extra.per === "half-hour" ? 30 : 60));
}

/** How long it is dark: from this month's time to the end of the use. A month without a time needs no lights. */
function litMinutes(litFrom: NonNullable<Extra["litFrom"]>, run: SlotRun): number {
  const dusk = litFrom[String(partsOf(run.on).month)];
  if (dusk === undefined) return 0;
  return Math.max(0, minutesOf(run.to) - Math.max(minutesOf(dusk), minutesOf(run.from)));
}

function explain(extra: Extra, run: SlotRun, uses: number, each: Yen, around: { readonly isReduced: boolean }): Words {
  const reduced = around.isReduced ? "yes" : "no";
  const { name, percent, per } = extra;
  if (percent !== undefined) {
    return { key: "facility.fees.extra.percent", params: { name, of: each, percent: percent * uses, reduced } };
  }
  const params = { name, uses, each, reduced };
  const dusk = extra.litFrom?.[String(partsOf(run.on).month)];
  if (dusk !== undefined)
    return { key: `facility.price.extra.lit-${per}`, params: { ...params, dusk: { time: dusk } } };
  if (extra.amounts !== undefined) {
    return { key: "facility.fees.extra.by-rate", params: { ...params, slots: slotNames(run) } };
  }
  if (per === "person" || per === "day") return { key: `facility.fees.extra.per-${per}`, params };
  return { key: `facility.price.extra.per-${per}`, params: { ...params, slots: slotNames(run) } };
}

function slotNames(run: SlotRun): LocalText {
  return joined(run.slots.map((slot) => slot.name));
}

function namesOf(facility: Facility, unitIds: readonly string[]): LocalText {
  return joined(facility.units.filter((unit) => unitIds.includes(unit.id)).map((unit) => unit.name));
}

function joined(texts: readonly LocalText[]): LocalText {
  return {
    ja: texts.map((text) => text.ja).join("、"),
    en: texts.map((text) => text.en ?? text.ja).join(", "),
    "ja-easy": texts.map((text) => text["ja-easy"] ?? text.ja).join("、"),
  };
}
