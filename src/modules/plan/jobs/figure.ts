import { z } from "zod";
import type { City } from "../../../kernel/city.ts";
import type { Job } from "../../../kernel/jobs/types.ts";
import type { MetricRegistry } from "../../../kernel/metric/registry.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { fiscalYearOf, rangeOfFiscalYear } from "../../../kernel/time/fiscal-year.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { storeClosedYear, storeReadings } from "../commands/figure/count-metric.ts";
import type { NewReading } from "../store/figure/readings.ts";
import { findIndicator, findPlan, listIndicators, listPlans, type StoredIndicator } from "../store/plan.ts";

const countAsked = z.object({ planId: z.string(), indicatorId: z.string(), year: z.int() });

/** All metrics of all modules, read late: this module knows none of them. */
type MetricSource = { readonly metrics: () => MetricRegistry };

export function figureJobs(options: MetricSource) {
  /** 今の数 of every bound indicator, so that no page waits for a module's records. */
  const readMetrics: Job<object> = {
    name: "plan.read-metrics",
    data: z.object({}),
    every: "0 6 * * *",
    async run({ city, perform }) {
      const readings: NewReading[] = [];
      for (const { id, baselineYear } of await listPlans(city.db)) {
        for (const indicator of await listIndicators(city.db, id)) {
          const counted = await countIndicator(city, options, indicator, { baselineYear, year: presentYear(city) });
          if (counted !== undefined) readings.push({ ...counted, sample: false });
        }
      }
      await perform(storeReadings, readings);
    },
  };

  /** One indicator, because somebody asked: the present year becomes a reading, a year that is over a figure. */
  const countMetric: Job<z.infer<typeof countAsked>> = {
    name: "plan.count-metric",
    data: countAsked,
    urgent: true,
    async run({ city, perform }, { planId, indicatorId, year }) {
      const plan = await findPlan(city.db, planId);
      const indicator = await findIndicator(city.db, planId, indicatorId);
      if (plan === undefined || indicator === undefined) return;
      const counted = await countIndicator(city, options, indicator, { baselineYear: plan.baselineYear, year });
      if (counted === undefined) return;
      if (year === presentYear(city)) return perform(storeReadings, [{ ...counted, sample: false }]);
      // A year of which the records say nothing has no figure: nought would be a lie.
      if (counted.value === undefined) return;
      await perform(storeClosedYear, { ...counted, value: counted.value });
    },
  };

  // biome-ignore lint/suspicious/noExplicitAny: each job has its own data type; its parser is the guard
  return [readMetrics, countMetric] as readonly Job<any>[];
}

function presentYear(city: City): number {
  return fiscalYearOf(civilDateOf(city.clock.now(), city.config.zone));
}

/**
 * Counts a fiscal year, until today if it is not over. What adds up over the plan's time is counted from the year of the baseline
 * on. undefined if the indicator is not bound to a metric that this city's modules have.
 */
async function countIndicator(
  city: City,
  { metrics }: MetricSource,
  { planId, id, kind, feed }: StoredIndicator,
  { baselineYear, year }: { baselineYear: number; year: number },
) {
  if (feed.by !== "metric") return undefined;
  const metric = metrics().get(feed.metric);
  if (metric === undefined) {
    city.log.warn("an indicator names a metric that no module has", { indicator: id, metric: feed.metric });
    return undefined;
  }
  const now = city.clock.now();
  const range = rangeOfFiscalYear(year);
  const tomorrow = addDays(civilDateOf(now, city.config.zone), 1);
  const from = kind === "cumulative" ? rangeOfFiscalYear(baselineYear).from : range.from;
  const until = [tomorrow, range.until].sort()[0] ?? tomorrow;
  const { value, numerator, denominator } = await metric.count(city, { from, until });
  return {
    planId,
    indicatorId: id,
    year,
    value: textOf(value),
    numerator: textOf(numerator),
    denominator: textOf(denominator),
    source: metric.name,
    rule: metric.rule.ja,
    countedAt: now,
  };
}

/** A metric counts in JavaScript's numbers; a share is rounded to ten digits, since 0.1 + 0.2 is not what anybody counted. */
function textOf(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(Number.isInteger(value) ? value : Number(value.toFixed(10)));
}
