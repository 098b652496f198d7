/**
 * Values, what was published of them, and what the metrics say this morning: what the other areas of the module read.
 * Approved values are what the city holds true; published ones are what the public sees.
 */
export { listActuals, listFigures, listFiguresById } from "./figure/figures.ts";
export { latestPublication, type Publication } from "./figure/publications.ts";
export {
  countVerdicts,
  listChanges,
  listPublished,
  type PublishedFigure,
} from "./figure/published.ts";
export { listReadings } from "./figure/readings.ts";
export { listRecounts, type Recount } from "./figure/recounts.ts";
