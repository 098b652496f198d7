import type { StatusKind } from "../../../ui/index.ts";
import type { BookingState } from "../types/booking.ts";

const kinds: Readonly<Record<BookingState, StatusKind>> = {
  held: "held",
  requested: "held",
  reserved: "held",
  confirmed: "good",
  blocked: "closed",
  cancelled: "taken",
  expired: "taken",
};

export function stateKind(state: BookingState): StatusKind {
  return kinds[state];
}
