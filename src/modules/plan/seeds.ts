import type { City } from "../../kernel/city.ts";
import { seedBudget, seedRequests } from "./seeds/budget.ts";
import { seedEvaluation } from "./seeds/evaluation.ts";
import { seedFigure } from "./seeds/figure.ts";
import { seedReview } from "./seeds/review.ts";
import { seedRevisions } from "./seeds/revision.ts";

/** The city's plans, then what is marked as a sample: figures, budget, last year's sheets and this year's round. */
export async function seedPlan(city: City, cityFolder: URL): Promise<void> {
  await seedRevisions(city, cityFolder);
  await seedFigure(city, cityFolder);
  await seedBudget(city, cityFolder);
  await seedEvaluation(city, cityFolder);
  await seedReview(city, cityFolder);
  await seedRequests(city, cityFolder);
}
