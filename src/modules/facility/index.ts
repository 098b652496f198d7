export { blockSpace } from "./commands/block-space.ts";
export { bookAtCounter } from "./commands/book-at-counter.ts";
export { cancelBookingByStaff, cancelOwnBooking } from "./commands/cancel-booking.ts";
export { holdSpace } from "./commands/hold-space.ts";
export { loadFacilities } from "./commands/load-facilities.ts";
export { listOpenToday, type OpenToday } from "./pages/open-today.ts";
export type { Booking, BookingState, Choice } from "./types/booking.ts";
