/** For whoever draws: what the ordinance says of a draw, and the rooms for its winners. */
export {
  awardBooking,
  isWishOpen,
  judgeWish,
  lockForDraw,
  type TakenWin,
  takeWin,
} from "./commands/award-booking.ts";
export { blockSpace } from "./commands/block-space.ts";
export { bookAtCounter } from "./commands/book-at-counter.ts";
export { cancelBookingByStaff, cancelOwnBooking } from "./commands/cancel-booking.ts";
export { holdSpace } from "./commands/hold-space.ts";
export { loadFacilities } from "./commands/load-facilities.ts";
export type { DayOfSeries } from "./commands/plan-series.ts";
export type { UseAsked } from "./commands/plan-use.ts";
/** How often somebody may enter, counted by the ordinance's limits under the lock of the person or group. */
export { countChoice, hasEntryLimits, lockParty, refuseEntriesOverLimits } from "./commands/refuse-over-limits.ts";
/** 利用調整: what a meeting gives out is kept from first come, and becomes series. */
export {
  bookSeasonFrame,
  findFrameOn,
  isFrameFree,
  keepFrames,
  listSlotsOf,
  planSeasonFrame,
  releaseFrames,
  type SeasonFrame,
} from "./commands/season.ts";
export { listOpenToday, type OpenToday } from "./pages/open-today.ts";
export { useFields } from "./pages/use.ts";
export { caseOf } from "./rules/case.ts";
export { runOfSlots } from "./rules/choice.ts";
export { fits } from "./rules/condition.ts";
export { findCategory, findSpace, getArticle, getTerms } from "./rules/facility.ts";
export { type CountedUse, judgeLimits, listLimits, periodOf } from "./rules/limits.ts";
export { firstComeAt, isDrawnFor, lotteryTimes } from "./rules/lottery-phase.ts";
export { slotsOn } from "./rules/slots.ts";
export { useForm } from "./schema/requests.ts";
export { findBooking } from "./store/booking.ts";
export { getSpaceOn, listFacilitiesOn } from "./store/facility.ts";
/** Which facility earned the money of a booking, for the books of payment. */
export { findPlacesOf } from "./store/places.ts";
/** Of days of use: how many applications for reductions ended how, and what was taken off. */
export { countReductions, countWaitingReductions, listGrantedReductions } from "./store/reduction.ts";
export type { KeptFrame } from "./store/season.ts";
export { listTakers, type Taker } from "./store/takers.ts";
export type { Booking, BookingState, Choice } from "./types/booking.ts";
export type { Facility, Space } from "./types/facility.ts";
export type { LotteryRule } from "./types/lottery.ts";
export { type PayWay, payWays } from "./types/terms.ts";
