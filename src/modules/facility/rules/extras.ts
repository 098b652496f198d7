import type { LocalText } from "../../../kernel/i18n/locales.ts";
import { partsOf } from "../../../kernel/time/civil-date.ts";
import { minutesOf } from "../../../kernel/time/wall-time.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Extra, PriceLine } from "../types/fee.ts";
import type { SlotRun } from "../types/timetable.ts";
import type { Reason, Words } from "../types/words.ts";
import { lengthOf } from "./choice.ts";
import { getArticle } from "./facility.ts";

/** What the form offers for this space and day, with what one of it would cost for this run. */
export function listExtras(
  facility: Facility,
  space: Space,
  run: SlotRun,
): readonly { readonly extra: Extra; readonly amount: number }[] {
  return facility.fees.extras
    .filter((extra) => isAsked(extra) && judgeExtra(facility, space, run, extra, 1) === undefined)
    .map((extra) => ({ extra, amount: amountFor(extra, space) * usesOf(extra, run) }));
}

/** Lights are charged from dusk on without being asked for; they come last, after what was chosen. */
export function priceExtras(
  facility: Facility,
  space: Space,
  run: SlotRun,
  chosen: Readonly<Record<string, number>>,
  isReduced: boolean,
): readonly PriceLine[] {
  return facility.fees.extras.flatMap((extra) => {
    const count = isAsked(extra) ? (chosen[extra.id] ?? 0) : extra.spaces.includes(space.id) ? 1 : 0;
    const uses = usesOf(extra, run) * count;
    if (uses <= 0) return [];
    return [
      {
        kind: "extra" as const,
        label: { key: "facility.price.extra", params: { name: extra.name } },
        explanation: explain(extra, space, run, uses, isReduced),
        article: getArticle(facility, extra.article),
        amount: amountFor(extra, space) * uses,
      },
    ];
  });
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

function amountFor(extra: Extra, space: Space): number {
  return typeof extra.amount === "number" ? extra.amount : (extra.amount[space.id] ?? 0);
}

function usesOf(extra: Extra, run: SlotRun): number {
  if (extra.per === "booking") return 1;
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

function explain(extra: Extra, space: Space, run: SlotRun, uses: number, isReduced: boolean): Words {
  const params = { name: extra.name, uses, each: amountFor(extra, space), reduced: isReduced ? "yes" : "no" };
  const dusk = extra.litFrom?.[String(partsOf(run.on).month)];
  return dusk === undefined
    ? { key: `facility.price.extra.per-${extra.per}`, params: { ...params, slots: slotNames(run) } }
    : { key: `facility.price.extra.lit-${extra.per}`, params: { ...params, dusk: { time: dusk } } };
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
