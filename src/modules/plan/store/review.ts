export { findCityAnswer, listCityAnswers, listPromises, listPromisesOfSection } from "./review/answer.ts";
export { listPastOpinions } from "./review/past.ts";
export { findVerdict, listReviews, listVerdicts } from "./review/verdict.ts";
