/** Projects' money, staff and output, and the requests with their answers. */
export * from "./budget/amounts.ts";
export * from "./budget/costs.ts";
export * from "./budget/effort.ts";
export * from "./budget/files.ts";
export * from "./budget/requests.ts";
export * from "./budget/tasks.ts";
