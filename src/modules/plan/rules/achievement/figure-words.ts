import type { LocalText } from "../../../../kernel/i18n/locales.ts";
import type { IndicatorDefinition } from "../../types/indicator.ts";
import type { WordParam } from "../../types/words.ts";
import { decimalOf, decimalsBeside, decimalsFor, type Exact } from "../number.ts";
import { isPercent } from "./measure.ts";

/** A value of the indicator, with its unit. */
export function valueIn(definition: IndicatorDefinition, value: Exact, digits?: number): WordParam {
  const decimals = definition.kind === "rank" ? 0 : (digits ?? decimalsFor(value, definition.decimals));
  // 「385位」 is a place; in English the bare number says it in these sentences.
  const unit = definition.kind === "rank" ? { ...definition.unit, en: "" } : definition.unit;
  return { figure: decimalOf(value), decimals, unit };
}

/** Digits that keep a figure apart from another that it is told beside: 13 and 12.83, not 13 and 13. */
export function digitsBeside({ decimals }: IndicatorDefinition, value: Exact, other: Exact): number {
  return Math.max(decimalsFor(value, decimals), decimalsBeside(value, other, decimals));
}

/** How far two values lie apart, without sign: 38人 · 5.2ポイント · 23位. */
export function distanceIn(definition: IndicatorDefinition, value: Exact, digits?: number): WordParam {
  const decimals = definition.kind === "rank" ? 0 : (digits ?? decimalsFor(value, definition.decimals));
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
