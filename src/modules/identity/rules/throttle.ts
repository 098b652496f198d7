/**
 * How often something may be asked for, counted in the database. No budget is spent on an account alone by strangers
 * in a way that shuts its owner out: a browser from which the person has signed in before has a budget of its own,
 * and passkeys, the card and open sessions are never counted (Kawasaki 2020: 1,300 accounts locked by 445,000
 * failures). With these figures strangers have at most 20 codes × 5 tries an hour against one address: 0.01 %.
 */
export const budgets = {
  /** Codes asked for by one network source: a library full of people. */
  "code-by-source": { most: 60, minutes: 60 },
  /** Codes for one address, asked for by one source that is a stranger to it. */
  "code-by-address-and-source": { most: 6, minutes: 15 },
  /** Codes for one address, asked for by all strangers together. */
  "code-by-address": { most: 20, minutes: 60 },
  /** Codes for one address, asked for by a browser that has been signed in with it. */
  "code-by-known-browser": { most: 10, minutes: 15 },
  /** Paper codes of staff tried from one source. */
  "enrolment-by-source": { most: 10, minutes: 60 },
} as const satisfies Readonly<Record<string, { readonly most: number; readonly minutes: number }>>;

export type BudgetName = keyof typeof budgets;

export function windowStart(budget: BudgetName, now: Date): Date {
  const length = budgets[budget].minutes * 60_000;
  return new Date(Math.floor(now.getTime() / length) * length);
}

/** Whole minutes until the window ends, at least 1. */
export function minutesLeft(budget: BudgetName, now: Date): number {
  const end = windowStart(budget, now).getTime() + budgets[budget].minutes * 60_000;
  return Math.max(1, Math.ceil((end - now.getTime()) / 60_000));
}
