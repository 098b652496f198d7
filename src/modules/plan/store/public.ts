/** What only the public pages ask: few rows, by an index, however many indicators a plan has. */
export { listShifts, listVoicesOfYear, type Shift, type VoiceOfYear } from "./public/changes.ts";
export { type Compared, listCompared, listDefinitions } from "./public/compared.ts";
export {
  hasSamples,
  listParts,
  listPublishedYears,
  listRestless,
  type PlanPart,
} from "./public/front.ts";
export { readIndicatorPage } from "./public/indicator-page.ts";
export { listProjectVerdicts } from "./public/project-verdicts.ts";
export { type FoundPart, searchParts } from "./public/search.ts";
