export { findPlan, listPlans, type PlanHead } from "./store/plan.ts";
