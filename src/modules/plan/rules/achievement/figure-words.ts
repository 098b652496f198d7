import type { LocalText } from "../../../../kernel/i18n/locales.ts";
import type { IndicatorDefinition } from "../../types/indicator.ts";
import type { WordParam } from "../../types/words.ts";
import { decimalOf, decimalsFor, type Exact } from "../number.ts";
import { isPercent } from "./measure.ts";

/** A value of the indicator, with its unit. Where the path lies between two printable values, one digit more is shown. */
export function valueIn(definition: IndicatorDefinition, value: Exact): WordParam {
  const decimals = definition.kind === "rank" ? 0 : decimalsFor(value, definition.decimals);
  return { figure: decimalOf(value), decimals, unit: definition.unit };
}

/** How far two values lie apart, without sign: 38人 · 5.2ポイント · 23位. `beside` has the digits of what it is told with. */
export function distanceIn(definition: IndicatorDefinition, value: Exact, beside: Exact = value): WordParam {
  const decimals = definition.kind === "rank" ? 0 : decimalsFor(beside, definition.decimals);
  return { figure: decimalOf(value.abs()), decimals, unit: differenceUnit(definition) };
}

/** A difference of percentages is told in points, one of ranks in places. */
export function differenceUnit(definition: IndicatorDefinition): LocalText {
  if (isPercent(definition)) return { ja: "ポイント", en: "points" };
  return definition.kind === "rank" ? { ja: "位", en: "places", "ja-easy": "位《い》" } : definition.unit;
}

/** Chooses 少ない数 · 少ない額 · 低い値 · 下の順位 in a message. */
export function sortOf({ kind, unit }: IndicatorDefinition): "count" | "amount" | "level" | "rank" {
  if (kind === "rank") return "rank";
  if (unit.ja.endsWith("円")) return "amount";
  return kind === "ratio" || kind === "score" || kind === "index" ? "level" : "count";
}

export function percent(value: Exact, decimals = 1): WordParam {
  return { figure: decimalOf(value), decimals, unit: "%" };
}
