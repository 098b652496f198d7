export * from "./report/content.ts";
export * from "./report/datasets.ts";
export { type Draft, findDraft } from "./report/draft.ts";
export * from "./report/edition.ts";
