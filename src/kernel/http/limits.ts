import type { LimitName } from "./route.ts";

/** Requests per source and minute. Generous for a library full of people behind one address. */
export const requestsPerMinute: Readonly<Record<LimitName, number>> = {
  page: 600,
  form: 120,
  "sign-in": 30,
  api: 600,
  hook: 1200,
};

export const maxBodyBytes = { form: 256 * 1024, upload: 6 * 1024 * 1024, hook: 256 * 1024 } as const;
export const maxFields = 400;
export const maxUrlLength = 4_096;

export type Limiter = { allows(source: string, limit: LimitName, now: number): boolean };

/**
 * A token bucket per source and kind of request, in this process's memory: enough to slow one source down. What must
 * hold exactly (tries of a sign-in code, open holds of a person) is counted in the database.
 */
export function makeLimiter(budgets: Readonly<Record<LimitName, number>> = requestsPerMinute): Limiter {
  let buckets = new Map<string, { tokens: number; at: number }>();
  return {
    allows(source, limit, now) {
      const budget = budgets[limit];
      const key = `${limit} ${source}`;
      const bucket = buckets.get(key) ?? { tokens: budget, at: now };
      const tokens = Math.min(budget, bucket.tokens + ((now - bucket.at) / 60_000) * budget);
      if (buckets.size > 50_000) buckets = new Map([...buckets].filter(([, { at }]) => now - at < 60_000));
      buckets.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, at: now });
      return tokens >= 1;
    },
  };
}
