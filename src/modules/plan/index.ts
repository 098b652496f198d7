export { listPlanStates, type PlanState } from "./pages/public/plan-states.ts";
export { findPlan, listPlans, type PlanHead } from "./store/plan.ts";
