export * from "./rules/alarms.ts";
export * from "./rules/code.ts";
export * from "./rules/code-states.ts";
export * from "./rules/lock-traits.ts";
export * from "./rules/opening.ts";
export * from "./rules/step.ts";
export * from "./rules/windows.ts";
