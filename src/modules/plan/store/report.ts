export * from "./report/content.ts";
export * from "./report/datasets.ts";
export { findDraft } from "./report/draft.ts";
export * from "./report/edition.ts";
