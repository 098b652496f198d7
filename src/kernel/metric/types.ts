import type { City } from "../city.ts";
import type { CivilDate } from "../time/civil-date.ts";

/** A number that the records give: what it counts is said in words, and the counts behind it are kept. */
export type MetricDefinition = {
  /** 'facility.bookings' */
  readonly name: string;
  readonly kind: "stock" | "flow" | "ratio";
  readonly unit: string;
  readonly title: { readonly ja: string; readonly en: string };
  /** The rule, for the public page: what is counted, what is not. */
  readonly rule: { readonly ja: string; readonly en: string };
  /** Counts over the half-open range of civil days; a stock is counted at the end of it. */
  readonly count: (city: City, period: { from: CivilDate; until: CivilDate }) => Promise<MetricValue>;
};

export type MetricValue = {
  readonly value: number | undefined;
  readonly numerator?: number;
  readonly denominator?: number;
};
